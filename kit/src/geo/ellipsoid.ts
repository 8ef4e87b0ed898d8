/**
 * The WGS-84 ellipsoid (NIMA TR8350.2). CGCS2000 differs from it by 0.1 mm in the semi-minor axis only,
 * so one set of constants serves both coordinate systems.
 */
export const WGS84 = (() => {
  const a = 6378137;
  const f = 1 / 298.257223563;
  const b = a * (1 - f);
  return {
    /** Equatorial radius, metres. */
    a,
    /** Polar radius, metres. */
    b,
    /** Flattening. */
    f,
    /** First eccentricity squared. */
    e2: f * (2 - f),
    /** Smallest radius of curvature anywhere on the ellipsoid (meridian at the equator), metres. */
    smallestRadius: (b * b) / a,
    /** Largest radius of curvature anywhere on the ellipsoid (at the poles), metres. */
    largestRadius: (a * a) / b,
  } as const;
})();

/** A position in degrees, WGS-84 (or CGCS2000). */
export interface GeoPoint {
  /** Latitude in degrees, north positive, −90..90. */
  readonly lat: number;
  /** Longitude in degrees, east positive, −180..180. */
  readonly lon: number;
}

/** Degrees to radians. */
export function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
