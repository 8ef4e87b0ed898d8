import { refusal } from '@huitong/contract';
import { provinceBox } from '../divisions/index.js';
import { checkPoint, type GeoPoint } from '../geo/index.js';
import type { Notes } from '../sharing/notes.js';
import { checkUscc } from '../validators/index.js';

/** Today's ISO date in the departments' time zone, Asia/Shanghai (UTC+8 all year). */
export const today = (now: Date = new Date()): string =>
  new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Checks the length of a text that was given. Throws Refusal BAD_INPUT naming the place. */
export function textWithin(
  text: string | null | undefined,
  { at, most }: { at: string; most: number },
): void {
  if (text === null || text === undefined) return;
  if (text.trim() === '' || text.length > most) {
    throw refusal('BAD_INPUT', { at, message: `${at} has 1 to ${most} characters.` });
  }
}

/** Bounds of a number; `least` and `most` are included, `above` is not. */
export interface Bounds {
  readonly at: string;
  readonly least?: number;
  readonly above?: number;
  readonly most: number;
}

/** Checks a number that was given. Throws Refusal BAD_INPUT naming the place and the bounds. */
export function within(value: number | null | undefined, { at, least, above, most }: Bounds): void {
  if (value === null || value === undefined) return;
  const lowEnough = value <= most;
  const highEnough = (least === undefined || value >= least) && (above === undefined || value > above);
  if (lowEnough && highEnough) return;
  const from = above === undefined ? `${least ?? 0}` : `above ${above}`;
  throw refusal('BAD_INPUT', { at, message: `${at} is ${from} to ${most}, not ${value}.` });
}

/** The province whose departments this graph serves; a point outside it is suspicious, not wrong. */
const home = '140000';

/**
 * Columns of a point given in WGS-84. A point outside the province is kept with a warning, because latitude and
 * longitude may be swapped. Throws Refusal COORDINATE_OUT_OF_RANGE.
 */
export function pointColumns(
  point: GeoPoint | null | undefined,
  notes: Notes,
  at: string,
): { lat?: number; lon?: number; crs?: 'WGS84' } {
  if (!point) return {};
  const check = checkPoint(point, at);
  if (!check.ok) throw refusal(check.problem.kind, { message: check.problem.message, at: check.problem.at });
  if (outsideProvince(check.value)) {
    notes.warn('OUTSIDE_PROVINCE', `${point.lat}, ${point.lon} lies outside the province.`, { at });
  }
  return { lat: check.value.lat, lon: check.value.lon, crs: 'WGS84' };
}

/** Whether a point lies outside the box of the province. */
export function outsideProvince({ lat, lon }: GeoPoint, province: string = home): boolean {
  const box = provinceBox(province);
  return box !== undefined && (lat < box.minLat || lat > box.maxLat || lon < box.minLon || lon > box.maxLon);
}

/** Warns of check characters that do not fit; the code is kept (DOMAIN §0.10: two issued codes fail). */
export function warnUscc(notes: Notes, uscc: string | null | undefined, at: string): void {
  if (!uscc) return;
  const check = checkUscc(uscc);
  if (!check.ok) return;
  for (const warning of check.warnings) notes.warn('USCC_CHECK_DIGIT', warning.message, { at });
}
