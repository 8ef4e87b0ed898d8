import { createRequire } from 'node:module';
import { daysFromTo, shiftDay, weekday } from './days.js';

interface Arrangement {
  /** Days off of the State Council's notice: statutory holidays and the days swapped for them. */
  readonly holidays: Readonly<Record<string, string>>;
  /** Saturdays and Sundays on which is worked instead (调休). */
  readonly workdays: Readonly<Record<string, string>>;
}

// chinese-days reads the process's time zone wherever it takes a Date; its table of days does not.
const { holidays, workdays } = createRequire(import.meta.url)(
  'chinese-days/dist/chinese-days.json',
) as Arrangement;

/** Years whose arrangement (国务院办公厅关于部分节假日安排的通知) is known: those with a National Day in the table. */
const known: ReadonlySet<string> = new Set(
  Object.keys(holidays)
    .filter((day) => day.endsWith('-10-01'))
    .map((day) => day.slice(0, 4)),
);

/** Whether the holidays and swapped days of a year are known; the notice for a year comes out in the autumn before. */
export const arrangementKnown = (year: number | string): boolean => known.has(String(year));

/** Whether is worked on a day: by the arrangement of its year, or Monday to Friday where that is not known. */
export function isWorkingDay(day: string): boolean {
  if (Object.hasOwn(workdays, day)) return true;
  if (Object.hasOwn(holidays, day)) return false;
  const of = weekday(day);
  return of !== 0 && of !== 6;
}

/** Says which years of a span were counted by weekdays only; null when every arrangement is known. */
export function caveatOf(from: string, to: string): string | null {
  const years: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    if (!arrangementKnown(year)) years.push(String(year));
  }
  if (years.length === 0) return null;
  return `by weekdays only: the arrangement of year ${years.join(', ')} is not known (${years.join('、')}年节假日安排未知，仅按周一至周五计)`;
}

/** A day that was counted out, and what is uncertain about it. */
export interface CountedDay {
  readonly day: string;
  /** Why the day may move once a year's arrangement is published; null when it will not. */
  readonly caveat: string | null;
}

const mostDays = 100_000;
function refuseCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0 || count > mostDays) {
    throw new RangeError(`A count of days is a whole number from 0 to ${mostDays}, not ${count}`);
  }
}

/**
 * The `count`th working day after a day, which itself does not count (开始的当日不计入, 民法典 art. 201; 以工作日计算
 * 不含法定节假日, 行政许可法 art. 82). With 0: the day itself, or the first working day after it.
 */
export function addWorkingDays(start: string, count: number): CountedDay {
  refuseCount(count);
  let day = start;
  for (let left = count; left > 0;) {
    day = shiftDay(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  while (!isWorkingDay(day)) day = shiftDay(day, 1);
  return { day, caveat: caveatOf(start, day) };
}

/** How many working days lie after one day, up to and including another; 0 when that is not later. */
export function workingDaysBetween(
  after: string,
  until: string,
): { readonly days: number; readonly caveat: string | null } {
  let days = 0;
  const span = daysFromTo(after, until);
  refuseCount(Math.max(span, 0));
  for (let step = 1; step <= span; step += 1) if (isWorkingDay(shiftDay(after, step))) days += 1;
  return { days, caveat: span > 0 ? caveatOf(after, until) : null };
}

/**
 * The day `count` calendar days after a day, which itself does not count.
 * @param lastDay AS_IT_FALLS: whatever day it is, the stricter reading and the default; NEXT_WORKING_DAY: a last day of
 *   rest gives way to the first working day after it (民法典 art. 203).
 */
export function addCalendarDays(
  start: string,
  count: number,
  lastDay: 'AS_IT_FALLS' | 'NEXT_WORKING_DAY' = 'AS_IT_FALLS',
): CountedDay {
  refuseCount(count);
  const day = shiftDay(start, count);
  if (lastDay === 'AS_IT_FALLS') return { day, caveat: null };
  return { day: addWorkingDays(day, 0).day, caveat: caveatOf(day, addWorkingDays(day, 0).day) };
}

/** What recurs: the week ends on Sunday. */
export type Cadence = 'WEEK' | 'MONTH' | 'QUARTER' | 'HALF_YEAR' | 'YEAR';

const monthsOf = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 } as const;

/** The last day of the week, month, quarter, half-year or year in which a day lies. */
export function endOfPeriod(day: string, cadence: Cadence): string {
  if (cadence === 'WEEK') return shiftDay(day, (7 - weekday(day)) % 7);
  const months = monthsOf[cadence];
  const year = Number(day.slice(0, 4));
  const last = Math.ceil(Number(day.slice(5, 7)) / months) * months;
  const next = last === 12 ? `${year + 1}-01-01` : `${year}-${String(last + 1).padStart(2, '0')}-01`;
  return shiftDay(next, -1);
}
