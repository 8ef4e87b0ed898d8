import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import geodesic from 'geographiclib-geodesic';
import { arcFromEcefMetres, chordForArc, chordSurelyWithinArc } from './chord.js';
import { chordMetres, toEcef } from './ecef.js';
import { WGS84 } from './ellipsoid.js';

// Integers scaled, because fc.double spreads over exponents and would put nearly every place at 0.
const degrees = (limit: number) =>
  fc.integer({ min: -limit * 1e9, max: limit * 1e9 }).map((billionths) => billionths / 1e9);
const metres = (max: number) => fc.integer({ min: 0, max: max * 1e6 }).map((millionths) => millionths / 1e6);

/** A start and a place at exactly this distance over the ground, by GeographicLib. */
const pair = (max: number) =>
  fc.tuple(degrees(90), degrees(180), degrees(180), metres(max)).map(([lat, lon, azimuth, arc]) => {
    const end = geodesic.Geodesic.WGS84.Direct(lat, lon, azimuth, arc);
    return { p: toEcef({ lat, lon }), q: toEcef({ lat: end.lat2!, lon: end.lon2! }), arc };
  });

describe('toEcef', () => {
  it('puts the axes where the standard has them', () => {
    expect(toEcef({ lat: 0, lon: 0 })).toEqual([WGS84.a, 0, 0]);
    const [x, y, z] = toEcef({ lat: 0, lon: 90 });
    expect([x, z]).toEqual([expect.closeTo(0, 6), 0]);
    expect(y).toBeCloseTo(WGS84.a, 6);
    expect(toEcef({ lat: 90, lon: 12 })[2]).toBeCloseTo(WGS84.b, 6);
  });

  it('lies on the ellipsoid', () => {
    fc.assert(
      fc.property(degrees(90), degrees(180), (lat, lon) => {
        const [x, y, z] = toEcef({ lat, lon });
        expect((x * x + y * y) / WGS84.a ** 2 + (z * z) / WGS84.b ** 2).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('chord bounds', () => {
  it('never miss a point within the radius: the chord of an arc stays below chordForArc', () => {
    fc.assert(
      fc.property(pair(1_000_000), ({ p, q, arc }) => {
        expect(chordMetres(p, q)).toBeLessThanOrEqual(chordForArc(arc) + 1e-8);
      }),
      { numRuns: 5000 },
    );
  });

  it('never take in a point beyond the radius without asking: the chord stays above chordSurelyWithinArc', () => {
    fc.assert(
      fc.property(pair(1_000_000), ({ p, q, arc }) => {
        expect(chordMetres(p, q)).toBeGreaterThanOrEqual(chordSurelyWithinArc(arc));
      }),
      { numRuns: 5000 },
    );
  });

  it('are tight: they leave a ring of at most 3 m at 500 km and 3 cm at 100 km', () => {
    expect(chordForArc(500_000) - chordSurelyWithinArc(500_000)).toBeLessThan(3);
    expect(chordForArc(100_000) - chordSurelyWithinArc(100_000)).toBeLessThan(0.03);
    expect(chordForArc(5_000)).toBeLessThanOrEqual(5_000);
  });
});

describe('arcFromEcefMetres', () => {
  it('is within 1 mm of the geodesic up to 500 km', () => {
    fc.assert(
      fc.property(pair(500_000), ({ p, q, arc }) => {
        expect(Math.abs(arcFromEcefMetres(p, q) - arc)).toBeLessThan(0.001);
      }),
      { numRuns: 5000 },
    );
    expect(arcFromEcefMetres(toEcef({ lat: 36, lon: 112 }), toEcef({ lat: 36, lon: 112 }))).toBe(0);
  });
});
