import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyIsHighRise, anyKnown, type BuildingFacts, isHighRise } from './highRise.js';

const building = (
  height: number | null,
  use: BuildingFacts['use'],
  storeys: number | null,
): BuildingFacts => ({
  heightMetres: height,
  use,
  storeysAboveGround: storeys,
});

describe('high-rise buildings', () => {
  it.each([
    [27, 'RESIDENTIAL', 9, false],
    [27.1, 'RESIDENTIAL', 9, true],
    [24, 'PUBLIC', 6, false],
    [24.1, 'PUBLIC', 6, true],
    [24.1, 'INDUSTRIAL', 2, true],
    [30, 'INDUSTRIAL', 1, false],
    [30, 'STORAGE', 1, false],
    [30, 'STORAGE', 2, true],
    [30, 'PUBLIC', null, null],
    [null, 'PUBLIC', 30, null],
    [20, null, null, false],
    [25, null, 8, null],
    [30, null, 8, true],
    [30, null, null, null],
  ] as const)('%s m, %s, %s storeys: %s', (height, use, storeys, expected) => {
    expect(isHighRise(building(height, use, storeys))).toBe(expected);
  });

  const use = fc.constantFrom('RESIDENTIAL', 'PUBLIC', 'INDUSTRIAL', 'STORAGE', null);
  const storeys = fc.option(fc.integer({ min: 0, max: 60 }));
  const height = fc.double({ min: 0.1, max: 300, noNaN: true });

  it('never becomes less of one by growing, and an answer never changes when an unknown becomes known', () => {
    fc.assert(
      fc.property(
        height,
        height,
        use,
        storeys,
        fc.integer({ min: 0, max: 60 }),
        (one, other, purpose, floors, found) => {
          const [low, high] = one < other ? [one, other] : [other, one];
          if (isHighRise(building(low, purpose, floors)) === true) {
            expect(isHighRise(building(high, purpose, floors))).toBe(true);
          }
          const known = isHighRise(building(high, purpose, null));
          if (known !== null) expect(isHighRise(building(high, purpose, found))).toBe(known);
        },
      ),
    );
  });

  it('make a unit one as soon as one is, and none only when all are known not to be', () => {
    const [high, low, unknown] = [
      building(90, 'PUBLIC', 20),
      building(9, null, 2),
      building(null, null, null),
    ];
    expect(anyIsHighRise([low, unknown, high])).toBe(true);
    expect(anyIsHighRise([low, low])).toBe(false);
    expect(anyIsHighRise([low, unknown])).toBeNull();
    expect(anyIsHighRise([])).toBeNull();
    expect([anyKnown([null, true, false]), anyKnown([null, false]), anyKnown([null]), anyKnown([])]).toEqual([
      true,
      false,
      null,
      null,
    ]);
  });
});
