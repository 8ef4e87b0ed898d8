const hour = 3_600_000;
const day = 24 * hour;
const basis = '生产安全事故报告和调查处理条例（国务院令第493号）';

/** Levels of government that a report climbs, the lowest first. */
export const reportLevels = ['COUNTY', 'CITY', 'PROVINCIAL', 'NATIONAL'] as const;
export type ReportLevel = (typeof reportLevels)[number];

/** What decides how far and how fast an accident is reported. */
export interface Reportable {
  readonly kind: string;
  readonly level: string | null;
  readonly disasterType: string | null;
  /** ISO 8601 instant. */
  readonly occurredAt: string;
}

/** A clock: who must know by when. */
export interface ReportDeadline {
  readonly toLevel: ReportLevel;
  /** ISO 8601 instant, UTC. */
  readonly dueAt: string;
  readonly basis: string;
}

/** How far up it must go (art. 10): 一般 the city, 较大 the province, 重大 and 特别重大 the State Council. */
const highest: Readonly<Record<string, ReportLevel>> = {
  GENERAL: 'CITY',
  LARGE: 'PROVINCIAL',
  MAJOR: 'NATIONAL',
  EXTRAORDINARY: 'NATIONAL',
};

const after = (instant: string, milliseconds: number) =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

/**
 * 事故报告时限: by when each level of government must have been told of an accident. The unit's head reports to the
 * county within 1 hour (art. 9), each level to the next within 2 hours (art. 11); the longest way is added up, so that
 * a level is late only when every one below it has used its time. Until the level is determined the accident counts
 * as 一般, the least that art. 10 knows.
 * @returns one clock a level, the lowest first; none for what is no accident, to which the regulation does not apply.
 */
export function reportDeadlines({ kind, level, occurredAt }: Reportable): ReportDeadline[] {
  if (kind !== 'ACCIDENT') return [];
  const upTo = reportLevels.indexOf(highest[level ?? 'GENERAL'] ?? 'CITY');
  return reportLevels.slice(0, upTo + 1).map((toLevel, step) => ({
    toLevel,
    dueAt: after(occurredAt, hour + step * 2 * hour),
    basis: `${basis}第九条至第十一条`,
  }));
}

/**
 * 伤亡变化补报期限: until when a change of the casualties must be reported, 30 days from the accident, 7 days for fire
 * and road traffic (art. 13).
 * @returns ISO 8601 instant, UTC; null for what is no accident.
 */
export function casualtyChangesUntil({ kind, disasterType, occurredAt }: Reportable): string | null {
  if (kind !== 'ACCIDENT') return null;
  const days = disasterType === 'FIRE' || disasterType === 'TRAFFIC' ? 7 : 30;
  return after(occurredAt, days * day);
}

/** A report that was made. */
export interface MadeReport {
  readonly toLevel: string;
  readonly reportedAt: string;
}

/**
 * Whether a clock was kept: the first report to its level or to one above it, which jumping a level does not harm
 * (art. 9 allows it when the situation is urgent).
 * @param now ISO 8601 instant.
 */
export function clockOf(deadline: ReportDeadline, reports: readonly MadeReport[], now: string) {
  const least = reportLevels.indexOf(deadline.toLevel);
  const instants = reports
    .filter(({ toLevel }) => reportLevels.indexOf(toLevel as ReportLevel) >= least)
    .map(({ reportedAt }) => Date.parse(reportedAt));
  const first = instants.length > 0 ? Math.min(...instants) : null;
  return {
    ...deadline,
    reportedAt: first === null ? null : new Date(first).toISOString(),
    overdue: (first ?? Date.parse(now)) > Date.parse(deadline.dueAt),
  };
}
