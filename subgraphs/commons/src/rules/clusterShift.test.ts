import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { finestZoom } from '@huitong/kit';
import { clusterShift, mostCells } from './clusterShift.js';

const box = fc
  .tuple(
    fc.double({ min: -90, max: 90, noNaN: true }),
    fc.double({ min: -90, max: 90, noNaN: true }),
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -180, max: 180, noNaN: true }),
  )
  .map(([a, b, c, d]) => ({
    minLat: Math.min(a, b),
    maxLat: Math.max(a, b),
    minLon: Math.min(c, d),
    maxLon: Math.max(c, d),
  }));

/** Tile integer of a point, as the index computes it. */
function tile(lat: number, lon: number): [number, number] {
  const side = 2 ** finestZoom;
  const phi = (Math.min(85.05, Math.max(-85.05, lat)) * Math.PI) / 180;
  const y = (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2;
  return [Math.min(side - 1, Math.floor(((lon + 180) / 360) * side)), Math.floor(y * side)];
}

describe('clusterShift', () => {
  it('never divides a box into more cells than bounded, whatever the zoom', () => {
    fc.assert(
      fc.property(box, fc.option(fc.integer({ min: -5, max: 40 })), (of, zoom) => {
        const shift = clusterShift(of, zoom);
        expect(shift).toBeGreaterThanOrEqual(0);
        expect(shift).toBeLessThanOrEqual(finestZoom);
        const [west, south] = tile(of.minLat, of.minLon);
        const [east, north] = tile(of.maxLat, of.maxLon);
        const cells = ((east >> shift) - (west >> shift) + 1) * ((south >> shift) - (north >> shift) + 1);
        expect(cells).toBeLessThanOrEqual(mostCells);
      }),
    );
  });

  it('counts in cells of 64 pixels at the zoom of the map: a quarter of a tile', () => {
    const view = { minLat: 35.79, maxLat: 35.81, minLon: 112.91, maxLon: 112.94 };
    expect(clusterShift(view, 14)).toBe(finestZoom - 16);
    expect(clusterShift(view, 10)).toBe(finestZoom - 12);
    // A finer zoom than the box can have is coarsened; a coarser one is taken as it is.
    expect(clusterShift(view, 22)).toBeGreaterThan(finestZoom - 24);
    expect(clusterShift(view, 0)).toBe(finestZoom - 2);
  });
});
