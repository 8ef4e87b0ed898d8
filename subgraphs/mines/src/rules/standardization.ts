import type { MineAccidentGrade, StandardizationGrade } from '../generated/resolvers.js';
import { anniversary, onOrAfter } from './calendar.js';

/** Scores of an assessment, 0 to 100 each; null where it is not known. */
export interface StandardizationScores {
  readonly total: number | null;
  /** 重大灾害防治 */
  readonly hazardControl: number | null;
  /** 专业管理 */
  readonly professional: number | null;
  /** 安全基础管理 */
  readonly foundation: number | null;
}

/** The latest accident of a mine. */
export interface LatestAccident {
  readonly grade: MineAccidentGrade | null;
  /** ISO date. */
  readonly on: string | null;
}

/** Least of each part for a grade, included. */
const least = [
  { grade: 'GRADE_1', total: 90, hazardControl: 90, professional: 90, foundation: 85 },
  { grade: 'GRADE_2', total: 80, hazardControl: 80, professional: 80, foundation: 80 },
  { grade: 'GRADE_3', total: 70, hazardControl: 70, professional: 70, foundation: 70 },
] as const;

/** Years after an accident of a grade in which a mine cannot be of the first grade. */
const barYears: Readonly<Record<MineAccidentGrade, number>> = {
  GENERAL: 1,
  LARGER: 2,
  MAJOR: 2,
  EXTRAORDINARY: 3,
};

/**
 * The first day on which a mine can be of the first grade again after its latest accident: one year after a general
 * one, two after a larger or major, three after an extraordinarily serious one (煤矿安全生产标准化管理体系考核定级办法).
 * @returns null when there was none.
 */
export function barredUntil({ grade, on }: LatestAccident): string | null {
  return grade === null || on === null ? null : onOrAfter(anniversary(on, barYears[grade]));
}

/**
 * 标准化等级 that scores give (煤矿安全生产标准化管理体系考核定级办法): the first takes a total, a control of major
 * hazards and a professional management of 90 and a foundation of 85, the second 80 and the third 70 in each part.
 * A mine that is barred by an accident is of the second grade at best.
 * @param today ISO date in the department's time zone.
 * @returns null unless all four scores are known.
 */
export function gradeByScore(
  scores: StandardizationScores,
  accident: LatestAccident,
  today: string,
): StandardizationGrade | null {
  const { total, hazardControl, professional, foundation } = scores;
  if (total === null || hazardControl === null || professional === null || foundation === null) return null;
  const until = barredUntil(accident);
  const barred = until !== null && today < until;
  const found = least.find(
    (one) =>
      !(barred && one.grade === 'GRADE_1') &&
      total >= one.total &&
      hazardControl >= one.hazardControl &&
      professional >= one.professional &&
      foundation >= one.foundation,
  );
  return found?.grade ?? 'NONE';
}

/** The grades that are a grade or better, best first; 一级 is the best. */
export function gradesAtOrAbove(grade: StandardizationGrade): StandardizationGrade[] {
  const bestFirst: readonly StandardizationGrade[] = ['GRADE_1', 'GRADE_2', 'GRADE_3', 'NONE'];
  return bestFirst.slice(0, bestFirst.indexOf(grade) + 1);
}
