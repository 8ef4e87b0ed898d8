import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readChemicals, readStandard } from '../../reference/index.js';
import {
  alphaOf,
  betaOf,
  grade,
  gradingIndex,
  identificationIndex,
  isMajorHazard,
  levelOf,
  type Quantity,
} from './gb18218.js';

const chemicals = new Map(readChemicals().map((one) => [one.no, one]));
const quantity = (no: number, tonnes: number): Quantity => {
  const chemical = chemicals.get(no);
  if (!chemical) throw new Error(`no row ${no}`);
  return { tonnes, criticalTonnes: chemical.criticalQuantityTonnes, beta: chemical.beta };
};
const [ammonia, methanol] = [1, 65];

const aQuantity = fc.record({
  tonnes: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
  criticalTonnes: fc.constantFrom(0.3, 0.5, 0.75, 1, 5, 10, 20, 50, 75, 100, 200, 500, 1000),
  beta: fc.constantFrom(1, 1.5, 2, 3, 4, 5, 10, 20),
});
const quantities = fc.array(aQuantity, { minLength: 1, maxLength: 8 });
const persons = fc.integer({ min: 0, max: 500 });
const severity = { LEVEL_4: 1, LEVEL_3: 2, LEVEL_2: 3, LEVEL_1: 4 } as const;

describe('grading by GB 18218-2018', () => {
  it('grades 600 t of methanol and 40 t of liquid ammonia beside 60 residents as 三级', () => {
    const graded = grade([[quantity(methanol, 600), quantity(ammonia, 40)]], 60);
    expect(graded).toEqual({ s: 5.2, alpha: 1.5, r: 13.8, level: 'LEVEL_3', unitS: [5.2] });
  });

  it.each([
    [0, 0.5],
    [1, 1],
    [29, 1],
    [30, 1.2],
    [49, 1.2],
    [50, 1.5],
    [99, 1.5],
    [100, 2],
    [1e6, 2],
  ])('%i persons exposed give α %d', (exposed, alpha) => {
    expect(alphaOf(exposed)).toBe(alpha);
  });

  it.each([
    [0, 'LEVEL_4'],
    [9.999999, 'LEVEL_4'],
    [10, 'LEVEL_3'],
    [49.999999, 'LEVEL_3'],
    [50, 'LEVEL_2'],
    [99.999999, 'LEVEL_2'],
    [100, 'LEVEL_1'],
    [1e9, 'LEVEL_1'],
  ])('R %d is %s', (r, level) => {
    expect(levelOf(r)).toBe(level);
  });

  it('constitutes a hazard from S 1 on, not below', () => {
    expect(isMajorHazard(0.999999)).toBe(false);
    expect(isMajorHazard(1)).toBe(true);
  });

  it('is not moved over a threshold by binary fractions', () => {
    const tenth = Array.from({ length: 10 }, () => quantity(ammonia, 1));
    expect(identificationIndex(tenth)).toBe(1);
    expect(grade([tenth.map((one) => ({ ...one, tonnes: 5, beta: 2 }))], 1)).toMatchObject({
      r: 10,
      level: 'LEVEL_3',
    });
  });

  it('identifies each unit by its own S: two units below 1 constitute no hazard, whatever their sum', () => {
    const half = [quantity(ammonia, 6)];
    expect(grade([half, half], 10)).toMatchObject({ s: 1.2, unitS: [0.6, 0.6], level: null });
    expect(grade([[...half, ...half]], 10)).toMatchObject({ s: 1.2, level: 'LEVEL_4' });
    expect(grade([], 10)).toMatchObject({ s: 0, r: 0, level: null });
  });

  it('takes β of the toxic gases by number and of the rest by class', () => {
    const beta = (gb18218No: number | null, classSymbol: Parameters<typeof betaOf>[0]['classSymbol']) =>
      betaOf({ gb18218No, classSymbol });
    expect(beta(12, 'J3')).toBe(4); // chlorine, not the 2 of its class
    expect(beta(51, 'W2')).toBe(1.5);
    expect(beta(65, 'W5.3')).toBe(1);
    expect(beta(null, 'J1')).toBe(4);
    expect(beta(26, null)).toBe(1);
  });

  it('never falls when more is stored or more people live near', () => {
    fc.assert(
      fc.property(
        quantities,
        persons,
        fc.nat(7),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.nat(200),
        (list, near, at, more, moreNear) => {
          const grown = list.map((one, index) =>
            index === at % list.length ? { ...one, tonnes: one.tonnes + more } : one,
          );
          const before = grade([list], near);
          const after = grade([grown], near + moreNear);
          expect(after.s).toBeGreaterThanOrEqual(before.s);
          expect(after.r).toBeGreaterThanOrEqual(before.r);
          expect(after.level === null ? 0 : severity[after.level]).toBeGreaterThanOrEqual(
            before.level === null ? 0 : severity[before.level],
          );
        },
      ),
    );
  });

  it('scales R by α and by quantity, and does not depend on the order', () => {
    fc.assert(
      fc.property(quantities, fc.constantFrom(0.5, 1, 1.2, 1.5, 2), (list, alpha) => {
        const one = gradingIndex(1, list);
        const close = (value: number, wanted: number) =>
          expect(Math.abs(value - wanted)).toBeLessThanOrEqual(2e-6 + wanted * 1e-9);
        close(gradingIndex(alpha, list), alpha * one);
        close(gradingIndex(alpha, [...list].reverse()), alpha * one);
        close(
          gradingIndex(
            alpha,
            list.map((item) => ({ ...item, tonnes: 2 * item.tonnes })),
          ),
          2 * alpha * one,
        );
        expect(one).toBeGreaterThanOrEqual(identificationIndex(list) - 1e-6);
      }),
    );
  });
});

describe('the tables of GB 18218-2018', () => {
  const standard = readStandard();

  it('say of α, levels and classes what the rule says', () => {
    for (const { minPersons, alpha } of standard.alpha) expect(alphaOf(minPersons)).toBe(alpha);
    for (const { code, min } of standard.levels) expect(levelOf(min)).toBe(code.replace('L', 'LEVEL_'));
    for (const { symbol, beta } of standard.table2) {
      expect({ symbol, beta: betaOf({ gb18218No: null, classSymbol: symbol }) }).toEqual({ symbol, beta });
    }
  });

  it('give every toxic gas of table 3 its β in table 1', () => {
    const byName = new Map([...chemicals.values()].map((one) => [one.name.replace(/\(.*$/, ''), one]));
    // Carbon monoxide has no row in table 1; gas mixtures that hold it (煤气) are graded by their class, with the same β.
    for (const [name, beta] of Object.entries(standard.betaToxicGas)) {
      expect({ name, beta: (byName.get(name) ?? chemicals.get(13))?.beta }).toEqual({ name, beta });
    }
  });

  it('have 85 rows, told apart by number and not by CAS', () => {
    expect(chemicals.size).toBe(85);
    const nitrates = [...chemicals.values()].filter((one) => one.cas === '6484-52-2');
    expect(nitrates.map((one) => [one.no, one.criticalQuantityTonnes])).toEqual([
      [43, 5],
      [44, 50],
    ]);
  });
});
