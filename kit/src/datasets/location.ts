import { type Division, nearestSeat, provinceBox } from '../divisions/index.js';
import { checkPoint, type Crs, CRS, type GeoPoint, type LocatedPoint, toWgs84 } from '../geo/index.js';
import { outsideProvince } from '../subgraph/inputs.js';
import type { FileColumn, FilePlan } from './header.js';
import { folded, quoted } from './text.js';
import { numberOf, type ValueFault } from './values.js';

/** A fault or a doubt at a column. */
export interface ColumnFault extends ValueFault {
  readonly column: string;
}

/** Where a row stands (null: not known), or why that cannot be read. */
export type PlaceCheck =
  | { readonly ok: true; readonly point: LocatedPoint | null; readonly warnings: readonly ColumnFault[] }
  | { readonly ok: false; readonly faults: readonly ColumnFault[] };

/** Accepted spellings of a reference system; 火星坐标 is how GCJ-02 is called in the trade. */
const spellings: Readonly<Record<Crs, readonly string[]>> = {
  WGS84: ['wgs84', 'wgs-84', 'epsg:4326', 'gps'],
  CGCS2000: ['cgcs2000', '国家2000', '2000国家大地坐标系', 'epsg:4490'],
  GCJ02: ['gcj02', 'gcj-02', '火星坐标', '火星坐标系', '高德', '腾讯'],
};
const crsOf = (text: string) => CRS.find((crs) => spellings[crs].includes(folded(text)));

/**
 * Reads the point of a row and turns it into WGS-84, once, with the source's reference system on record.
 *
 * A point outside the box of the division's province is kept with a warning; but when the two numbers exchanged
 * would lie inside, they are exchanged, and the row is rejected rather than put a continent away.
 * @param cell text of a column, '' where it is empty
 * @param province code of the division whose province the point should lie in
 */
export function checkPlace(
  plan: NonNullable<FilePlan['location']>,
  cell: (column: FileColumn) => string,
  province: string,
): PlaceCheck {
  const texts = [cell(plan.lat), cell(plan.lon)] as const;
  if (texts[0] === '' && texts[1] === '') return { ok: true, point: null, warnings: [] };
  const faults: ColumnFault[] = [];
  const [lat, lon] = ([plan.lat, plan.lon] as const).map((column, index) => {
    const number = texts[index] === '' ? undefined : numberOf(texts[index]!);
    if (number !== undefined) return number;
    faults.push(
      texts[index] === ''
        ? { column: column.header, code: 'VALUE_MISSING', message: 'A point needs latitude and longitude.' }
        : {
            column: column.header,
            code: 'VALUE_INVALID',
            message: `${quoted(texts[index]!)} is not a number of degrees.`,
          },
    );
    return NaN;
  }) as [number, number];
  const crs = readCrs(plan.crs, cell, faults);
  if (faults.length > 0 || !crs) return { ok: false, faults };

  const given = { lat, lon };
  const inRange = checkPoint(given);
  const outside = !inRange.ok || outsideProvince(given, province);
  if (outside && exchangedFits(given, province)) {
    const message = `${lat}, ${lon} lies outside the province, ${lon}, ${lat} inside: latitude and longitude are exchanged.`;
    return { ok: false, faults: [{ column: plan.lat.header, code: 'VALUE_INVALID', message }] };
  }
  if (!inRange.ok) {
    const { kind: code, at, message } = inRange.problem;
    const column = at.endsWith('lat') ? plan.lat.header : plan.lon.header;
    return { ok: false, faults: [{ column, code, message }] };
  }
  const point = toWgs84(given, crs);
  if (!outsideProvince(point, province)) return { ok: true, point, warnings: [] };
  const message = `${lat}, ${lon} lies outside the province.`;
  return {
    ok: true,
    point,
    warnings: [{ column: plan.lat.header, code: 'OUTSIDE_PROVINCE', message }],
  };
}

function readCrs(
  plan: Crs | FileColumn,
  cell: (column: FileColumn) => string,
  faults: ColumnFault[],
): Crs | undefined {
  if (typeof plan === 'string') return plan;
  const text = cell(plan);
  const crs = crsOf(text);
  if (crs) return crs;
  const known = CRS.join(', ');
  faults.push(
    text === ''
      ? {
          column: plan.header,
          code: 'VALUE_MISSING',
          message: `A point needs its reference system: ${known}.`,
        }
      : { column: plan.header, code: 'VALUE_INVALID', message: `${quoted(text)} is none of ${known}.` },
  );
  return undefined;
}

function exchangedFits({ lat, lon }: GeoPoint, province: string): boolean {
  const exchanged = { lat: lon, lon: lat };
  return (
    provinceBox(province) !== undefined && checkPoint(exchanged).ok && !outsideProvince(exchanged, province)
  );
}

/**
 * The county of a point, for a row that names no division: that of the nearest seat, a guess and marked as one.
 * Undefined without a point, or with one outside the province, where every seat is far.
 */
export function divisionNear(point: LocatedPoint | null): Division | undefined {
  if (!point || outsideProvince(point)) return undefined;
  return nearestSeat(point, { level: 'COUNTY' })?.division;
}
