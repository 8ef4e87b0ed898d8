import { readFileSync } from 'node:fs';
import type { AccidentSector, AssistanceRule, MonthReading, WindowReading } from '../generated/resolvers.js';

/** How far back a rule looks from the day asked about. */
export type AssistanceWindow =
  | { readonly kind: 'ROLLING_DAYS'; readonly days: number }
  | { readonly kind: Exclude<WindowReading, 'ROLLING_DAYS'> };

/** One rule of 事故帮扶 as configured. */
export interface ConfiguredRule {
  readonly rule: AssistanceRule;
  /** Fires from this number of accidents on. */
  readonly atLeast: number;
  /** Counted per sector (同一领域) instead of all together. */
  readonly sameSector: boolean;
  readonly window: AssistanceWindow;
}

export interface AssistanceRules {
  /** Notice that sets the rules. */
  readonly basis: string;
  readonly excludedSectors: readonly AccidentSector[];
  readonly rules: readonly ConfiguredRule[];
}

/**
 * The rules of reference/assistance-rules.json. What a notice calls "within one month" (1月内) is data: thirty days
 * back (ROLLING_DAYS), since the same day of the month before (ROLLING_MONTH), or the calendar month (CALENDAR_MONTH).
 */
export const assistanceRules = JSON.parse(
  readFileSync(new URL('../../../reference/assistance-rules.json', import.meta.url), 'utf8'),
) as AssistanceRules;

/** The parts of an accident that the rules look at. */
export interface CountedAccident {
  readonly occurredAt: string;
  readonly sector: AccidentSector;
}

/** What a rule says on a day. */
export interface AssistanceJudgement<Accident extends CountedAccident> {
  readonly rule: AssistanceRule;
  readonly fired: boolean;
  readonly threshold: number;
  readonly reading: WindowReading;
  /** First and last day of the window, ISO dates in the departments' time zone, both included. */
  readonly windowStart: string;
  readonly windowEnd: string;
  /** The sectors that reached the number; empty for a rule over all sectors. */
  readonly sectors: AccidentSector[];
  /** The accidents that made the rule fire, the earliest first; those counted so far while it has not. */
  readonly accidents: Accident[];
}

/** Calendar day of an instant in the departments' time zone, Asia/Shanghai (UTC+8 all year). */
export const dayOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** The day after the same day of the month before: from 31 March back to 1 March, from 15 April back to 16 March. */
function monthBefore(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lastOfMonthBefore = new Date(Date.UTC(year, month - 1, 0)).getUTCDate();
  const same = new Date(Date.UTC(year, month - 2, Math.min(date, lastOfMonthBefore)));
  return daysBefore(same.toISOString().slice(0, 10), -1);
}

/**
 * First day of the window that ends on `day`.
 * @param day ISO date.
 */
export function windowStart(window: AssistanceWindow, day: string): string {
  switch (window.kind) {
    case 'ROLLING_DAYS':
      return daysBefore(day, window.days - 1);
    case 'ROLLING_MONTH':
      return monthBefore(day);
    case 'CALENDAR_MONTH':
      return `${day.slice(0, 7)}-01`;
    case 'CALENDAR_YEAR':
      return `${day.slice(0, 4)}-01-01`;
  }
}

/** The rules with "within one month" read in another way than configured. */
export const readMonthAs = (rules: AssistanceRules, reading: MonthReading): AssistanceRules => ({
  ...rules,
  rules: rules.rules.map((rule) =>
    rule.window.kind === 'CALENDAR_YEAR'
      ? rule
      : { ...rule, window: reading === 'ROLLING_DAYS' ? { kind: reading, days: 30 } : { kind: reading } },
  ),
});

/** The earliest day that any of the rules looks back to. */
export const earliestDay = ({ rules }: AssistanceRules, day: string): string =>
  rules.map(({ window }) => windowStart(window, day)).reduce((first, one) => (one < first ? one : first));

/**
 * 事故帮扶: whether each rule fires on a day for the 一般 accidents of one division or one enterprise (DOMAIN item 93).
 * @param accidents of grade 一般, in any order; those of excluded sectors or outside of the window do not count.
 * @param day ISO date on which it is judged; accidents after it are not known yet.
 */
export function judgeAssistance<Accident extends CountedAccident>(
  accidents: readonly Accident[],
  day: string,
  { rules, excludedSectors }: AssistanceRules = assistanceRules,
): AssistanceJudgement<Accident>[] {
  const countable = accidents
    .filter(({ sector }) => !excludedSectors.includes(sector))
    .sort((one, other) => Date.parse(one.occurredAt) - Date.parse(other.occurredAt));
  return rules.map(({ rule, atLeast, sameSector, window }) => {
    const start = windowStart(window, day);
    const inside = countable.filter(({ occurredAt }) => {
      const on = dayOf(occurredAt);
      return on >= start && on <= day;
    });
    const perSector = new Map<AccidentSector, number>();
    for (const { sector } of inside) perSector.set(sector, (perSector.get(sector) ?? 0) + 1);
    const sectors = sameSector
      ? [...perSector].filter(([, count]) => count >= atLeast).map(([sector]) => sector)
      : [];
    const fired = sameSector ? sectors.length > 0 : inside.length >= atLeast;
    return {
      rule,
      fired,
      threshold: atLeast,
      reading: window.kind,
      windowStart: start,
      windowEnd: day,
      sectors,
      accidents: sectors.length > 0 ? inside.filter(({ sector }) => sectors.includes(sector)) : inside,
    };
  });
}
