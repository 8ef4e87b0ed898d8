import { refusal } from '@huitong/contract';
import type { Coverage } from './coverage.js';

/** A cadence of drills that governments must keep. */
export interface DrillCadence {
  readonly level: 'CITY' | 'COUNTY' | 'TOWNSHIP';
  /** Kind that counts; null when any does. */
  readonly kind: 'COMPREHENSIVE' | null;
  readonly least: number;
  /** Calendar years within which; the year asked for is the last of them. */
  readonly withinYears: number;
  readonly basis: string;
}

/** A cadence with how many governments kept it. */
export type DrillRequirementCount = DrillCadence & { readonly coverage: Coverage };

/**
 * 演练频次 as data (DOMAIN item 24). 高平 is a county-level city, so its “市” is the county's line here. The notices
 * name no cadence for villages, and none is made up.
 */
export const drillCadences: readonly DrillCadence[] = [
  {
    level: 'CITY',
    kind: null,
    least: 1,
    withinYears: 2,
    basis: '生产安全事故应急条例第八条：县级以上地方人民政府至少每2年1次',
  },
  {
    level: 'COUNTY',
    kind: 'COMPREHENSIVE',
    least: 1,
    withinYears: 1,
    basis: '并政发〔2025〕1号（十九）、高政发〔2025〕1号（十八）：年内至少1次综合性应急演练',
  },
  {
    level: 'TOWNSHIP',
    kind: null,
    least: 1,
    withinYears: 1,
    basis: '高政发〔2025〕1号（十八）、水政发〔2024〕1号（二十五）：乡镇（街道）年内至少1次',
  },
];

/** What {@link Coverage} counts for a cadence. */
export const drillDefinition = ({ least, withinYears }: DrillCadence): string =>
  `${withinYears}个日历年内自行组织演练不少于${least}次的同级区划 / 本区划及以下该级全部区划（不含统计用区划）`;

/** “四不”演练占比 (DOMAIN item 25, of the Shandong notice): by the end of the year. */
export const unannouncedTargetShare = 0.5;

/**
 * Whether the drills of enterprises reach the share of “四不” drills. Only claims that a department assessed and
 * accepted count: the notices define nothing, so a claim alone proves nothing.
 * @returns null when there is no drill.
 */
export const reachesShare = ({ total, accepted }: { total: number; accepted: number }): boolean | null =>
  total === 0 ? null : accepted >= total * unannouncedTargetShare;

/** What the numbers of an enterprise's drills say. */
export const enterpriseDrillDefinition =
  '本区划及以下企业（含高危企业）当年演练；达标 = 经部门评定认可的“四不”演练 ÷ 全部企业演练 ≥ 目标占比';

const beijing = '+08:00';

/**
 * The calendar years of a cadence in the time of Beijing, the end not included.
 * @throws Refusal BAD_INPUT unless `year` is a whole number of 2000 to 2100.
 */
export function drillPeriod(
  year: number,
  withinYears = 1,
): { readonly since: string; readonly until: string } {
  if (!Number.isInteger(year) || year < 2000 || year > 2100) {
    throw refusal('BAD_INPUT', { at: 'year', message: `A year is 2000 to 2100, not ${year}.` });
  }
  const start = (of: number) => new Date(`${of}-01-01T00:00:00${beijing}`).toISOString();
  return { since: start(year - withinYears + 1), until: start(year + 1) };
}
