import { radians, WGS84, type GeoPoint } from './ellipsoid.js';

/** Earth-centred, earth-fixed coordinates in metres: x to 0°N 0°E, y to 0°N 90°E, z to the north pole. */
export type Ecef = readonly [x: number, y: number, z: number];

/**
 * Earth-centred coordinates of a point on the ellipsoid (height 0), metres.
 *
 * Straight-line distance between two of these never exceeds the distance over the ground, and needs no
 * special case at the poles or at 180°: that is why the index is built on them.
 */
export function toEcef({ lat, lon }: GeoPoint): Ecef {
  const phi = radians(lat);
  const lambda = radians(lon);
  const sinPhi = Math.sin(phi);
  const n = WGS84.a / Math.sqrt(1 - WGS84.e2 * sinPhi * sinPhi);
  const ring = n * Math.cos(phi);
  return [ring * Math.cos(lambda), ring * Math.sin(lambda), n * (1 - WGS84.e2) * sinPhi];
}

/** Straight-line distance in metres between two earth-centred positions. */
export function chordMetres(p: Ecef, q: Ecef): number {
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/**
 * SQL text of the `cube` that {@link toEcef} computes, from two SQL expressions in degrees.
 *
 * Uses IMMUTABLE functions only, so it can stand in a generated column; null when either coordinate is null:
 *
 * ```sql
 * ecef cube GENERATED ALWAYS AS (<ecefSql('lat', 'lon')>) STORED
 * CREATE INDEX ON coal_mine USING gist (ecef)
 * ```
 *
 * @param latExpression SQL for the latitude in degrees; never text from a caller.
 * @param lonExpression SQL for the longitude in degrees; never text from a caller.
 */
export function ecefSql(latExpression: string, lonExpression: string): string {
  const lat = `(${latExpression})::float8`;
  const lon = `(${lonExpression})::float8`;
  const phi = `radians(${lat})`;
  const lambda = `radians(${lon})`;
  const n = `(${WGS84.a}::float8 / sqrt(1 - ${WGS84.e2}::float8 * sin(${phi}) * sin(${phi})))`;
  return (
    `case when ${lat} is not null and ${lon} is not null then cube(array[` +
    `${n} * cos(${phi}) * cos(${lambda}), ` +
    `${n} * cos(${phi}) * sin(${lambda}), ` +
    `${n} * (1 - ${WGS84.e2}::float8) * sin(${phi})]) end`
  );
}
