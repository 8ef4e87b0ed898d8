import { refusal } from '@huitong/contract';
import {
  bigramParameters,
  bigramPredicateSql,
  boxOf,
  boxParameters,
  boxPredicateSql,
  type BoundingBox,
  cursorColumns,
  type IndexStatus,
  type LoaderScope,
  pageSize,
  searchText,
} from '@huitong/kit';
import { IndexObject } from './entities/indexObject.js';
import { clusterShift } from './rules/clusterShift.js';

/** What narrows a search or a viewport beside its text or its box. */
export interface Narrowing {
  readonly typeIn?: readonly string[] | null;
  readonly division?: string | null;
  readonly first?: number | null;
}

/** Names that match are ranked among the first of them found; a term of every second name would take seconds. */
const mostRanked = 1000;
const mostTypes = 200;

const narrowed = (first: number) =>
  `($${first}::text[] is null or item.type = any($${first}))
   and ($${first + 1}::text is null or item.division_path @> array[$${first + 1}])`;

function narrowing({ typeIn, division }: Narrowing): [readonly string[] | null, string | null] {
  if (typeIn && typeIn.length > mostTypes) {
    throw refusal('BAD_INPUT', { at: 'typeIn', message: `A list of types holds at most ${mostTypes}.` });
  }
  return [typeIn ?? null, division ?? null];
}

/** Objects whose name contains a text, the closest first: the same name, then those that begin with it, then the shorter. */
export async function searchByName(
  scope: LoaderScope,
  text: string,
  args: Narrowing,
): Promise<IndexObject[]> {
  // One character is in no index: it would read every name.
  if ([...searchText(text).trim()].length < 2 || text.length > 100) {
    throw refusal('BAD_INPUT', { at: 'text', message: 'A search term has 2 to 100 characters.' });
  }
  const table = scope.database.table(IndexObject);
  const named = bigramPredicateSql({
    searchText: 'kit_search_text(item.name)',
    windows: 'item.name_bigrams',
    firstParameter: 1,
  });
  return scope.database.query<IndexObject>(
    `select ${table.select('item')} from (
       select item.* from index_object as item where ${named} and ${narrowed(3)} limit ${mostRanked}
     ) as item order by strpos(kit_search_text(item.name), $5) > 1, length(item.name), item.name, item.id limit $6`,
    [...bigramParameters(text), ...narrowing(args), searchText(text), pageSize(args.first)],
  );
}

/** Objects that stand close together, counted. */
export interface Cluster {
  readonly lat: number;
  readonly lon: number;
  readonly count: number;
  readonly overdueCount: number;
  readonly minLat: number;
  readonly minLon: number;
  readonly maxLat: number;
  readonly maxLon: number;
}

/** What a map shows of a box: each object, or when they are too many how many stand where. */
export interface ViewportRows {
  readonly points: IndexObject[];
  readonly clusters: Cluster[];
  readonly total: number;
}

/** One statement when the objects are few, two when they are counted instead. */
export async function readViewport(
  scope: LoaderScope,
  args: Narrowing & { readonly bbox: BoundingBox; readonly zoom?: number | null },
): Promise<ViewportRows> {
  const box = boxOf(args.bbox) as BoundingBox;
  const most = pageSize(args.first);
  const table = scope.database.table(IndexObject);
  const inside = boxPredicateSql({ lat: 'item.lat', lon: 'item.lon', firstParameter: 1 });
  const values = [...boxParameters(box), ...narrowing(args)];
  const where = `from index_object as item where ${inside} and ${narrowed(5)}`;
  const points = await scope.database.query<IndexObject>(`select ${table.select('item')} ${where} limit $7`, [
    ...values,
    most + 1,
  ]);
  if (points.length <= most) return { points, clusters: [], total: points.length };
  const clusters = await scope.database.query<Cluster>(
    `select avg(lat) as lat, avg(lon) as lon, count(*) as count,
       count(*) filter (where due_at < now()) as "overdueCount",
       min(lat) as "minLat", min(lon) as "minLon", max(lat) as "maxLat", max(lon) as "maxLon"
     ${where} group by tile_x >> $7, tile_y >> $7 order by count desc, lat, lon`,
    [...values, clusterShift(box, args.zoom ?? null)],
  );
  return { points: [], clusters, total: clusters.reduce((sum, { count }) => sum + count, 0) };
}

/** See {@link IndexStatus}. */
export type Freshness = Omit<IndexStatus, 'rows'>;

/** How far each owner's part of the index has come. */
export const readFreshness = (scope: LoaderScope) =>
  scope.database.query<Freshness>(`select ${cursorColumns} from index_cursor order by subgraph`, []);
