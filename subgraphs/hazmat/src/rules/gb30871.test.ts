import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { WorkPermitLevel, WorkPermitType } from '../generated/resolvers.js';
import {
  approvesEnough,
  type GasTest,
  heightLevel,
  type HotWorkSituation,
  hotWorkLevel,
  judgeGasTests,
  levelRank,
  levelsOf,
  liftingLevel,
  maximumValidity,
  requiredApprover,
  requiredLevel,
} from './gb30871.js';
import { permitFaults } from './permitFaults.js';
import { mayMove, nextStates } from './permitStates.js';

const types: readonly WorkPermitType[] = [
  'HOT_WORK',
  'CONFINED_SPACE',
  'BLIND_PLATE',
  'WORK_AT_HEIGHT',
  'LIFTING',
  'TEMPORARY_ELECTRICITY',
  'EXCAVATION',
  'ROAD_CLOSURE',
];
const nowhere: HotWorkSituation = {
  fireExplosionArea: false,
  runningEquipment: false,
  insideMajorHazardBund: false,
  pipeRack: false,
  holidayOrNight: false,
};
const aSituation = fc.record({
  fireExplosionArea: fc.boolean(),
  runningEquipment: fc.boolean(),
  insideMajorHazardBund: fc.boolean(),
  pipeRack: fc.boolean(),
  holidayOrNight: fc.boolean(),
});

describe('the level of hot work', () => {
  it.each<[Partial<HotWorkSituation>, string]>([
    [{}, 'LEVEL_2'],
    [{ runningEquipment: true }, 'LEVEL_2'],
    [{ holidayOrNight: true }, 'LEVEL_1'],
    [{ fireExplosionArea: true }, 'LEVEL_1'],
    [{ pipeRack: true }, 'LEVEL_1'],
    [{ pipeRack: true, holidayOrNight: true }, 'SPECIAL'],
    [{ fireExplosionArea: true, runningEquipment: true }, 'SPECIAL'],
    [{ insideMajorHazardBund: true }, 'SPECIAL'],
    [{ insideMajorHazardBund: true, holidayOrNight: true }, 'SPECIAL'],
  ])('of %j is %s', (situation, level) => {
    expect(hotWorkLevel({ ...nowhere, ...situation })).toBe(level);
  });

  it('never falls when the situation grows worse, and a holiday raises it by exactly one, up to 特级', () => {
    fc.assert(
      fc.property(
        aSituation,
        fc.constantFrom(...(Object.keys(nowhere) as (keyof HotWorkSituation)[])),
        (one, key) => {
          const rank = (situation: HotWorkSituation) =>
            levelRank('HOT_WORK', hotWorkLevel(situation)) as number;
          expect(rank({ ...one, [key]: true })).toBeLessThanOrEqual(rank({ ...one, [key]: false }));
          const workday = rank({ ...one, holidayOrNight: false });
          expect(rank({ ...one, holidayOrNight: true })).toBe(Math.max(1, workday - 1));
        },
      ),
    );
  });
});

describe('the level of other work', () => {
  it.each<[number, string | null]>([
    [1.99, null],
    [2, 'LEVEL_1'],
    [5, 'LEVEL_1'],
    [5.01, 'LEVEL_2'],
    [15, 'LEVEL_2'],
    [15.01, 'LEVEL_3'],
    [30, 'LEVEL_3'],
    [30.01, 'LEVEL_4'],
  ])('at a height of %d m is %s', (metres, level) => expect(heightLevel(metres)).toBe(level));

  it.each<[number, string]>([
    [0.1, 'LEVEL_3'],
    [39.99, 'LEVEL_3'],
    [40, 'LEVEL_2'],
    [100, 'LEVEL_2'],
    [100.01, 'LEVEL_1'],
  ])('lifting %d t is %s', (tonnes, level) => expect(liftingLevel(tonnes)).toBe(level));

  it('grows worse with height and mass, although the two scales run in different directions', () => {
    const more = fc.tuple(
      fc.double({ min: 2, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
    );
    fc.assert(
      fc.property(more, ([least, by]) => {
        const height = (metres: number) => levelRank('WORK_AT_HEIGHT', heightLevel(metres)) as number;
        const mass = (tonnes: number) => levelRank('LIFTING', liftingLevel(tonnes)) as number;
        expect(height(least + by)).toBeLessThanOrEqual(height(least));
        expect(mass(least + by)).toBeLessThanOrEqual(mass(least));
      }),
    );
    expect([levelRank('WORK_AT_HEIGHT', 'LEVEL_4'), levelRank('LIFTING', 'LEVEL_1')]).toEqual([1, 1]);
    expect(levelRank('EXCAVATION', 'LEVEL_1')).toBeNull();
  });

  it('is not known without what decides it', () => {
    expect(types.map((type) => requiredLevel({ type }))).toEqual(types.map(() => null));
  });
});

describe('the longest validity', () => {
  const hours = (type: WorkPermitType, level: WorkPermitLevel | null = null, special = false) =>
    maximumValidity(type, level, special)?.hours ?? null;

  it('is what GB 30871-2022 allows, and none where it sets none', () => {
    expect(hours('HOT_WORK', 'SPECIAL')).toBe(8);
    expect(hours('HOT_WORK', 'LEVEL_1')).toBe(8);
    expect(hours('HOT_WORK', 'LEVEL_2')).toBe(72);
    expect(hours('CONFINED_SPACE')).toBe(24);
    expect(hours('WORK_AT_HEIGHT', 'LEVEL_4')).toBe(168);
    expect(hours('TEMPORARY_ELECTRICITY')).toBe(360);
    expect(hours('TEMPORARY_ELECTRICITY', null, true)).toBe(720);
    expect(
      (['BLIND_PLATE', 'LIFTING', 'EXCAVATION', 'ROAD_CLOSURE'] as const).map((type) => hours(type)),
    ).toEqual([null, null, null, null]);
  });

  it('holds to the second, for every kind and level', () => {
    const from = Date.parse('2026-05-01T00:00:00Z');
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.nat(4),
        fc.integer({ min: 1, max: 40 * 24 * 3600 }),
        (type, at, seconds) => {
          const level = levelsOf(type)[at] ?? null;
          const faults = permitFaults({
            type,
            level,
            validFrom: new Date(from).toISOString(),
            validTo: new Date(from + seconds * 1000).toISOString(),
          });
          const most = maximumValidity(type, level)?.hours ?? Infinity;
          expect(faults.map(({ columns }) => columns[0])).toEqual(seconds > most * 3600 ? ['validTo'] : []);
        },
      ),
    );
  });

  it('is refused with the number and the clause', () => {
    const [fault] = permitFaults({
      type: 'HOT_WORK',
      level: 'SPECIAL',
      validFrom: '2026-05-01T00:00:00Z',
      validTo: '2026-05-01T09:30:00Z',
    });
    expect(fault?.message).toBe(
      'A permit of HOT_WORK SPECIAL holds at most 8 hours, not 9.5 (GB 30871-2022 clause 5.1).',
    );
  });
});

describe('a permit', () => {
  it('is refused with a level below what its situation, height or mass asks for, and not with one above', () => {
    const levelFaults = (permit: Parameters<typeof permitFaults>[0]) =>
      permitFaults(permit).filter(({ columns }) => columns[0] === 'level').length;
    const hot = { type: 'HOT_WORK', hotWorkSituation: { ...nowhere, pipeRack: true } } as const;
    expect(levelFaults({ ...hot, level: 'LEVEL_2' })).toBe(1);
    expect(levelFaults({ ...hot, level: 'LEVEL_1' })).toBe(0);
    expect(levelFaults({ ...hot, level: 'SPECIAL' })).toBe(0);
    expect(levelFaults({ type: 'WORK_AT_HEIGHT', heightMetres: 16, level: 'LEVEL_2' })).toBe(1);
    expect(levelFaults({ type: 'WORK_AT_HEIGHT', heightMetres: 16, level: 'LEVEL_4' })).toBe(0);
    expect(levelFaults({ type: 'LIFTING', liftedMassTonnes: 120, level: 'LEVEL_2' })).toBe(1);
    expect(levelFaults({ type: 'EXCAVATION', level: 'LEVEL_1' })).toBe(1);
    expect(levelFaults({ type: 'HOT_WORK', level: 'LEVEL_3' })).toBe(1);
  });

  it('of hot work is approved by the level, or higher', () => {
    expect(
      (['SPECIAL', 'LEVEL_1', 'LEVEL_2'] as const).map((level) => requiredApprover('HOT_WORK', level)),
    ).toEqual(['SENIOR_LEADER', 'SAFETY_DEPARTMENT', 'SITE_UNIT']);
    expect(requiredApprover('LIFTING', 'LEVEL_1')).toBeNull();
    expect(approvesEnough('SENIOR_LEADER', 'SITE_UNIT')).toBe(true);
    expect(approvesEnough('SITE_UNIT', 'SAFETY_DEPARTMENT')).toBe(false);
  });

  it('ends in CLOSED or REVOKED, wherever its moves lead', () => {
    const states = ['DRAFT', 'APPROVED', 'ACTIVE', 'CLOSED', 'REVOKED'] as const;
    for (const from of states) {
      expect(mayMove(from, from)).toBe(true);
      for (const to of nextStates(from)) expect(states.indexOf(to)).toBeGreaterThan(states.indexOf(from));
      expect(nextStates(from).length === 0).toBe(from === 'CLOSED' || from === 'REVOKED');
    }
    expect(mayMove('DRAFT', 'ACTIVE')).toBe(false);
  });
});

describe('tests of the air', () => {
  const beginning = '2026-05-01T08:00:00Z';
  const test = (minutesBefore: number, change: Partial<GasTest> = {}): GasTest => ({
    testedAt: new Date(Date.parse(beginning) - minutesBefore * 60_000).toISOString(),
    point: null,
    oxygenPercent: 20.9,
    combustiblePercentOfLel: 0,
    passed: true,
    ...change,
  });
  const judged = (tests: GasTest[], type: WorkPermitType = 'CONFINED_SPACE') =>
    judgeGasTests(type, tests, beginning);

  it('are needed for hot work and confined spaces only', () => {
    expect(types.filter((type) => judgeGasTests(type, [], beginning) === 'MISSING')).toEqual([
      'HOT_WORK',
      'CONFINED_SPACE',
    ]);
  });

  it('are fresh for 30 minutes, the thirtieth included', () => {
    expect(judged([test(0)])).toBe('FRESH');
    expect(judged([test(30)])).toBe('FRESH');
    expect(judged([test(30 + 1 / 60)])).toBe('STALE');
    expect(judged([test(-1)])).toBe('MISSING');
  });

  it('judge by the last one before the beginning, oxygen in confined spaces from 19.5 to 21', () => {
    expect(judged([test(5, { passed: false }), test(20)])).toBe('FAILED');
    expect(judged([test(20, { passed: false }), test(5)])).toBe('FRESH');
    for (const [oxygenPercent, verdict] of [
      [19.4, 'FAILED'],
      [19.5, 'FRESH'],
      [21, 'FRESH'],
      [21.1, 'FAILED'],
    ] as const) {
      expect(judged([test(5, { oxygenPercent })])).toBe(verdict);
    }
    expect(judged([test(5, { oxygenPercent: 19 })], 'HOT_WORK')).toBe('FRESH');
  });
});
