import { shiftDay } from '@huitong/kit';
import type { MineClosureRule } from '../generated/resolvers.js';

/** How far back a rule looks. */
export type Window = { readonly days: number } | { readonly months: number };

/** One rule that has a mine proposed for closure: so many events within a time. */
export interface ClosureRule {
  readonly rule: MineClosureRule;
  readonly threshold: number;
  readonly window: Window;
  /** Which events are counted. */
  readonly counts: 'producing' | 'penalties';
  /** Rule of coal mines alone. */
  readonly coalOnly: boolean;
  readonly basis: string;
}

/** 提请关闭 (DOMAIN §1.7): by what the department proposes a mine's closure to the government. */
export const closureRules: readonly ClosureRule[] = [
  {
    rule: 'PRODUCING_WITH_MAJOR_DANGER',
    threshold: 2,
    window: { months: 3 },
    counts: 'producing',
    coalOnly: true,
    basis:
      '煤矿安全生产条例 art. 70: 3 个月内 2 次或者 2 次以上发现有重大事故隐患仍然进行生产 (found producing with a major hidden danger twice or more in 3 months)',
  },
  {
    rule: 'PENALTIES_IN_180_DAYS',
    threshold: 3,
    window: { days: 180 },
    counts: 'penalties',
    coalOnly: false,
    basis: '安全生产法 art. 113: 180 日内 3 次受到本法规定的行政处罚 (penalised 3 times in 180 days)',
  },
  {
    rule: 'PENALTIES_IN_A_YEAR',
    threshold: 4,
    window: { months: 12 },
    counts: 'penalties',
    coalOnly: false,
    basis: '安全生产法 art. 113: 一年内 4 次受到本法规定的行政处罚 (penalised 4 times in a year)',
  },
];

/**
 * The first day from which an event still lies within a time that ends today. The day of the event itself does not
 * count (民法典 art. 201), and months end on the day of the same number, or on the last of a shorter month (art. 202):
 * three months from 30 November end on 28 February.
 */
export function windowStart(today: string, window: Window): string {
  if ('days' in window) return shiftDay(today, -window.days);
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  const months = year * 12 + month - 1 - window.months;
  const last = lastOf(months);
  // A day that the month back then has not: whatever happened in that month is over already.
  return day > last ? isoDay(months + 1, 1) : isoDay(months, day);
}

const lastOf = (months: number) =>
  new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
const isoDay = (months: number, day: number) =>
  `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Days of the events that count, in any order; two on one day are two. */
export interface ClosureEvents {
  /** Inspections that found it producing with a major danger. */
  readonly producing: readonly string[];
  /** Decisions on penalties under 安全生产法. */
  readonly penalties: readonly string[];
}

/** How one rule stands. */
export interface ClosureTrigger {
  readonly rule: MineClosureRule;
  readonly fired: boolean;
  readonly threshold: number;
  readonly reading: number;
  readonly windowStart: string;
  readonly windowEnd: string;
  /** Days of the events within the window, in order. */
  readonly events: string[];
  /** The latest day on which an event made the number full; null when none did. */
  readonly lastMetOn: string | null;
  readonly basis: string;
}

/**
 * How each rule of closure stands on a day: whether it is fired now, and when it last was. Closing itself is the
 * government's decision; nothing here changes a mine's state.
 * @param today ISO date in the department's time zone.
 */
export function closureTriggers(
  events: ClosureEvents,
  { coal, today }: { readonly coal: boolean; readonly today: string },
): ClosureTrigger[] {
  return closureRules
    .filter(({ coalOnly }) => coal || !coalOnly)
    .map(({ rule, threshold, window, counts, basis }) => {
      const past = events[counts].filter((day) => day <= today).sort();
      const within = (end: string) => past.filter((day) => day <= end && day >= windowStart(end, window));
      const now = within(today);
      return {
        rule,
        threshold,
        basis,
        fired: now.length >= threshold,
        reading: now.length,
        windowStart: windowStart(today, window),
        windowEnd: today,
        events: now,
        lastMetOn: past.findLast((day) => within(day).length >= threshold) ?? null,
      };
    });
}

/** Placeholders of the first days of the windows of {@link closureRules}, and of today. */
export interface ClosureDays {
  readonly starts: readonly string[];
  readonly today: string;
}

/** Whether any rule is fired for the coal mine aliased `item`, in SQL: {@link closureTriggers} for lists and counts. */
export const closureTriggeredSql = ({ starts, today }: ClosureDays): string =>
  `(${closureRules
    .map(({ counts, threshold }, index) => {
      const [table, day, counted] =
        counts === 'producing'
          ? ['mine_inspection', 'inspected_on', 'producing_with_major_danger']
          : ['mine_penalty', 'decided_on', 'under_work_safety_law'];
      return `(select count(*) from ${table} as event where event.coal_mine_id = item.id and event.${counted}
        and event.${day} between ${starts[index]}::date and ${today}::date) >= ${threshold}`;
    })
    .join(' or ')})`;
