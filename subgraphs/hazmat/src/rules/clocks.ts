import { type Clock, clockOf, dueOnDay } from '@huitong/kit';

/** A safety evaluation of a major hazard is made every three years (危险化学品安全法 art. 39). */
export const EVALUATION_YEARS = 3;
/** A grade of standardization holds for three years (企业安全生产标准化建设定级办法 art. 4). */
export const STANDARDIZATION_YEARS = 3;
/** A special operator's certificate is reviewed every three years (特种作业人员安全技术培训考核管理规定 art. 21). */
export const REVIEW_YEARS = 3;

/**
 * The corresponding day some years later; where there is none, the last day of the month (民法典 art. 202).
 * @param day ISO date.
 */
export function plusYears(day: string, years: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return new Date(Date.UTC(year + years, month - 1, Math.min(date, lastDay))).toISOString().slice(0, 10);
}

/**
 * The clock of a day: the day itself is in time, the next one is not.
 * @param day ISO date in Asia/Shanghai, the last day in time.
 * @param basis law and article.
 * @returns null when nothing is due.
 */
export const dueOn = (day: string | null, basis: string, now: Date = new Date()): Clock | null =>
  day === null ? null : clockOf(dueOnDay(day, basis), { now });

/** A clock that runs some years from a day; null when the day is not known. */
export const dueYearsAfter = (
  from: string | null,
  years: number,
  basis: string,
  now: Date = new Date(),
): Clock | null => dueOn(from === null ? null : plusYears(from, years), basis, now);

/** Of several clocks the one that runs out first; null when none runs. */
export const firstOf = (...clocks: readonly (Clock | null)[]): Clock | null =>
  clocks.reduce((first, one) => (one && (!first || one.dueAt < first.dueAt) ? one : first), null);
