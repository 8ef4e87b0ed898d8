import type { PermitApprover, WorkPermitLevel, WorkPermitType } from '../generated/resolvers.js';

/** What decides the level of hot work (GB 30871-2022 clause 5.1). */
export interface HotWorkSituation {
  /** In a place with danger of fire or explosion (火灾爆炸危险场所). */
  readonly fireExplosionArea: boolean;
  /** On units, pipes or tanks in operation, under pressure included. */
  readonly runningEquipment: boolean;
  /** Inside the bund of a tank farm that is a major hazard. */
  readonly insideMajorHazardBund: boolean;
  /** On a pipe rack (管廊). */
  readonly pipeRack: boolean;
  /** On a holiday, at a weekend or at night. */
  readonly holidayOrNight: boolean;
}

/** A test of the air; instants are ISO 8601. */
export interface GasTest {
  readonly testedAt: string;
  readonly point: string | null;
  /** Percent by volume. */
  readonly oxygenPercent: number | null;
  /** Percent of the lower explosive limit. */
  readonly combustiblePercentOfLel: number | null;
  readonly passed: boolean;
}

/** Clause of GB 30871-2022 that treats a kind of work. */
export const clauseOf: Readonly<Record<WorkPermitType, string>> = {
  HOT_WORK: '5',
  CONFINED_SPACE: '6',
  BLIND_PLATE: '7',
  WORK_AT_HEIGHT: '8',
  LIFTING: '9',
  TEMPORARY_ELECTRICITY: '10',
  EXCAVATION: '11',
  ROAD_CLOSURE: '12',
};

/**
 * Level of hot work (GB 30871-2022 clause 5.1). 特级: on running equipment in a place with danger of fire or
 * explosion, or inside the bund of a tank farm that is a major hazard; 一级: elsewhere in such a place, and on pipe
 * racks; 二级: the rest. On holidays, at weekends and at night the level rises by one; above 特级 there is none.
 */
export function hotWorkLevel(situation: HotWorkSituation): 'SPECIAL' | 'LEVEL_1' | 'LEVEL_2' {
  const { fireExplosionArea, runningEquipment, insideMajorHazardBund, pipeRack, holidayOrNight } = situation;
  if ((fireExplosionArea && runningEquipment) || insideMajorHazardBund) return 'SPECIAL';
  if (fireExplosionArea || pipeRack) return holidayOrNight ? 'SPECIAL' : 'LEVEL_1';
  return holidayOrNight ? 'LEVEL_1' : 'LEVEL_2';
}

/**
 * Level of work at height (GB 30871-2022 clause 8): Ⅰ from 2 to 5 m, Ⅱ above 5 to 15, Ⅲ above 15 to 30, Ⅳ above 30,
 * Ⅳ the most dangerous.
 * @param metres above the lowest place to which one may fall.
 * @returns null below 2 m, which is no work at height.
 */
export function heightLevel(metres: number): Exclude<WorkPermitLevel, 'SPECIAL'> | null {
  if (metres < 2) return null;
  if (metres <= 5) return 'LEVEL_1';
  if (metres <= 15) return 'LEVEL_2';
  return metres <= 30 ? 'LEVEL_3' : 'LEVEL_4';
}

/** Level of lifting by the mass lifted, tonnes (clause 9): 一级 above 100, 二级 from 40 to 100, 三级 below 40. */
export function liftingLevel(tonnes: number): 'LEVEL_1' | 'LEVEL_2' | 'LEVEL_3' {
  if (tonnes > 100) return 'LEVEL_1';
  return tonnes >= 40 ? 'LEVEL_2' : 'LEVEL_3';
}

/** Levels of each kind of work, the most dangerous first; kinds that are not named have none. */
const levels: Partial<Record<WorkPermitType, readonly WorkPermitLevel[]>> = {
  HOT_WORK: ['SPECIAL', 'LEVEL_1', 'LEVEL_2'],
  WORK_AT_HEIGHT: ['LEVEL_4', 'LEVEL_3', 'LEVEL_2', 'LEVEL_1'],
  LIFTING: ['LEVEL_1', 'LEVEL_2', 'LEVEL_3'],
};

/** The levels that a kind of work has, the most dangerous first; empty when it has none. */
export const levelsOf = (type: WorkPermitType): readonly WorkPermitLevel[] => levels[type] ?? [];

/** Rank of a level within its kind of work, 1 the most dangerous; null for a level that the kind does not have. */
export function levelRank(type: WorkPermitType, level: WorkPermitLevel | null): number | null {
  const at = level === null ? -1 : levelsOf(type).indexOf(level);
  return at < 0 ? null : at + 1;
}

/** What is known of the work itself. */
export interface Work {
  readonly type: WorkPermitType;
  readonly hotWorkSituation?: HotWorkSituation | null;
  readonly heightMetres?: number | null;
  readonly liftedMassTonnes?: number | null;
}

/** The level that work has by the standard; null when it has none or what decides it is not known. */
export function requiredLevel(work: Work): WorkPermitLevel | null {
  const { type, hotWorkSituation, heightMetres, liftedMassTonnes } = work;
  if (type === 'HOT_WORK') return hotWorkSituation ? hotWorkLevel(hotWorkSituation) : null;
  if (type === 'WORK_AT_HEIGHT') return typeof heightMetres === 'number' ? heightLevel(heightMetres) : null;
  if (type === 'LIFTING') return typeof liftedMassTonnes === 'number' ? liftingLevel(liftedMassTonnes) : null;
  return null;
}

/** The longest validity of a permit. */
export interface Maximum {
  readonly hours: number;
  /** Clause of GB 30871-2022. */
  readonly clause: string;
}

/**
 * The longest validity of a permit: hot work 特级 and 一级 8 h, 二级 72 h (clause 5.1), confined space 24 h (clause 6),
 * work at height 7 days (clause 8), temporary electricity 15 days, in special circumstances 30 (clause 10). Hot work
 * without a level has the longest of its levels.
 * @returns null for the kinds of work for which the standard sets none.
 */
export function maximumValidity(
  type: WorkPermitType,
  level: WorkPermitLevel | null,
  specialCircumstances = false,
): Maximum | null {
  switch (type) {
    case 'HOT_WORK':
      return { hours: level === 'SPECIAL' || level === 'LEVEL_1' ? 8 : 72, clause: '5.1' };
    case 'CONFINED_SPACE':
      return { hours: 24, clause: '6' };
    case 'WORK_AT_HEIGHT':
      return { hours: 7 * 24, clause: '8' };
    case 'TEMPORARY_ELECTRICITY':
      return { hours: (specialCircumstances ? 30 : 15) * 24, clause: '10' };
    default:
      return null;
  }
}

/** Hours from one ISO instant to another. */
export const hoursBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 3_600_000;

/**
 * {@link maximumValidity} as an SQL interval over a table with the columns `type`, `level` and
 * `special_circumstances`; ten years where the standard sets none.
 */
export const maximumIntervalSql = `case
      when type = 'HOT_WORK' and level in ('SPECIAL', 'LEVEL_1') then interval '8 hours'
      when type = 'HOT_WORK' then interval '72 hours'
      when type = 'CONFINED_SPACE' then interval '24 hours'
      when type = 'WORK_AT_HEIGHT' then interval '168 hours'
      when type = 'TEMPORARY_ELECTRICITY' and special_circumstances then interval '720 hours'
      when type = 'TEMPORARY_ELECTRICITY' then interval '360 hours'
      else interval '87600 hours' end`;

/** Who approves hot work (clause 5.2): 特级 the leader in charge, 一级 the safety department, 二级 the unit on site. */
const hotWorkApprover: Partial<Record<WorkPermitLevel, PermitApprover>> = {
  SPECIAL: 'SENIOR_LEADER',
  LEVEL_1: 'SAFETY_DEPARTMENT',
  LEVEL_2: 'SITE_UNIT',
};

/** Who has to approve work of a kind and level; null where we know of no rule and the enterprise's own one holds. */
export const requiredApprover = (
  type: WorkPermitType,
  level: WorkPermitLevel | null,
): PermitApprover | null => (type === 'HOT_WORK' && level ? (hotWorkApprover[level] ?? null) : null);

const approvers: readonly PermitApprover[] = ['SITE_UNIT', 'SAFETY_DEPARTMENT', 'SENIOR_LEADER'];

/** Whether somebody stands at least as high as who has to approve. */
export const approvesEnough = (given: PermitApprover, required: PermitApprover): boolean =>
  approvers.indexOf(given) >= approvers.indexOf(required);

/** Kinds of work before which the air is tested (clauses 5.3 and 6). */
export const needsGasTest = (type: WorkPermitType): boolean =>
  type === 'HOT_WORK' || type === 'CONFINED_SPACE';

/** How old a test of the air may be when work begins, minutes (clauses 5.3 and 6). */
export const GAS_TEST_MINUTES = 30;

/** Oxygen in a confined space, percent by volume, both included (clause 6). */
const oxygen = { least: 19.5, most: 21 } as const;

/**
 * Judges the tests before work begins: the last one made until then has to have passed, with oxygen in confined
 * spaces from 19.5 to 21 percent, not more than 30 minutes before the beginning (clauses 5.3 and 6).
 * @param tests in any order.
 * @param beginning ISO instant.
 */
export function judgeGasTests(
  type: WorkPermitType,
  tests: readonly GasTest[],
  beginning: string,
): 'NOT_NEEDED' | 'MISSING' | 'FAILED' | 'STALE' | 'FRESH' {
  if (!needsGasTest(type)) return 'NOT_NEEDED';
  const start = Date.parse(beginning);
  const before = tests.filter(({ testedAt }) => Date.parse(testedAt) <= start);
  const last = before.sort((a, b) => Date.parse(a.testedAt) - Date.parse(b.testedAt)).at(-1);
  if (!last) return 'MISSING';
  const breathable =
    type !== 'CONFINED_SPACE' ||
    last.oxygenPercent === null ||
    (last.oxygenPercent >= oxygen.least && last.oxygenPercent <= oxygen.most);
  if (!last.passed || !breathable) return 'FAILED';
  return start - Date.parse(last.testedAt) <= GAS_TEST_MINUTES * 60_000 ? 'FRESH' : 'STALE';
}
