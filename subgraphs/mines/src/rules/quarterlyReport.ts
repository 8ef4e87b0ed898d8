import { type Clock, clockOf, type ClockRule, dayAt, dueAfter, shiftDay } from '@huitong/kit';

/**
 * 季度书面报告: the principal signs a written report on hidden dangers each quarter (煤矿安全生产条例 art. 35). The
 * article has a cadence and no day; the report of a quarter is owed until the quarter's end.
 */
export const quarterlyReport: ClockRule = {
  name: 'coal-quarterly-report',
  title: { zh: '事故隐患季度书面报告', en: 'quarterly written report on hidden dangers' },
  amount: 1,
  unit: 'QUARTER',
  basis: '煤矿安全生产条例 art. 35',
};

/** A quarter of a year. */
export interface Quarter {
  readonly year: number;
  /** 1 to 4. */
  readonly quarter: number;
}

/** The quarter in which a day lies. */
export const quarterOf = (day: string): Quarter => ({
  year: Number(day.slice(0, 4)),
  quarter: Math.ceil(Number(day.slice(5, 7)) / 3),
});

/** First day of a quarter. */
export const quarterStart = ({ year, quarter }: Quarter): string =>
  `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`;

/** A report as far as the clock asks for it. */
export interface ReportFacts extends Quarter {
  readonly reportedAt: string;
  readonly signedByPrincipal: boolean | null;
}

/** The report that is owed next, and its clock. */
export interface ReportDue extends Quarter {
  readonly reported: boolean;
  readonly clock: Clock;
}

/**
 * Which report a mine owes: that of the quarter before as long as it is missing, otherwise that of the quarter under
 * way. One that the principal did not sign is none; of several the first counts.
 */
export function reportDue(reports: readonly ReportFacts[], now: Date): ReportDue {
  const current = quarterOf(dayAt(now));
  const before = quarterOf(shiftDay(quarterStart(current), -1));
  const made = ({ year, quarter }: Quarter) =>
    reports
      .filter((one) => one.year === year && one.quarter === quarter && one.signedByPrincipal === true)
      .map(({ reportedAt }) => reportedAt)
      .sort()[0] ?? null;
  const owed = made(before) === null ? before : current;
  const stopped = made(owed);
  const due = dueAfter(quarterlyReport, `${quarterStart(owed)}T00:00:00+08:00`);
  return { ...owed, reported: stopped !== null, clock: clockOf(due, { now, stopped }) };
}
