import { daysFromTo } from '@huitong/kit';
import type { InspectionObstacle } from '../generated/resolvers.js';

/** An inspection as far as the gate asks for it. */
export interface InspectionFacts {
  readonly ownerDepartment: string;
  readonly jointDepartments: readonly string[];
  readonly mode: 'ON_SITE' | 'REMOTE';
  readonly plannedOn: string;
  readonly scannedAt: string | null;
  readonly cancelled: boolean;
}

/** A quiet period, both days included. */
export interface QuietFacts {
  readonly from: string;
  readonly to: string;
}

/** Inspections that count for the number of a year: those on site that were not called off, a joint one once. */
export const countsFor = (year: number, { mode, plannedOn, cancelled }: InspectionFacts): boolean =>
  mode === 'ON_SITE' && !cancelled && Number(plannedOn.slice(0, 4)) === year;

/** The strictest of the numbers that were set for a year; null where none was. */
export function quotaOf<Quota extends { readonly year: number; readonly most: number }>(
  quotas: readonly Quota[],
  year: number,
): Quota | null {
  const set = quotas.filter((one) => one.year === year);
  return set.reduce<Quota | null>((least, one) => (least && least.most <= one.most ? least : one), null);
}

/** What the gate is asked about. */
export interface GateQuestion<Quiet extends QuietFacts, Inspection extends InspectionFacts> {
  /** Day of the inspection that is thought of. */
  readonly at: string;
  /** USCC of the department that thinks of it. */
  readonly department: string;
  readonly quiet: readonly Quiet[];
  /** Most inspections of the year; null where no number is set. */
  readonly most: number | null;
  /** The enterprise's inspections of the year and of the days around. */
  readonly inspections: readonly Inspection[];
  /** Days before and after within which another department's inspection can be joined. */
  readonly windowDays: number;
}

/** What the gate says. */
export interface Gate<Quiet, Inspection> {
  readonly open: boolean;
  readonly obstacles: InspectionObstacle[];
  readonly quietPeriod: Quiet | null;
  /** Whether the department has filed an inspection of that day, or comes along with one. */
  readonly filed: boolean;
  /** Inspections on site of other departments, filed and not yet held, the nearest day first (执一次法、查多项事). */
  readonly joinable: Inspection[];
}

/**
 * Whether an enterprise may be inspected on site on a day (DOMAIN items 103 to 105): not within a quiet period, and not
 * once the number of the year is used up. One that is filed for the day is among those counted, and does not stand in
 * its own way. The gate advises; whether a case is urgent is the department's to say.
 */
export function inspectionGate<Quiet extends QuietFacts, Inspection extends InspectionFacts>({
  at,
  department,
  quiet,
  most,
  inspections,
  windowDays,
}: GateQuestion<Quiet, Inspection>): Gate<Quiet, Inspection> {
  const concerns = ({ ownerDepartment, jointDepartments }: Inspection) =>
    ownerDepartment === department || jointDepartments.includes(department);
  const quietPeriod = quiet.find(({ from, to }) => from <= at && at <= to) ?? null;
  const filed = inspections.some((one) => concerns(one) && !one.cancelled && one.plannedOn === at);
  const used = inspections.filter((one) => countsFor(Number(at.slice(0, 4)), one)).length;
  const obstacles: InspectionObstacle[] = [
    ...(quietPeriod ? (['QUIET_PERIOD'] as const) : []),
    ...(most !== null && !filed && used >= most ? (['QUOTA_USED'] as const) : []),
  ];
  const distance = ({ plannedOn }: Inspection) => Math.abs(daysFromTo(at, plannedOn));
  const joinable = inspections
    .filter((one) => !concerns(one) && one.mode === 'ON_SITE' && !one.cancelled && one.scannedAt === null)
    .filter((one) => distance(one) <= windowDays)
    .sort((one, other) => distance(one) - distance(other));
  return { open: obstacles.length === 0, obstacles, quietPeriod, filed, joinable };
}
