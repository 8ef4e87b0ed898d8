import gcoordModule from 'gcoord';
import type { GeoPoint } from './ellipsoid.js';

// Its typings say ES module, its package is CommonJS: what arrives as the default already is the library.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

/**
 * Coordinate systems a source may deliver. CGCS2000 and WGS-84 agree within decimetres and are stored as one;
 * GCJ-02 (AMap, Tencent and maps drawn on them) is shifted by 300–700 m inside China.
 */
export const CRS = ['WGS84', 'CGCS2000', 'GCJ02'] as const;
export type Crs = (typeof CRS)[number];

/** A point in WGS-84 with the coordinate system its source delivered it in. */
export interface LocatedPoint extends GeoPoint {
  readonly crs: Crs;
}

/**
 * A point as it is stored: WGS-84, with the coordinate system of the source on record.
 *
 * Convert once, on import; converting twice shifts the point again. The inverse of GCJ-02 is iterated by
 * `gcoord` to well under a metre. Outside mainland China GCJ-02 equals WGS-84.
 */
export function toWgs84(point: GeoPoint, crs: Crs): LocatedPoint {
  if (crs !== 'GCJ02') return { lat: point.lat, lon: point.lon, crs };
  const [lon, lat] = gcoord.transform([point.lon, point.lat], gcoord.GCJ02, gcoord.WGS84) as [number, number];
  return { lat, lon, crs };
}
