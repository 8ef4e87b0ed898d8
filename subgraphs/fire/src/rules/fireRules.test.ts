import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FireEventConfirmation } from '../generated/resolvers.js';
import { acceptanceStatus, type AcceptanceStep, inTimeOrder } from './acceptanceStatus.js';
import { type AlarmCounts, confirmationRate, falseAlarmRate, shareOf } from './alarmRates.js';
import { brigadeFaults } from './brigade.js';
import { componentTypeName, isComponentType, systemCode } from './codes.js';
import { isCorrection, legalConfirmations } from './confirmation.js';
import { combustibilityRank, insulationRisk } from './insulationRisk.js';
import { periodMilliseconds, spanBefore } from './period.js';
import { waterCoverage } from './waterCoverage.js';

const counts = (some: Partial<AlarmCounts>): AlarmCounts => ({
  UNCONFIRMED: 0,
  TRUE_FIRE: 0,
  FALSE: 0,
  TEST: 0,
  DRILL: 0,
  ...some,
});

describe('shares', () => {
  it('count false alarms among those confirmed as a fire or as false, and tell the others beside it', () => {
    const rate = falseAlarmRate(counts({ FALSE: 3, TRUE_FIRE: 1, TEST: 7, DRILL: 2, UNCONFIRMED: 5 }));
    expect(rate).toMatchObject({ numerator: 3, denominator: 4, undetermined: 5 });
    expect(shareOf(rate)).toBe(0.75);
    expect(shareOf(falseAlarmRate(counts({ TEST: 4, UNCONFIRMED: 9 })))).toBeNull();
    expect(confirmationRate(counts({ FALSE: 1, TEST: 1, UNCONFIRMED: 2 }))).toMatchObject({
      numerator: 2,
      denominator: 4,
    });
  });

  it('lie between none and all, whatever is counted', () => {
    const natural = fc.nat(1000);
    fc.assert(
      fc.property(
        fc.record({
          UNCONFIRMED: natural,
          TRUE_FIRE: natural,
          FALSE: natural,
          TEST: natural,
          DRILL: natural,
        }),
        fc.nat(500),
        natural,
        (alarms, covered, more) => {
          const coverage = { covered, located: covered + more, unlocated: more };
          for (const rate of [
            falseAlarmRate(alarms),
            confirmationRate(alarms),
            waterCoverage(coverage, 150),
          ]) {
            const share = shareOf(rate);
            expect(share === null).toBe(rate.denominator === 0);
            expect(share ?? 0).toBeGreaterThanOrEqual(0);
            expect(share ?? 0).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  it('say the radius they were counted with', () => {
    expect(waterCoverage({ covered: 1, located: 2, unlocated: 3 }, 120)).toMatchObject({
      numerator: 1,
      denominator: 2,
      undetermined: 3,
      definition: expect.stringContaining('120 米'),
    });
  });
});

describe('confirmation of an alarm', () => {
  const all = ['UNCONFIRMED', 'TRUE_FIRE', 'FALSE', 'TEST', 'DRILL'] as const;
  it.each(all)(
    'of %s never leads back to unconfirmed nor to itself, and always to a fire or away from one',
    (from) => {
      const next: readonly FireEventConfirmation[] = legalConfirmations(from);
      expect(next).not.toContain('UNCONFIRMED');
      expect(next).not.toContain(from);
      expect(next).toContain(from === 'TRUE_FIRE' ? 'FALSE' : 'TRUE_FIRE');
      expect(isCorrection(from)).toBe(from !== 'UNCONFIRMED');
    },
  );
});

describe('review and acceptance', () => {
  const step = (
    kind: AcceptanceStep['kind'],
    result: AcceptanceStep['result'],
    decidedOn: string | null,
  ): AcceptanceStep => ({ kind, result, decidedOn });

  it.each([
    [[], null],
    [[step('DESIGN_REVIEW', 'PASSED', '2020-01-01')], 'IN_PROGRESS'],
    [[step('ACCEPTANCE', 'PASSED', '2021-01-01')], 'ACCEPTED'],
    [[step('FILING', 'FAILED', '2021-01-01')], 'REJECTED'],
    [[step('ACCEPTANCE', 'PASSED', '2022-01-01'), step('ACCEPTANCE', 'FAILED', '2021-01-01')], 'ACCEPTED'],
    [[step('ACCEPTANCE', 'FAILED', '2022-01-01'), step('ACCEPTANCE', 'PASSED', '2021-01-01')], 'REJECTED'],
    [[step('ACCEPTANCE', 'FAILED', '2021-01-01'), step('ACCEPTANCE', 'PENDING', null)], 'IN_PROGRESS'],
    [[step('LEGACY_REGISTRATION', 'PENDING', '2019-01-01')], 'LEGACY_UNRESOLVED'],
    [
      [step('LEGACY_REGISTRATION', 'PENDING', '2019-01-01'), step('ACCEPTANCE', 'FAILED', '2020-01-01')],
      'LEGACY_UNRESOLVED',
    ],
    [
      [step('LEGACY_REGISTRATION', 'PENDING', '2019-01-01'), step('FILING', 'PASSED', '2020-01-01')],
      'ACCEPTED',
    ],
  ] as const)('%j: %s', (steps, expected) => {
    expect(acceptanceStatus(steps)).toBe(expected);
  });

  it('stand where they stand, whatever the order the steps are read in', () => {
    const anyStep = fc.record({
      kind: fc.constantFrom('DESIGN_REVIEW', 'ACCEPTANCE', 'FILING', 'LEGACY_REGISTRATION' as const),
      result: fc.constantFrom('PENDING', 'PASSED', 'FAILED' as const),
      decidedOn: fc.integer({ min: 10, max: 28 }).map((day) => `2024-05-${day}`),
    }) as fc.Arbitrary<AcceptanceStep>;
    const distinctDays = fc.uniqueArray(anyStep, { selector: ({ decidedOn }) => decidedOn, maxLength: 6 });
    fc.assert(
      fc.property(distinctDays, (steps) => {
        expect(acceptanceStatus([...steps].reverse())).toBe(acceptanceStatus(steps));
        const days = inTimeOrder(steps).map(({ decidedOn }) => decidedOn);
        expect(days).toEqual([...days].sort((one, other) => String(one).localeCompare(String(other))));
      }),
    );
  });
});

describe('times looked back', () => {
  it.each([
    ['P30D', 30 * 24],
    ['P2W', 14 * 24],
    ['PT12H', 12],
    ['P1DT6H', 30],
    ['P366D', 366 * 24],
  ])('%s is %i hours', (text, hours) => {
    expect(periodMilliseconds(text, 'last')).toBe(hours * 3_600_000);
    const now = new Date('2026-03-01T00:00:00Z');
    const { since, until } = spanBefore(now, text, 'last');
    expect(Date.parse(until) - Date.parse(since)).toBe(hours * 3_600_000);
  });

  it.each(['', 'P', 'PT', 'P0D', 'P1M', 'P1Y', '30D', 'P-3D', 'P367D', 'P9999D', 'P1.5D', 'p30d'])(
    'are not "%s"',
    (text) => {
      expect(() => periodMilliseconds(text, 'last')).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    },
  );

  it('are 30 days unless said', () => {
    const now = new Date('2026-03-31T00:00:00Z');
    expect(spanBefore(now, null, 'last').since).toBe('2026-03-01T00:00:00.000Z');
  });
});

describe('codes and grades', () => {
  it('are those of GB/T 26875.3', () => {
    expect([systemCode('GENERAL'), systemCode('FIRE_ALARM'), systemCode('FIRE_TELEPHONE')]).toEqual([
      0, 1, 24,
    ]);
    expect([componentTypeName(43), componentTypeName(200), componentTypeName(null)]).toEqual([
      '线型光束感烟火灾探测器',
      null,
      null,
    ]);
    expect([0, 121, 128, 255].every(isComponentType)).toBe(true);
    expect([-1, 2, 127, 256, 1.5].some(isComponentType)).toBe(false);
  });

  it('rank insulation from not combustible to flammable, of which the last two are a risk', () => {
    expect((['A', 'B1', 'B2', 'B3', null] as const).map(combustibilityRank)).toEqual([1, 2, 3, 4, null]);
    expect((['A', 'B1', 'B2', 'B3', null] as const).map(insulationRisk)).toEqual([
      false,
      false,
      true,
      true,
      null,
    ]);
  });

  it('tell a brigade that cannot be', () => {
    const at = (facts: Parameters<typeof brigadeFaults>[0]) => brigadeFaults(facts).map((fault) => fault.at);
    expect(at({ kind: 'NATIONAL', headcount: 10, onDuty: 10 })).toEqual([]);
    expect(at({ headcount: 10, onDuty: 11 })).toEqual(['onDuty']);
    expect(at({ kind: 'NATIONAL', enterpriseUscc: 'x' })).toEqual(['enterpriseUscc']);
    expect(at({ kind: 'MICRO_STATION', enterpriseUscc: 'x' })).toEqual([]);
  });
});
