import { addCalendarDays, addWorkingDays, type Cadence, endOfPeriod } from './calendar.js';
import { addHours, dayAt, endOfDay } from './days.js';

/** The prelude's `ClockUnit`. DEADLINE is a day that a department has set. */
export type ClockUnit = 'WORKING_DAY' | 'CALENDAR_DAY' | 'HOUR' | Cadence | 'DEADLINE';

/** A time limit as data: how much of what, and on whose word. */
export interface ClockRule {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** How many units; for a cadence how many periods end after the start, 1 being the one under way. */
  readonly amount: number;
  readonly unit: Exclude<ClockUnit, 'DEADLINE'>;
  /** 依据 law and article, or notice and item. */
  readonly basis: string;
}

/** The prelude's `Clock`. */
export interface Clock {
  /** The first instant that is too late. */
  readonly dueAt: string;
  readonly overdue: boolean;
  readonly basis: string;
  readonly unit: ClockUnit;
  /** What is uncertain about `dueAt`; null when nothing is. */
  readonly caveat: string | null;
}

/** When a rule runs out. */
export type Due = Omit<Clock, 'overdue'>;

function lastDay({ amount, unit }: ClockRule, from: string): { day: string; caveat: string | null } {
  if (unit === 'WORKING_DAY') return addWorkingDays(from, amount);
  if (unit === 'CALENDAR_DAY') return addCalendarDays(from, amount);
  let day = endOfPeriod(from, unit as Cadence);
  for (let period = 1; period < amount; period += 1)
    day = endOfPeriod(addCalendarDays(day, 1).day, unit as Cadence);
  return { day, caveat: null };
}

/** When a rule that starts to run at an instant runs out. Days end at 24:00 in Shanghai; hours run through. */
export function dueAfter(rule: ClockRule, from: string | Date): Due {
  const { basis, unit, amount } = rule;
  if (unit === 'HOUR') return { dueAt: addHours(from, amount), basis, unit, caveat: null };
  const { day, caveat } = lastDay(rule, dayAt(from));
  return { dueAt: endOfDay(day), basis, unit, caveat };
}

/** When a day that a department has set runs out. */
export const dueOnDay = (day: string, basis: string): Due => ({
  dueAt: endOfDay(day),
  basis,
  unit: 'DEADLINE',
  caveat: null,
});

/**
 * A clock as the graph shows it.
 * @param stopped when what was due was done; null while it is not. Done in time is never overdue, done late always is.
 */
export function clockOf(due: Due, { now = new Date(), stopped = null }: ClockReading = {}): Clock {
  return { ...due, overdue: new Date(stopped ?? now).getTime() >= Date.parse(due.dueAt) };
}
export interface ClockReading {
  readonly now?: Date;
  readonly stopped?: string | null;
}
