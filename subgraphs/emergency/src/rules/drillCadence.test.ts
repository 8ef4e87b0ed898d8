import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drillCadences, drillPeriod, reachesShare } from './drillCadence.js';

const refused = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the year of a drill', () => {
  it('is the calendar year of Beijing, the last day of it included', () => {
    expect(drillPeriod(2026)).toEqual({
      since: '2025-12-31T16:00:00.000Z',
      until: '2026-12-31T16:00:00.000Z',
    });
    expect(drillPeriod(2026, 2).since).toBe('2024-12-31T16:00:00.000Z');
  });

  it('follows on the year before without a gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2003, max: 2100 }), fc.integer({ min: 1, max: 3 }), (year, years) => {
        expect(drillPeriod(year, years).until).toBe(drillPeriod(year).until);
        expect(drillPeriod(year).since).toBe(drillPeriod(year - 1).until);
        expect(drillPeriod(year, years).since).toBe(drillPeriod(Math.max(2000, year - years + 1)).since);
      }),
    );
  });

  it.each([1999, 2101, 2026.5, Number.NaN])('is not %s', (year) => {
    expect(refused(() => drillPeriod(year))).toBe('BAD_INPUT');
  });
});

describe('the cadences', () => {
  it('each name their source, and none is made up for villages', () => {
    expect(
      drillCadences.map(({ level, kind, least, withinYears }) => [level, kind, least, withinYears]),
    ).toEqual([
      ['CITY', null, 1, 2],
      ['COUNTY', 'COMPREHENSIVE', 1, 1],
      ['TOWNSHIP', null, 1, 1],
    ]);
    for (const { basis } of drillCadences) expect(basis).toMatch(/条例|并政发|高政发/);
  });
});

describe('the share of “四不” drills', () => {
  it.each([
    [0, 0, null],
    [1, 0, false],
    [2, 1, true],
    [3, 1, false],
    [4, 2, true],
    [5, 2, false],
  ])('of %s drills, %s accepted: %s', (total, accepted, reached) => {
    expect(reachesShare({ total, accepted })).toBe(reached);
  });

  it('once reached is not lost by accepting one more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(1000), (total, some) => {
        const accepted = Math.min(some, total - 1);
        if (reachesShare({ total, accepted }))
          expect(reachesShare({ total, accepted: accepted + 1 })).toBe(true);
      }),
    );
  });
});
