import { type ErrorCode, refusal } from '@huitong/contract';
import {
  LONGEST_RADIUS_METRES,
  type BoundingBox,
  checkBox,
  checkNear,
  type GeoCheck,
  type NearFilter,
} from '../geo/index.js';
import type { Where } from './filters.js';

/** Most rows of one page. */
export const largestPage = 500;

/** Longest radius in kilometres: beyond it a division or a box is the better question. */
const largestRadiusKm = LONGEST_RADIUS_METRES / 1000;

/** The arguments that every list shares. */
export interface ListArguments {
  readonly where?: Where;
  readonly orderBy?: { readonly field: string; readonly direction?: 'ASC' | 'DESC' | null } | null;
  readonly near?: {
    readonly point: { readonly lat: number; readonly lon: number };
    readonly withinKm: number;
  } | null;
  readonly bbox?: BoundingBox | null;
  readonly division?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

function accepted<Value>(check: GeoCheck<Value>): Value {
  if (check.ok) return check.value;
  throw refusal(check.problem.kind satisfies ErrorCode, {
    message: check.problem.message,
    at: check.problem.at,
  });
}

/** Checks a `near` argument. Throws Refusal COORDINATE_OUT_OF_RANGE or RADIUS_OUT_OF_RANGE. */
export function nearOf(near: ListArguments['near']): NearFilter | null {
  if (!near) return null;
  if (!(near.withinKm > 0 && near.withinKm <= largestRadiusKm)) {
    throw refusal('RADIUS_OUT_OF_RANGE', {
      at: 'near.withinKm',
      message: `A radius of ${near.withinKm} km is not above 0 and at most ${largestRadiusKm} km.`,
    });
  }
  return accepted(checkNear({ ...near.point, withinMetres: near.withinKm * 1000 }));
}

/** Checks a `bbox` argument. Throws Refusal COORDINATE_OUT_OF_RANGE or BOX_INVERTED. */
export function boxOf(box: BoundingBox | null | undefined): BoundingBox | null {
  return box ? accepted(checkBox(box)) : null;
}

/** Checks a page size; null means the schema's default was overridden by null. Throws PAGE_SIZE_OUT_OF_RANGE. */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? 20;
  if (Number.isInteger(size) && size >= 1 && size <= largestPage) return size;
  throw refusal('PAGE_SIZE_OUT_OF_RANGE', {
    at: 'first',
    message: `A page holds 1 to ${largestPage} rows, not ${size}.`,
  });
}
