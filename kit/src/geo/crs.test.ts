import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toWgs84 } from './crs.js';
import { geodesicMetres } from './distance.js';

const inShanxi = fc.record({
  lat: fc.integer({ min: 34_600_000, max: 40_700_000 }).map((millionths) => millionths / 1e6),
  lon: fc.integer({ min: 110_300_000, max: 114_500_000 }).map((millionths) => millionths / 1e6),
});

describe('toWgs84', () => {
  it('keeps WGS-84 and CGCS2000 coordinates as they are and records the source', () => {
    const point = { lat: 35.798, lon: 112.924 };
    expect(toWgs84(point, 'WGS84')).toEqual({ ...point, crs: 'WGS84' });
    expect(toWgs84(point, 'CGCS2000')).toEqual({ ...point, crs: 'CGCS2000' });
  });

  it('takes the shift of some hundred metres out of GCJ-02, towards the south-west in Shanxi', () => {
    fc.assert(
      fc.property(inShanxi, (point) => {
        const converted = toWgs84(point, 'GCJ02');
        const shift = geodesicMetres(point, converted);
        expect(shift).toBeGreaterThan(300);
        expect(shift).toBeLessThan(1000);
        expect(converted.lon).toBeLessThan(point.lon);
        expect(converted.crs).toBe('GCJ02');
      }),
    );
  });

  it('matches a published pair: Tiananmen, AMap 39.908823, 116.397470', () => {
    const converted = toWgs84({ lat: 39.908823, lon: 116.39747 }, 'GCJ02');
    expect(geodesicMetres(converted, { lat: 39.90742, lon: 116.391229 })).toBeLessThan(5);
  });

  it('leaves a point outside China where it is', () => {
    expect(toWgs84({ lat: 48.85, lon: 2.35 }, 'GCJ02')).toEqual({ lat: 48.85, lon: 2.35, crs: 'GCJ02' });
  });
});
