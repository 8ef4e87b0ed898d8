import { type ClockRule, type Clock, clockOf, type Due, dueAfter, dueOnDay } from '../clock/index.js';
import type { DeadlineRule } from '../states/machine.js';
import type { HiddenDangerRow } from './row.js';

/** Where the law has no number the department sets the day, and a danger is not listed without one. */
export const rectificationDeadline: DeadlineRule = {
  name: 'rectification',
  title: { zh: '整改期限', en: 'deadline of the rectification' },
  unit: 'DEADLINE',
  basis: '安全生产法 art. 41; 监管部门确定的整改期限 (deadline set by the department)',
};

/** 煤矿: acceptance within 20 days of the application to resume after 停产整顿. */
export const coalResumptionReview: ClockRule = {
  name: 'coal-resumption-review',
  title: { zh: '停产整顿验收', en: 'acceptance after a suspension of production' },
  amount: 20,
  unit: 'CALENDAR_DAY',
  basis: '煤矿安全生产条例 art. 48',
};

/** 煤矿: the result is announced within 5 working days. */
export const coalAnnouncement: ClockRule = {
  name: 'coal-announcement',
  title: { zh: '公告', en: 'announcement' },
  amount: 5,
  unit: 'WORKING_DAY',
  basis: '煤矿安全生产条例 art. 49',
};

/** States in which the rectification is done, and its clock stands still. */
export const rectifiedStates = ['REVIEWED', 'DEREGISTERED'] as const;

export const isRectified = ({ state }: Pick<HiddenDangerRow, 'state'>): boolean =>
  (rectifiedStates as readonly string[]).includes(state);

/** The clock of the rectification; null while no day is set. It stops with the review that the danger passed. */
export function rectificationClock(row: HiddenDangerRow, now = new Date()): Clock | null {
  if (row.dueOn === null) return null;
  return clockOf(dueOnDay(row.dueOn, rectificationDeadline.basis), {
    now,
    stopped: isRectified(row) ? (row.selfAcceptedAt ?? row.reviewedAt) : null,
  });
}

/**
 * Whether the last day passed and the rectification is still not reviewed: the same in SQL, in the list's filter. A
 * danger that was put right late is not overdue any more; its clock says that it was late.
 */
export const isOverdue = (row: Pick<HiddenDangerRow, 'dueOn' | 'state'>, today: string): boolean =>
  row.dueOn !== null && row.dueOn < today && !isRectified(row);

/** A clock that runs from an instant, if that has come, and stops at another. */
export function runningClock(
  rule: ClockRule | null,
  from: string | null,
  stopped: string | null,
  now = new Date(),
): Clock | null {
  if (!rule || from === null) return null;
  const due: Due = dueAfter(rule, from);
  return clockOf(due, { now, stopped });
}
