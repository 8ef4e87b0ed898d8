import type { GeoPoint } from './ellipsoid.js';

/** Longest radius a `near` filter may ask for, metres: beyond it a division or box is the better question. */
export const LONGEST_RADIUS_METRES = 500_000;

/** Everything within a distance over the ground of a point. */
export interface NearFilter extends GeoPoint {
  /** Radius in metres, greater than 0, at most {@link LONGEST_RADIUS_METRES}. */
  readonly withinMetres: number;
}

/** A viewport in degrees, both edges included; it may not cross 180° E. */
export interface BoundingBox {
  readonly minLat: number;
  readonly minLon: number;
  readonly maxLat: number;
  readonly maxLon: number;
}

/** Why a geographic argument is refused: what, where in the arguments, and what to do. */
export interface GeoProblem {
  readonly kind: 'COORDINATE_OUT_OF_RANGE' | 'RADIUS_OUT_OF_RANGE' | 'BOX_INVERTED';
  /** Path of the argument, such as `near.withinMetres`. */
  readonly at: string;
  readonly message: string;
  readonly todo: string;
}

/** Outcome of a check: the value, or the first problem found. */
export type GeoCheck<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: GeoProblem };

/**
 * A point with latitude −90..90 and longitude −180..180 degrees.
 *
 * @param point what the caller sent; anything but finite numbers in range is a problem
 * @param at path of the argument, for the message
 */
export function checkPoint(point: GeoPoint, at = 'point'): GeoCheck<GeoPoint> {
  const problem =
    coordinateProblem(point.lat, { at: `${at}.lat`, limit: 90, name: 'latitude' }) ??
    coordinateProblem(point.lon, { at: `${at}.lon`, limit: 180, name: 'longitude' });
  return problem ? { ok: false, problem } : { ok: true, value: { lat: point.lat, lon: point.lon } };
}

/** A `near` filter: a valid point and a radius above 0 and up to 500 km. */
export function checkNear(near: NearFilter, at = 'near'): GeoCheck<NearFilter> {
  const point = checkPoint(near, at);
  if (!point.ok) return point;
  const { withinMetres } = near;
  if (Number.isFinite(withinMetres) && withinMetres > 0 && withinMetres <= LONGEST_RADIUS_METRES) {
    return { ok: true, value: { ...point.value, withinMetres } };
  }
  return {
    ok: false,
    problem: {
      kind: 'RADIUS_OUT_OF_RANGE',
      at: `${at}.withinMetres`,
      message: `A radius of ${withinMetres} m is not between 0 and ${LONGEST_RADIUS_METRES} m.`,
      todo: 'Give the radius in metres, more than 0 and at most 500000; for a larger area filter by division.',
    },
  };
}

/** A box whose corners are valid and whose minimum lies below its maximum in both directions. */
export function checkBox(box: BoundingBox, at = 'bbox'): GeoCheck<BoundingBox> {
  const { minLat, minLon, maxLat, maxLon } = box;
  const problem =
    coordinateProblem(minLat, { at: `${at}.minLat`, limit: 90, name: 'latitude' }) ??
    coordinateProblem(maxLat, { at: `${at}.maxLat`, limit: 90, name: 'latitude' }) ??
    coordinateProblem(minLon, { at: `${at}.minLon`, limit: 180, name: 'longitude' }) ??
    coordinateProblem(maxLon, { at: `${at}.maxLon`, limit: 180, name: 'longitude' }) ??
    orderProblem({ at, axis: 'Lat', min: minLat, max: maxLat }) ??
    orderProblem({ at, axis: 'Lon', min: minLon, max: maxLon });
  return problem ? { ok: false, problem } : { ok: true, value: { minLat, minLon, maxLat, maxLon } };
}

function coordinateProblem(
  degrees: number,
  of: { at: string; limit: number; name: string },
): GeoProblem | undefined {
  if (Number.isFinite(degrees) && Math.abs(degrees) <= of.limit) return undefined;
  return {
    kind: 'COORDINATE_OUT_OF_RANGE',
    at: of.at,
    message: `A ${of.name} of ${degrees} is not between -${of.limit} and ${of.limit} degrees.`,
    todo: 'Give decimal degrees in WGS-84 or CGCS2000; check that latitude and longitude are not exchanged.',
  };
}

function orderProblem(of: { at: string; axis: string; min: number; max: number }): GeoProblem | undefined {
  if (of.min < of.max) return undefined;
  return {
    kind: 'BOX_INVERTED',
    at: `${of.at}.min${of.axis}`,
    message: `min${of.axis} ${of.min} is not below max${of.axis} ${of.max}.`,
    todo: 'Give the south-west corner as minimum and the north-east corner as maximum; split a box that crosses 180°.',
  };
}
