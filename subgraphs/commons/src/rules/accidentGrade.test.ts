import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { accidentGrade, accidentSeverityRank, type AccidentLosses } from './accidentGrade.js';

const none: AccidentLosses = { deaths: null, seriousInjuries: null, directLossWanYuan: null };

describe('the grade of an accident', () => {
  it.each([
    ['GENERAL', { deaths: 0 }],
    ['GENERAL', { deaths: 2 }],
    ['LARGE', { deaths: 3 }],
    ['LARGE', { deaths: 9 }],
    ['MAJOR', { deaths: 10 }],
    ['MAJOR', { deaths: 29 }],
    ['EXTRAORDINARY', { deaths: 30 }],
    ['GENERAL', { seriousInjuries: 9 }],
    ['LARGE', { seriousInjuries: 10 }],
    ['LARGE', { seriousInjuries: 49 }],
    ['MAJOR', { seriousInjuries: 50 }],
    ['MAJOR', { seriousInjuries: 99 }],
    ['EXTRAORDINARY', { seriousInjuries: 100 }],
    ['GENERAL', { directLossWanYuan: 999.99 }],
    ['LARGE', { directLossWanYuan: 1000 }],
    ['LARGE', { directLossWanYuan: 4999.99 }],
    ['MAJOR', { directLossWanYuan: 5000 }],
    ['MAJOR', { directLossWanYuan: 9999.99 }],
    ['EXTRAORDINARY', { directLossWanYuan: 10_000 }],
    ['LARGE', { deaths: 1, seriousInjuries: 12, directLossWanYuan: 300 }],
    ['MAJOR', { deaths: 4, directLossWanYuan: 6000 }],
  ] as const)('is %s for %j', (grade, losses) => {
    expect(accidentGrade({ ...none, ...losses })).toBe(grade);
  });

  it('is unknown while nothing is known', () => {
    expect(accidentGrade(none)).toBeNull();
    expect(accidentSeverityRank(null)).toBeNull();
  });

  const count = fc.option(fc.integer({ min: 0, max: 200 }), { nil: null });
  const losses = fc.record({
    deaths: count,
    seriousInjuries: count,
    directLossWanYuan: fc.option(fc.double({ min: 0, max: 20_000, noNaN: true }), { nil: null }),
  });

  it('is the worst of the three taken alone', () => {
    fc.assert(
      fc.property(losses, (accident) => {
        const alone = (['deaths', 'seriousInjuries', 'directLossWanYuan'] as const)
          .map((loss) => accidentSeverityRank(accidentGrade({ ...none, [loss]: accident[loss] })))
          .filter((rank) => rank !== null);
        expect(accidentSeverityRank(accidentGrade(accident))).toBe(
          alone.length === 0 ? null : Math.min(...alone),
        );
      }),
    );
  });

  it('never gets milder when a number grows', () => {
    fc.assert(
      fc.property(losses, fc.integer({ min: 0, max: 50 }), (accident, more) => {
        const before = accidentSeverityRank(accidentGrade(accident)) ?? 5;
        const after = accidentSeverityRank(
          accidentGrade({ ...accident, deaths: (accident.deaths ?? 0) + more }),
        );
        expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });
});
