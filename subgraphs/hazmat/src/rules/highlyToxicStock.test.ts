import { describe, expect, it } from '@jest/globals';
import { caller } from '@huitong/kit/testing';
import { mayReadStock } from './highlyToxicStock.js';

const own = caller('EMERGENCY', '140581');
const tank = { ownerDepartment: own.department, divisionPath: ['140000', '140500', '140581', '140581107'] };

describe('stock of a highly toxic chemical', () => {
  it.each([
    ['EMERGENCY', '140581', true],
    ['FIRE', '140581', true],
    ['PUBLIC_SECURITY', '140581', true],
    ['ECOLOGY', '140500', false],
    ['WATER', '140581', false],
    ['ENERGY', '140581', false],
  ] as const)('%s of %s may read it: %s', (line, division, may) => {
    expect(mayReadStock(caller(line, division), tank, true)).toBe(may);
    expect(mayReadStock(caller(line, division), tank, false)).toBe(true);
  });

  it('is protected as well while the toxicity is not known', () => {
    expect(mayReadStock(caller('ECOLOGY', '140500'), tank, null)).toBe(false);
  });

  it('is read by the department that owns the row, of whatever line', () => {
    const water = caller('WATER', '140581');
    expect(mayReadStock(water, { ...tank, ownerDepartment: water.department }, true)).toBe(true);
    expect(
      mayReadStock(water, { ...tank, ownerDepartment: water.department, divisionPath: ['140000'] }, true),
    ).toBe(false);
  });
});
