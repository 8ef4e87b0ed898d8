import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isNineSmallPlace,
  measureLimits,
  meetsSmallPlaceThreshold,
  nineSmallCategories,
  type SmallPlaceMeasures,
  storedMeasures,
} from './nineSmallPlaces.js';

describe('nine small places', () => {
  it('are nine kinds, and unknown stays unknown', () => {
    expect(new Set(nineSmallCategories).size).toBe(9);
    expect(isNineSmallPlace('SMALL_HOTEL')).toBe(true);
    expect(isNineSmallPlace('MEDICAL')).toBe(false);
    expect(isNineSmallPlace(null)).toBeNull();
  });

  it.each([
    ['SMALL_SHOP', { floorAreaSquareMetres: 299.9 }, true],
    ['SMALL_SHOP', { floorAreaSquareMetres: 300 }, false],
    ['SMALL_RESTAURANT', { seats: 99 }, true],
    ['SMALL_RESTAURANT', { seats: 100 }, false],
    ['SMALL_HOTEL', { beds: 49 }, true],
    ['SMALL_HOTEL', { beds: 50 }, false],
    ['SMALL_ENTERTAINMENT', { floorAreaSquareMetres: 199, highestFloor: 3 }, true],
    ['SMALL_ENTERTAINMENT', { floorAreaSquareMetres: 199, highestFloor: 4 }, false],
    ['SMALL_ENTERTAINMENT', { floorAreaSquareMetres: 200, highestFloor: 1 }, false],
    ['SMALL_ENTERTAINMENT', { floorAreaSquareMetres: 199 }, null],
    ['SMALL_ENTERTAINMENT', { floorAreaSquareMetres: 200 }, false],
    ['SMALL_FITNESS', { floorAreaSquareMetres: 199 }, true],
    ['SMALL_FITNESS', { floorAreaSquareMetres: 200 }, false],
    ['SMALL_CLINIC', { beds: 29 }, true],
    ['SMALL_CLINIC', { beds: 30, townshipHospital: false }, false],
    ['SMALL_CLINIC', { beds: 300, townshipHospital: true }, true],
    ['SMALL_CLINIC', { beds: 30 }, null],
    ['SMALL_SCHOOL', { boarders: 49, pupils: 900 }, true],
    ['SMALL_SCHOOL', { boarders: 50, pupils: 50 }, false],
    ['SMALL_SCHOOL', { pupils: 499, boarders: 0, kindergarten: false }, true],
    ['SMALL_SCHOOL', { pupils: 500, boarders: 0, kindergarten: false }, false],
    ['SMALL_SCHOOL', { pupils: 99, kindergarten: true }, true],
    ['SMALL_SCHOOL', { pupils: 100, kindergarten: true }, false],
    ['SMALL_SCHOOL', { pupils: 99 }, true],
    ['SMALL_SCHOOL', { pupils: 100 }, null],
    ['SMALL_SCHOOL', { pupils: 500 }, false],
    ['SMALL_WORKSHOP', { staff: 49 }, true],
    ['SMALL_WORKSHOP', { staff: 50, dormitoryPersons: 29 }, true],
    ['SMALL_WORKSHOP', { staff: 50, dormitoryPersons: 30 }, false],
    ['SMALL_FLAMMABLES_STORE', { floorAreaSquareMetres: 99 }, true],
    ['SMALL_FLAMMABLES_STORE', { floorAreaSquareMetres: 100 }, false],
    ['SMALL_SHOP', {}, null],
    ['MEDICAL', { beds: 1 }, null],
  ] as const)('%s with %j: %s', (category, measures, expected) => {
    expect(meetsSmallPlaceThreshold(category, measures)).toBe(expected);
  });

  it('are unknown where nothing is known', () => {
    expect(meetsSmallPlaceThreshold(null, { beds: 3 })).toBeNull();
    expect(meetsSmallPlaceThreshold('SMALL_HOTEL', null)).toBeNull();
  });

  const count = fc.option(fc.integer({ min: 0, max: 700 }), { nil: null });
  const anyMeasures: fc.Arbitrary<SmallPlaceMeasures> = fc.record({
    ...(Object.fromEntries(Object.keys(measureLimits).map((name) => [name, count])) as object),
    kindergarten: fc.option(fc.boolean(), { nil: null }),
    townshipHospital: fc.option(fc.boolean(), { nil: null }),
  });

  it('never change an answer when an unknown becomes known', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...nineSmallCategories),
        anyMeasures,
        fc.constantFrom(...(Object.keys(measureLimits) as (keyof typeof measureLimits)[])),
        fc.integer({ min: 0, max: 700 }),
        (category, measures, name, found) => {
          const known = meetsSmallPlaceThreshold(category, { ...measures, [name]: null });
          // Boarders decide which of the school's thresholds counts: finding some is another school.
          fc.pre(known !== null && name !== 'boarders');
          expect(meetsSmallPlaceThreshold(category, { ...measures, [name]: found })).toBe(known);
        },
      ),
    );
  });

  it('are stored alike, whatever the order they came in', () => {
    fc.assert(
      fc.property(anyMeasures, (measures) => {
        const turned = Object.fromEntries(Object.entries(measures).reverse());
        expect(JSON.stringify(storedMeasures(turned))).toBe(JSON.stringify(storedMeasures(measures)));
        expect(Object.values(storedMeasures(measures))).not.toContain(null);
      }),
    );
  });
});
