import {
  batchedInRequest,
  bigrams,
  divisionPath,
  type GeoPoint,
  type Matchable,
  type MatchEvidence,
  matchEvidence,
  matchScore,
  nameParts,
  tradeWordsOf,
  within,
} from '@huitong/kit';
import { Enterprise } from './entities/enterprise.js';
import { type FormerName, formerNamesOf } from './formerNames.js';
import { enterprises } from './lists.js';
import type { Context } from './loaders.js';
import { matchReasons } from './rules/matchReasons.js';

/** An object of a sector as `@requires` hands it over. */
export interface Unmatched {
  readonly id: string;
  readonly name?: string;
  readonly division?: { readonly code: string } | null;
  readonly location?: GeoPoint | null;
  readonly rejectedEnterpriseUsccs?: readonly string[] | null;
}

/** An enterprise found for an object, with what speaks for it. */
interface Scored {
  readonly enterprise: Enterprise;
  readonly score: number;
  readonly evidence: MatchEvidence;
  /** The name of before that is more alike than the present one; null where the present one is. */
  readonly former: FormerName | null;
}

/** Enterprises scored for one object because of their names, and because they stand near it. */
const mostByName = 40;
const mostByPlace = 10;
const placeKilometres = 5;

/** A window of a name to look for: anywhere, or in one county where it would find too many elsewhere. */
interface Asked {
  readonly object: number;
  readonly window: string;
  readonly county: string | null;
}

/** What an object's name is looked for by: its own windows anywhere, those of its trade in its county. */
function windowsOf(row: Unmatched, object: number): Asked[] {
  const { plain, core, trade } = nameParts(row.name ?? '');
  const county = row.division ? (divisionPath(row.division.code)?.[2] ?? null) : null;
  const own = bigrams(core);
  const common = [...bigrams(plain), ...tradeWordsOf(trade)].filter((window) => !own.includes(window));
  return [
    ...own.map((window) => ({ object, window, county: null })),
    ...(county === null ? [] : [...new Set(common)].map((window) => ({ object, window, county }))),
  ];
}

/**
 * Enterprises that share most windows with each of many names, by their present names and those of before, one
 * statement for all. Containment of one window at a
 * time, because only `@>` may enter the index before row security (kit's search), overlap (`&&`) may not. Windows
 * that only count in the object's county are joined with one reading of that county: looked up one by one, fifty
 * objects would read it five hundred times.
 */
async function byName(context: Context, rows: readonly Unmatched[]): Promise<Enterprise[][]> {
  const asked = rows.flatMap(windowsOf);
  const table = context.database.table(Enterprise);
  const found = await context.database.query<Enterprise & { object: number }>(
    `with asked as (select * from unnest($1::int[], $2::text[], $3::text[]) as given (object, part, county)),
     anywhere as (
       select parts.part, item.id from (select distinct part from asked where county is null) as parts
         join ${table.name} as item on item.name_bigrams @> array[parts.part]
       union
       select parts.part, former.enterprise_id from (select distinct part from asked where county is null) as parts
         join enterprise_former_name as former on former.name_bigrams @> array[parts.part]
     ),
     inside as materialized (
       select counties.county, parts.part, item.id
       from (select distinct county from asked where county is not null) as counties
         join ${table.name} as item on item.division_path @> array[counties.county]
         cross join unnest(item.name_bigrams) as parts (part)
       union
       select counties.county, parts.part, former.enterprise_id
       from (select distinct county from asked where county is not null) as counties
         join enterprise_former_name as former on former.division_path @> array[counties.county]
         cross join unnest(former.name_bigrams) as parts (part)
     ),
     shared as (
       select object, id, 3 as weight from asked join anywhere using (part) where county is null
       union all
       select object, id, 1 from asked join inside using (county, part)
     ),
     ranked as (
       select object, id, row_number() over (partition by object order by sum(weight) desc, id) as place
       from shared group by object, id
     )
     select ranked.object, ${table.select('item')} from ranked join ${table.name} as item using (id)
     where place <= $4`,
    [
      asked.map(({ object }) => object),
      asked.map(({ window }) => window),
      asked.map(({ county }) => county),
      mostByName,
    ],
  );
  const perObject: Enterprise[][] = rows.map(() => []);
  for (const { object, ...enterprise } of found) perObject[object]?.push(enterprise as Enterprise);
  return perObject;
}

const byPlace = (context: Context, { location }: Unmatched): Promise<Enterprise[]> =>
  location
    ? enterprises
        .near(context, { first: mostByPlace, withinKm: placeKilometres })
        .load(location)
        .then(
          ({ nodes }) => nodes,
          // A point comes from another subgraph; a bad one has nothing near it.
          () => [],
        )
    : Promise.resolve([]);

const objectAsMatchable = ({ name, division, location }: Unmatched): Matchable => ({
  name: name ?? '',
  divisionPath: division ? (divisionPath(division.code) ?? null) : null,
  point: location ?? null,
});

const enterpriseAsMatchable = ({ name, divisionPath: path, lat, lon }: Enterprise): Matchable => ({
  name,
  divisionPath: path,
  point: lat === null || lon === null ? null : { lat, lon },
});

function scored(
  row: Unmatched,
  found: readonly Enterprise[],
  former: ReadonlyMap<string, readonly FormerName[]>,
): Scored[] {
  const object = objectAsMatchable(row);
  return [...new Map(found.map((enterprise) => [enterprise.uscc, enterprise])).values()]
    .map((enterprise) => {
      const names = [null, ...(former.get(enterprise.id) ?? [])].map((name) => {
        const called = name ? { ...enterprise, name: name.name } : enterprise;
        const evidence = matchEvidence(object, enterpriseAsMatchable(called));
        return { enterprise, score: matchScore(evidence), evidence, former: name };
      });
      // The present name goes first where a name of before is no better.
      return names.reduce((best, one) => (one.score > best.score ? one : best));
    })
    .sort((one, other) => other.score - one.score || (one.enterprise.uscc < other.enterprise.uscc ? -1 : 1));
}

/** Candidates of each of many objects, the likeliest first; three statements for all of them. */
const candidatesOf = (context: Context) =>
  batchedInRequest<Unmatched, Scored[]>(context, 'candidates', {
    key: ({ id }) => id,
    async load(rows) {
      const [named, near] = await Promise.all([
        byName(context, rows),
        Promise.all(rows.map((row) => byPlace(context, row))),
      ]);
      const found = rows.map((_, index) => [...(named[index] ?? []), ...(near[index] ?? [])]);
      const former = await formerNamesOf(context, [...new Set(found.flat().map(({ id }) => id))]);
      return rows.map((row, index) => scored(row, found[index] ?? [], former));
    },
  });

/**
 * Enterprises that may be the one an object without a code belongs to.
 * @returns the likeliest first, without those that a person rejected; null for an object without a name.
 * @throws Refusal BAD_INPUT for arguments out of bounds.
 */
export async function enterpriseCandidates(
  row: Unmatched,
  args: { readonly first: number | null; readonly scoreGte: number | null },
  context: Context,
) {
  within(args.first, { at: 'first', least: 1, most: 20 });
  within(args.scoreGte, { at: 'scoreGte', least: 0, most: 1 });
  if (!row.name) return null;
  const rejected = row.rejectedEnterpriseUsccs ?? [];
  const candidates = await candidatesOf(context).load(row);
  return candidates
    .filter(({ enterprise, score }) => score >= (args.scoreGte ?? 0) && !rejected.includes(enterprise.uscc))
    .slice(0, args.first ?? 5)
    .map(({ enterprise, score, evidence, former }) => ({
      enterprise,
      score: Math.round(score * 1000) / 1000,
      reasons: matchReasons(evidence, former),
    }));
}
