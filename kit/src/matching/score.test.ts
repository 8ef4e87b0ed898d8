import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { divisionPath, loadDivisions } from '../divisions/index.js';
import { type Matchable, matchEvidence, matchScore, textLikeness } from './score.js';

const score = (one: Matchable, other: Matchable) => matchScore(matchEvidence(one, other));
const at = (name: string, division: string | null, point: Matchable['point'] = null): Matchable => ({
  name,
  divisionPath: division === null ? null : (divisionPath(division) ?? null),
  point,
});

const codes = loadDivisions()
  .filter(({ path }) => path.includes('140500') || path.includes('140400'))
  .map(({ code }) => code);
const name = fc
  .array(
    fc.constantFrom(
      '高平',
      '山西',
      '晋岭',
      '泽源',
      '丹河',
      '煤业',
      '煤矿',
      '化工',
      '有限公司',
      '集团',
      '一号',
      '二号',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const thing: fc.Arbitrary<Matchable> = fc.record({
  name,
  divisionPath: fc.option(
    fc.constantFrom(...codes).map((code) => divisionPath(code) ?? []),
    { nil: null },
  ),
  point: fc.option(
    fc.record({
      lat: fc.double({ min: 35, max: 36.5, noNaN: true }),
      lon: fc.double({ min: 112, max: 113.5, noNaN: true }),
    }),
    { nil: null },
  ),
});

describe('the score of two things', () => {
  it('is the same both ways, and from 0 to 1', () => {
    fc.assert(
      fc.property(thing, thing, (one, other) => {
        const value = score(one, other);
        expect(score(other, one)).toBeCloseTo(value, 12);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is 1 for a thing and itself', () => {
    fc.assert(
      fc.property(thing, (one) => {
        expect(score(one, { ...one })).toBeCloseTo(1, 12);
      }),
    );
  });

  it('never falls when the two come closer', () => {
    const metres = fc.double({ min: 0, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(thing, name, metres, metres, (one, other, a, b) => {
        const [near, far] = a < b ? [a, b] : [b, a];
        const shifted = (by: number) => ({ ...one, name: other, point: { lat: 35.5 + by, lon: 112.5 } });
        const from = { ...one, point: { lat: 35.5, lon: 112.5 } };
        expect(score(from, shifted(near))).toBeGreaterThanOrEqual(score(from, shifted(far)) - 1e-9);
      }),
    );
  });

  const mine = at('晋岭煤矿', '140581101', { lat: 35.8, lon: 112.92 });
  it.each([
    [
      'the enterprise of the mine',
      at('高平晋岭煤业有限公司', '140581101', { lat: 35.804, lon: 112.921 }),
      0.9,
      1,
    ],
    ['its name alone, in the same county', at('高平晋岭煤业有限公司', '140581102'), 0.8, 1],
    [
      'another mine next door',
      at('高平泽源煤业有限公司', '140581101', { lat: 35.801, lon: 112.921 }),
      0,
      0.6,
    ],
    [
      'the same name in another county',
      at('阳城晋岭煤业有限公司', '140522', { lat: 35.48, lon: 112.4 }),
      0.5,
      0.8,
    ],
    ['the same name in another trade', at('高平晋岭商贸有限公司', '140581101'), 0.4, 0.8],
    ['a shop far away', at('沁水万汇商贸有限公司', '140521'), 0, 0.3],
  ])('of a mine and %s', (_, other, least, most) => {
    expect(score(mine, other)).toBeGreaterThanOrEqual(least);
    expect(score(mine, other)).toBeLessThanOrEqual(most);
  });

  it('tells the units of one group apart', () => {
    const first = at('晋岭煤业一号井', '140581101');
    expect(matchEvidence(first, at('晋岭煤业二号井', '140581101'))).toMatchObject({ numbersDiffer: true });
    expect(score(first, at('晋岭煤业一号井', '140581102'))).toBeGreaterThan(
      score(first, at('晋岭煤业二号井', '140581101')) + 0.15,
    );
  });
});

describe('the likeness of two texts', () => {
  it.each([
    ['晋岭', '晋岭', 1, 1],
    ['晋岭', '岭晋', 0.3, 0.5],
    ['晋岭', '晋领', 0.3, 0.5],
    ['晋岭', '万汇', 0, 0],
    ['', '', 1, 1],
  ])('of %s and %s', (one, other, least, most) => {
    expect(textLikeness(one, other)).toBeGreaterThanOrEqual(least);
    expect(textLikeness(one, other)).toBeLessThanOrEqual(most);
  });
});
