import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anniversary, onOrAfter } from './calendar.js';
import { closureDue, closureReasons, idleBefore } from './closureDue.js';
import { differ } from './differ.js';
import { type GasMeasurements, gasGradeOf } from './gasGrade.js';
import { type HydroFacts, hydroTypeOf } from './hydroType.js';
import { intelligentDuty, intelligentDutyReasons, requiredForTarget } from './intelligentMining.js';
import { managementTiersWithinLimit } from './managementTiers.js';
import { exceeded } from './monitoring.js';
import { overproduction } from './overproduction.js';
import {
  gasGradeSeverityRank,
  hydroTypeSeverityRank,
  riskAlertSeverityRank,
  standardizationQualityRank,
  tailingsGradeSeverityRank,
} from './ranks.js';
import { rescueWithin30Minutes } from './rescueReach.js';
import { severeHazard, severeHazardReasons } from './severeHazard.js';
import { barredUntil, gradeByScore, gradesAtOrAbove } from './standardization.js';
import { mayStart, startedUnconfirmed } from './startConfirmation.js';
import { tailingsGradeOf } from './tailingsGrade.js';

/** A day of the calendar as an ISO date. */
const day = fc
  .date({ min: new Date('1996-01-01'), max: new Date('2096-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

describe('瓦斯等级', () => {
  const low: GasMeasurements = {
    relativeCubicMetresPerTonne: 10,
    absoluteCubicMetresPerMinute: 40,
    headingMaxCubicMetresPerMinute: 3,
    faceMaxCubicMetresPerMinute: 5,
    outburstOccurred: false,
    outburstIdentified: false,
  };

  it('is low at the limits themselves', () => {
    expect(gasGradeOf(low)).toBe('LOW');
  });

  it.each([
    ['relativeCubicMetresPerTonne', 10.01],
    ['absoluteCubicMetresPerMinute', 40.01],
    ['headingMaxCubicMetresPerMinute', 3.01],
    ['faceMaxCubicMetresPerMinute', 5.01],
  ] as const)('is high as soon as %s exceeds its limit, whatever else is unknown', (property, value) => {
    expect(gasGradeOf({ ...low, [property]: value })).toBe('HIGH');
    const unknown = { ...low, absoluteCubicMetresPerMinute: null, faceMaxCubicMetresPerMinute: null };
    expect(gasGradeOf({ ...unknown, [property]: value })).toBe('HIGH');
    expect(gasGradeOf({ ...low, [property]: null })).toBeNull();
  });

  it('is outburst when one happened or was identified, whatever was measured', () => {
    expect(gasGradeOf({ ...low, outburstOccurred: true })).toBe('OUTBURST');
    expect(gasGradeOf({ ...low, outburstIdentified: true, relativeCubicMetresPerTonne: null })).toBe(
      'OUTBURST',
    );
  });

  it('never becomes milder when more gas is measured', () => {
    const amount = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(amount, amount, amount, amount, amount, (a, b, c, d, more) => {
        const measured = {
          ...low,
          relativeCubicMetresPerTonne: a,
          absoluteCubicMetresPerMinute: b,
          headingMaxCubicMetresPerMinute: c,
          faceMaxCubicMetresPerMinute: d,
        };
        const rank = (one: GasMeasurements) => gasGradeSeverityRank(gasGradeOf(one)) ?? 0;
        expect(rank({ ...measured, faceMaxCubicMetresPerMinute: d + more })).toBeLessThanOrEqual(
          rank(measured),
        );
      }),
    );
  });
});

describe('水文地质类型', () => {
  const simple: HydroFacts = {
    unitInflowLitresPerSecondMetre: 0.1,
    annualMeanInflowCubicMetresPerHour: 180,
    annualMaxInflowCubicMetresPerHour: 300,
    inrushCubicMetresPerHour: 60,
    goafWaterClass: null,
    waterImpactClass: null,
    waterControlClass: null,
  };
  it.each<[Partial<HydroFacts>, string | null]>([
    [{}, 'SIMPLE'],
    [{ unitInflowLitresPerSecondMetre: 0.11 }, 'MEDIUM'],
    [{ unitInflowLitresPerSecondMetre: 1 }, 'MEDIUM'],
    [{ unitInflowLitresPerSecondMetre: 1.01 }, 'COMPLEX'],
    [{ unitInflowLitresPerSecondMetre: 5.01 }, 'VERY_COMPLEX'],
    [{ annualMeanInflowCubicMetresPerHour: 180.1 }, 'MEDIUM'],
    [{ annualMeanInflowCubicMetresPerHour: 600 }, 'MEDIUM'],
    [{ annualMeanInflowCubicMetresPerHour: 2100 }, 'COMPLEX'],
    [{ annualMeanInflowCubicMetresPerHour: 2101 }, 'VERY_COMPLEX'],
    [{ annualMaxInflowCubicMetresPerHour: 1200 }, 'MEDIUM'],
    [{ annualMaxInflowCubicMetresPerHour: 3000 }, 'COMPLEX'],
    [{ annualMaxInflowCubicMetresPerHour: 3001 }, 'VERY_COMPLEX'],
    [{ inrushCubicMetresPerHour: 600 }, 'MEDIUM'],
    [{ inrushCubicMetresPerHour: 1800 }, 'COMPLEX'],
    [{ inrushCubicMetresPerHour: 1801 }, 'VERY_COMPLEX'],
    [{ goafWaterClass: 'COMPLEX' }, 'COMPLEX'],
    [{ waterControlClass: 'VERY_COMPLEX' }, 'VERY_COMPLEX'],
    [{ unitInflowLitresPerSecondMetre: null, inrushCubicMetresPerHour: null }, 'SIMPLE'],
  ])('%j: %s', (change, expected) => {
    expect(hydroTypeOf({ ...simple, ...change })).toBe(expected);
  });

  it('is not known from judged classes alone', () => {
    const judged = { ...simple, goafWaterClass: 'COMPLEX' as const };
    const none = Object.fromEntries(Object.keys(simple).map((key) => [key, null])) as unknown as HydroFacts;
    expect(hydroTypeOf({ ...none, goafWaterClass: judged.goafWaterClass })).toBeNull();
  });

  it('is that of the worst line: another line known never makes it milder', () => {
    const amount = orNull(fc.double({ min: 0, max: 4000, noNaN: true }));
    fc.assert(
      fc.property(amount, amount, amount, fc.double({ min: 0, max: 4000, noNaN: true }), (a, b, c, d) => {
        const known = {
          ...simple,
          unitInflowLitresPerSecondMetre: a,
          annualMeanInflowCubicMetresPerHour: b,
          annualMaxInflowCubicMetresPerHour: c,
          inrushCubicMetresPerHour: null,
        };
        const before = hydroTypeSeverityRank(hydroTypeOf(known)) ?? 4;
        const after = hydroTypeSeverityRank(hydroTypeOf({ ...known, inrushCubicMetresPerHour: d }));
        expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });
});

describe('灾害严重', () => {
  const harmless = {
    gasGrade: 'LOW',
    rockburst: false,
    spontaneousCombustion: 'CLASS_II',
    hydroType: 'MEDIUM',
  } as const;
  it.each([
    [{}, false, []],
    [{ gasGrade: 'HIGH' }, true, ['HIGH_GAS']],
    [{ gasGrade: 'OUTBURST', hydroType: 'VERY_COMPLEX' }, true, ['OUTBURST', 'COMPLEX_HYDROGEOLOGY']],
    [{ rockburst: true, gasGrade: null }, true, ['ROCKBURST']],
    [{ spontaneousCombustion: 'CLASS_I' }, true, ['EASY_SPONTANEOUS_COMBUSTION']],
    [{ hydroType: 'COMPLEX' }, true, ['COMPLEX_HYDROGEOLOGY']],
    [{ hydroType: null }, null, []],
  ] as const)('%j: %s, because of %j', (change, severe, reasons) => {
    expect(severeHazard({ ...harmless, ...change })).toBe(severe);
    expect(severeHazardReasons({ ...harmless, ...change })).toEqual(reasons);
  });
});

describe('尾矿库等别', () => {
  it.each([
    [99.9, 29.9, 'GRADE_5'],
    [100, 30, 'GRADE_4'],
    [1000, 60, 'GRADE_3'],
    [10_000, 100, 'GRADE_2'],
    [50_000, 200, 'GRADE_1'],
    [49_999, 199.9, 'GRADE_2'],
    // One apart: the higher.
    [1000, 59.9, 'GRADE_3'],
    [99, 30, 'GRADE_4'],
    // More apart: the higher less one.
    [1000, 29, 'GRADE_4'],
    [50, 100, 'GRADE_3'],
    [50_000, 10, 'GRADE_2'],
    [0, 200, 'GRADE_2'],
  ])('%d 万 m³ and %d m: %s', (volume, height, expected) => {
    expect(tailingsGradeOf(volume, height)).toBe(expected);
  });

  it('needs both, and lies between the grades that volume and height give, at most one below the higher', () => {
    expect(tailingsGradeOf(null, 10)).toBeNull();
    expect(tailingsGradeOf(10, null)).toBeNull();
    const volume = fc.double({ min: 0, max: 100_000, noNaN: true });
    const height = fc.double({ min: 0, max: 300, noNaN: true });
    fc.assert(
      fc.property(volume, height, (v, h) => {
        const rank = (grade: ReturnType<typeof tailingsGradeOf>) =>
          tailingsGradeSeverityRank(grade) as number;
        // A volume and a height of the same grade show what each gives alone.
        const limits = [
          [50_000, 200],
          [10_000, 100],
          [1000, 60],
          [100, 30],
        ] as const;
        const byVolume = limits.filter(([least]) => v < least).length + 1;
        const byHeight = limits.filter(([, least]) => h < least).length + 1;
        const both = rank(tailingsGradeOf(v, h));
        expect(both).toBeLessThanOrEqual(Math.max(byVolume, byHeight));
        expect(both - Math.min(byVolume, byHeight)).toBe(Math.abs(byVolume - byHeight) > 1 ? 1 : 0);
      }),
    );
  });
});

describe('应闭库', () => {
  const pond = { idleSince: null, ownerless: false, designElevationReached: false, status: 'IDLE' };

  it('says why, in a fixed order', () => {
    const all = { ...pond, idleSince: '2020-01-01', ownerless: true, designElevationReached: true };
    expect(closureReasons(all, '2026-01-01')).toEqual([
      'IDLE_TOO_LONG',
      'DESIGN_ELEVATION_REACHED',
      'OWNERLESS',
    ]);
    expect(closureReasons({ ...all, status: 'DEREGISTERED' }, '2026-01-01')).toEqual([]);
  });

  it('by idleness is what the filter’s day says, for any two days and over leap days', () => {
    fc.assert(
      fc.property(day, day, (idleSince, today) => {
        expect(idleSince < idleBefore(today, 3)).toBe(closureDue({ ...pond, idleSince }, today));
      }),
    );
    for (const today of ['2028-02-28', '2028-02-29', '2028-03-01', '2027-02-28', '2027-03-01']) {
      for (const idleSince of ['2024-02-28', '2024-02-29', '2024-03-01', '2025-02-28', '2025-03-01']) {
        expect(idleSince < idleBefore(today, 3)).toBe(closureDue({ ...pond, idleSince }, today));
      }
    }
  });

  it('once due by idleness stays due', () => {
    fc.assert(
      fc.property(day, day, day, (idleSince, one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        if (closureDue({ ...pond, idleSince }, earlier)) {
          expect(closureDue({ ...pond, idleSince }, later)).toBe(true);
        }
      }),
    );
  });
});

describe('the calendar', () => {
  it('has no anniversary of a leap day in other years: the first of March follows', () => {
    expect(onOrAfter(anniversary('2024-02-29', 1))).toBe('2025-03-01');
    expect(onOrAfter(anniversary('2024-02-29', 4))).toBe('2028-02-29');
    expect(onOrAfter('2100-02-29')).toBe('2100-03-01');
    expect(onOrAfter('2000-02-29')).toBe('2000-02-29');
  });
});

describe('智能化', () => {
  const small = { approvedCapacityWanTonnesPerYear: 119.9, depthMaxMetres: 600, severeHazard: false };
  it.each([
    [{}, false, []],
    [{ approvedCapacityWanTonnesPerYear: 120 }, true, ['LARGE']],
    [{ depthMaxMetres: 600.1 }, true, ['DEEP']],
    [{ severeHazard: true, depthMaxMetres: null }, true, ['SEVERE_HAZARD']],
    [{ depthMaxMetres: null }, null, []],
  ] as const)('%j: duty %s', (change, duty, reasons) => {
    expect(intelligentDuty({ ...small, ...change })).toBe(duty);
    expect(intelligentDutyReasons({ ...small, ...change })).toEqual(reasons);
  });

  it('of 17 mines 14 make 80 %, and never fewer do', () => {
    expect([0, 1, 5, 15, 16, 17, 20].map(requiredForTarget)).toEqual([0, 1, 4, 12, 13, 14, 16]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (mines) => {
        const required = requiredForTarget(mines);
        expect(required * 10).toBeGreaterThanOrEqual(mines * 8);
        expect((required - 1) * 10).toBeLessThan(mines * 8);
      }),
    );
  });
});

describe('标准化', () => {
  const best = { total: 90, hazardControl: 90, professional: 90, foundation: 85 };
  const none = { grade: null, on: null };
  it.each([
    [{}, 'GRADE_1'],
    [{ foundation: 84.9 }, 'GRADE_2'],
    [{ total: 89.9 }, 'GRADE_2'],
    [{ hazardControl: 80, professional: 80 }, 'GRADE_2'],
    [{ professional: 79.9 }, 'GRADE_3'],
    [{ professional: 70, foundation: 70 }, 'GRADE_3'],
    [{ professional: 69.9 }, 'NONE'],
    [{ foundation: null }, null],
  ] as const)('%j: %s', (change, expected) => {
    expect(gradeByScore({ ...best, ...change }, none, '2026-05-01')).toBe(expected);
  });

  it.each([
    ['GENERAL', '2025-05-01', '2026-05-01'],
    ['LARGER', '2024-05-01', '2026-05-01'],
    ['MAJOR', '2024-05-01', '2026-05-01'],
    ['EXTRAORDINARY', '2023-05-01', '2026-05-01'],
    ['GENERAL', '2024-02-29', '2025-03-01'],
  ] as const)('a %s accident on %s bars the first grade until %s', (grade, on, until) => {
    expect(barredUntil({ grade, on })).toBe(until);
    const before = new Date(Date.parse(until) - 86_400_000).toISOString().slice(0, 10);
    expect(gradeByScore(best, { grade, on }, before)).toBe('GRADE_2');
    expect(gradeByScore(best, { grade, on }, until)).toBe('GRADE_1');
  });

  it('counts better grades with a grade', () => {
    expect(gradesAtOrAbove('GRADE_2')).toEqual(['GRADE_1', 'GRADE_2']);
    expect(gradesAtOrAbove('NONE')).toHaveLength(4);
  });

  it('never gives a worse grade for a better score', () => {
    const score = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        score,
        score,
        score,
        score,
        score,
        (total, hazardControl, professional, foundation, more) => {
          const scores = { total, hazardControl, professional, foundation };
          const rank = (of: typeof scores) =>
            standardizationQualityRank(gradeByScore(of, none, '2026-01-01'));
          const better = { ...scores, foundation: Math.max(foundation, more) };
          expect(rank(better)).toBeLessThanOrEqual(rank(scores) as number);
        },
      ),
    );
  });
});

describe('smaller rules', () => {
  it('allow three tiers of management', () => {
    expect([1, 3, 4, null].map(managementTiersWithinLimit)).toEqual([true, true, false, null]);
  });

  it.each([
    [99, 9, []],
    [99.01, 9, ['ANNUAL_CAPACITY']],
    [90, 9.01, ['MONTHLY_CAPACITY']],
    [120, 12, ['ANNUAL_CAPACITY', 'MONTHLY_CAPACITY']],
    [null, 9.01, ['MONTHLY_CAPACITY']],
    [null, null, null],
  ])('an output of %s a year and %s a month of 90 exceeds %j', (year, month, expected) => {
    const mine = {
      approvedCapacityWanTonnesPerYear: 90,
      actualOutputWanTonnesPerYear: year,
      highestMonthlyOutputWanTonnes: month,
    };
    expect(overproduction(mine)).toEqual(expected);
    expect(overproduction({ ...mine, approvedCapacityWanTonnesPerYear: null })).toBeNull();
  });

  it('need a professional rescue team within 30 minutes', () => {
    expect(rescueWithin30Minutes('OWN_TEAM', 30)).toBe(true);
    expect(rescueWithin30Minutes('PART_TIME_AND_AGREEMENT', 31)).toBe(false);
    expect(rescueWithin30Minutes('PART_TIME_ONLY', 5)).toBe(false);
    expect(rescueWithin30Minutes('OWN_TEAM', null)).toBeNull();
    expect(rescueWithin30Minutes(null, 5)).toBeNull();
  });

  it('let no shift start before everything is confirmed', () => {
    const shift = { unconfirmedItems: ['风机'], reconfirmedAt: null, startedAt: '2026-05-01T00:00:00Z' };
    expect(mayStart(shift)).toBe(false);
    expect(startedUnconfirmed(shift)).toBe(true);
    const again = { ...shift, reconfirmedAt: '2026-05-01T00:00:00Z' };
    expect([mayStart(again), startedUnconfirmed(again)]).toEqual([true, false]);
    expect(startedUnconfirmed({ ...again, reconfirmedAt: '2026-05-01T08:00:01+08:00' })).toBe(true);
    expect(startedUnconfirmed({ ...shift, startedAt: null })).toBe(false);
    expect(startedUnconfirmed({ ...shift, unconfirmedItems: [] })).toBe(false);
  });

  it('warn of a short beach and of everything else that is large', () => {
    expect(exceeded({ kind: 'DRY_BEACH', lastValue: 70, threshold: 70 })).toBe(true);
    expect(exceeded({ kind: 'DRY_BEACH', lastValue: 71, threshold: 70 })).toBe(false);
    expect(exceeded({ kind: 'WATER_LEVEL', lastValue: 70, threshold: 70 })).toBe(true);
    expect(exceeded({ kind: 'WATER_LEVEL', lastValue: null, threshold: 70 })).toBeNull();
    expect(exceeded({ kind: 'VIDEO', lastValue: 1, threshold: 0 })).toBeNull();
  });

  it('rank each scale in its own direction', () => {
    expect([
      gasGradeSeverityRank('OUTBURST'),
      gasGradeSeverityRank('LOW'),
      gasGradeSeverityRank(null),
    ]).toEqual([1, 3, null]);
    expect(standardizationQualityRank('GRADE_1')).toBe(1);
    expect(tailingsGradeSeverityRank('GRADE_5')).toBe(5);
    expect(riskAlertSeverityRank('RED')).toBe(1);
    expect(hydroTypeSeverityRank('VERY_COMPLEX')).toBe(1);
  });

  it('tell a difference only when both sides are known', () => {
    expect([differ('A', 'B'), differ('A', 'A'), differ(null, 'A'), differ('A', null)]).toEqual([
      true,
      false,
      null,
      null,
    ]);
  });
});
