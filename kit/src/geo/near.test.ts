import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkBox, checkNear, checkPoint, LONGEST_RADIUS_METRES, type GeoCheck } from './near.js';

// Integers scaled, because fc.double spreads over exponents and would put nearly every place at 0.
const degrees = (limit: number) =>
  fc.integer({ min: -limit * 1e9, max: limit * 1e9 }).map((billionths) => billionths / 1e9);

const gaoping = { lat: 35.798, lon: 112.924 };

function problemOf(check: GeoCheck<unknown>) {
  if (check.ok) throw new Error('expected a problem');
  return { kind: check.problem.kind, at: check.problem.at };
}

describe('checkPoint', () => {
  it('takes every point on earth and drops what else came with it', () => {
    fc.assert(
      fc.property(degrees(90), degrees(180), (lat, lon) => {
        expect(checkPoint({ lat, lon, extra: 1 } as never)).toEqual({ ok: true, value: { lat, lon } });
      }),
    );
  });

  it.each([
    [{ lat: 90.000001, lon: 0 }, 'point.lat'],
    [{ lat: 112.9, lon: 35.8 }, 'point.lat'],
    [{ lat: 0, lon: -180.5 }, 'point.lon'],
    [{ lat: Number.NaN, lon: 0 }, 'point.lat'],
    [{ lat: 0, lon: Infinity }, 'point.lon'],
    [{ lat: undefined, lon: 0 } as never, 'point.lat'],
  ])('refuses %p at %s', (point, at) => {
    expect(problemOf(checkPoint(point))).toEqual({ kind: 'COORDINATE_OUT_OF_RANGE', at });
  });
});

describe('checkNear', () => {
  it.each([0.001, 5_000, LONGEST_RADIUS_METRES])('takes a radius of %d m', (withinMetres) => {
    expect(checkNear({ ...gaoping, withinMetres })).toEqual({
      ok: true,
      value: { ...gaoping, withinMetres },
    });
  });

  it.each([-1, 0, LONGEST_RADIUS_METRES + 1, 20_000_000, Number.NaN, Infinity])(
    'refuses a radius of %d m, naming the argument',
    (withinMetres) => {
      expect(problemOf(checkNear({ ...gaoping, withinMetres }, 'filter.near'))).toEqual({
        kind: 'RADIUS_OUT_OF_RANGE',
        at: 'filter.near.withinMetres',
      });
    },
  );

  it('refuses a centre that is not on earth before it judges the radius', () => {
    expect(problemOf(checkNear({ lat: 91, lon: 0, withinMetres: -1 }))).toEqual({
      kind: 'COORDINATE_OUT_OF_RANGE',
      at: 'near.lat',
    });
  });
});

describe('checkBox', () => {
  const box = { minLat: 35, minLon: 112, maxLat: 36, maxLon: 113 };

  it('takes a box the right way round', () => {
    expect(checkBox(box)).toEqual({ ok: true, value: box });
  });

  it.each([
    [{ ...box, minLat: 36 }, 'BOX_INVERTED', 'bbox.minLat'],
    [{ ...box, minLon: 114 }, 'BOX_INVERTED', 'bbox.minLon'],
    [{ ...box, maxLat: 91 }, 'COORDINATE_OUT_OF_RANGE', 'bbox.maxLat'],
    [{ ...box, minLon: Number.NaN }, 'COORDINATE_OUT_OF_RANGE', 'bbox.minLon'],
  ])('refuses %p: %s', (given, kind, at) => {
    expect(problemOf(checkBox(given))).toEqual({ kind, at });
  });
});
