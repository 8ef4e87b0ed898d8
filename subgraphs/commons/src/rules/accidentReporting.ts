import type { ReportingFinding, ReportingVerdict } from '../generated/resolvers.js';

/** The instants by which the reporting of an accident is judged, ISO 8601; null where nothing is on record. */
export interface ReportingTimes {
  readonly occurredAt: string;
  /** When the head of the unit learnt of it. */
  readonly discoveredAt: string | null;
  /** First call to 110, 119, 120 or 12350, whoever made it. */
  readonly firstAlarmAt: string | null;
  /** When the unit reported to the county's regulator. */
  readonly reportedAt: string | null;
  /** When that regulator reported to the next level. */
  readonly forwardedAt: string | null;
}

const hour = 3_600_000;
/** 单位负责人 to the county's regulator: 1 hour (Decree 493 art. 9). */
const unitHours = 1;
/** Each level of government to the next: 2 hours (Decree 493 art. 11). */
const levelHours = 2;

const after = (instant: string, hours: number) => new Date(Date.parse(instant) + hours * hour).toISOString();

/**
 * The moment from which the unit's clock runs: when its head learnt of the accident, at the latest the first alarm on
 * record; with neither, the accident itself. An alarm before the noted discovery means that the note is late.
 */
export function clockStart({ occurredAt, discoveredAt, firstAlarmAt }: ReportingTimes): string {
  const known = [discoveredAt, firstAlarmAt].filter((instant) => instant !== null);
  if (known.length === 0) return occurredAt;
  return known.reduce((first, one) => (Date.parse(one) < Date.parse(first) ? one : first));
}

/** Latest moment for the unit's report: 1 hour from {@link clockStart} (Decree 493 art. 9). */
export const reportDueAt = (times: ReportingTimes): string => after(clockStart(times), unitHours);

/** Latest moment for the regulator's report upwards: 2 hours from the unit's (Decree 493 art. 11); null before it. */
export const forwardDueAt = ({ reportedAt }: ReportingTimes): string | null =>
  reportedAt === null ? null : after(reportedAt, levelHours);

/** What a clock alone says: the deadline itself is still in time. */
function byClock(dueAt: string, doneAt: string | null, now: string): ReportingVerdict {
  if (doneAt !== null) return Date.parse(doneAt) > Date.parse(dueAt) ? 'LATE' : 'ON_TIME';
  return Date.parse(now) > Date.parse(dueAt) ? 'NOT_REPORTED' : 'PENDING';
}

/**
 * 不报、谎报、瞒报、迟报 (DOMAIN item 121): the clocks tell what is late or missing; that a report was false or the
 * accident concealed takes an investigation (Decree 493 arts 35, 36), whose finding stands whatever the clocks say.
 * @param now ISO instant at which it is judged.
 */
export const reportingVerdict = (
  times: ReportingTimes & { readonly reportingFinding: ReportingFinding | null },
  now: string,
): ReportingVerdict => times.reportingFinding ?? byClock(reportDueAt(times), times.reportedAt, now);

/** Whether the regulator reported upwards within its 2 hours; null before the unit has reported. */
export function forwardingVerdict(times: ReportingTimes, now: string): ReportingVerdict | null {
  const dueAt = forwardDueAt(times);
  return dueAt === null ? null : byClock(dueAt, times.forwardedAt, now);
}

/** Whole minutes by which the unit's report was late; 0 when it was not, null when there is none. */
export function minutesLate(times: ReportingTimes): number | null {
  if (times.reportedAt === null) return null;
  const late = Date.parse(times.reportedAt) - Date.parse(reportDueAt(times));
  return Math.max(0, Math.ceil(late / 60_000));
}
