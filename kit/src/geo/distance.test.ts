import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import geodesic from 'geographiclib-geodesic';
import { geodesicMetres } from './distance.js';
import type { GeoPoint } from './ellipsoid.js';

// The library's typings describe an ES module, the package is CommonJS.
const { WGS84 } = geodesic.Geodesic;

// Integers scaled, because fc.double spreads over exponents and would put nearly every place at 0.
const degrees = (limit: number) =>
  fc.integer({ min: -limit * 1e9, max: limit * 1e9 }).map((billionths) => billionths / 1e9);
const anywhere = fc.record({ lat: degrees(90), lon: degrees(180) });

function reference(from: GeoPoint, to: GeoPoint): number {
  return WGS84.Inverse(from.lat, from.lon, to.lat, to.lon).s12!;
}

function walk(from: GeoPoint, azimuth: number, metres: number): GeoPoint {
  const end = WGS84.Direct(from.lat, from.lon, azimuth, metres);
  return { lat: end.lat2!, lon: end.lon2! };
}

describe('geodesicMetres', () => {
  it('agrees with GeographicLib within 1 mm up to 500 km, anywhere', () => {
    fc.assert(
      fc.property(anywhere, degrees(180), fc.integer({ min: 0, max: 5e11 }), (from, azimuth, micrometres) => {
        const to = walk(from, azimuth, micrometres / 1e6);
        expect(Math.abs(geodesicMetres(from, to) - reference(from, to))).toBeLessThan(0.001);
      }),
      { numRuns: 3000 },
    );
  });

  it('agrees within 5 mm between any two places on earth', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (from, to) => {
        expect(Math.abs(geodesicMetres(from, to) - reference(from, to))).toBeLessThan(0.005);
      }),
      { numRuns: 2000 },
    );
  });

  it('stays within a metre between nearly antipodal places, where the iteration does not converge', () => {
    fc.assert(
      fc.property(anywhere, degrees(1), degrees(1), (from, dLat, dLon) => {
        const to = {
          lat: Math.max(-90, Math.min(90, -from.lat + dLat)),
          lon: from.lon + (from.lon > 0 ? -180 : 180) + dLon * 0.5,
        };
        expect(Math.abs(geodesicMetres(from, to) - reference(from, to))).toBeLessThan(1);
      }),
      { numRuns: 300 },
    );
    expect(geodesicMetres({ lat: 0, lon: 0 }, { lat: 0, lon: 180 })).toBeCloseTo(20_003_931.459, 1);
    expect(geodesicMetres({ lat: 90, lon: 0 }, { lat: -90, lon: 0 })).toBeCloseTo(20_003_931.459, 1);
  });

  it('is symmetric, and zero only for the same place', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (from, to) => {
        expect(geodesicMetres(from, to)).toBeCloseTo(geodesicMetres(to, from), 3);
      }),
    );
    expect(geodesicMetres({ lat: 35.8, lon: 112.9 }, { lat: 35.8, lon: 112.9 })).toBe(0);
    expect(geodesicMetres({ lat: 35.8, lon: 180 }, { lat: 35.8, lon: -180 })).toBeCloseTo(0, 6);
  });
});
