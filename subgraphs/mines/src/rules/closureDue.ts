import type { PondClosureReason } from '../generated/resolvers.js';
import { anniversary, onOrAfter } from './calendar.js';

/** The facts that decide whether a tailings pond must be closed. */
export interface ClosureFacts {
  /** ISO date since which the pond has been idle. */
  readonly idleSince: string | null;
  readonly ownerless: boolean | null;
  readonly designElevationReached: boolean | null;
  readonly status: string | null;
}

/** More than so many years idle is too long. */
export const idleYears = 3;

/**
 * Why a tailings pond must be closed: idle for more than three years, design elevation reached, or ownerless (DOMAIN
 * §1.2 item 49). Empty when nothing says so, and for one that is closed already.
 * @param today ISO date in the department's time zone.
 */
export function closureReasons(pond: ClosureFacts, today: string): PondClosureReason[] {
  if (pond.status === 'CLOSED' || pond.status === 'DEREGISTERED') return [];
  const reasons: PondClosureReason[] = [];
  // The third anniversary itself is not yet more than three years.
  if (pond.idleSince !== null && today > anniversary(pond.idleSince, idleYears))
    reasons.push('IDLE_TOO_LONG');
  if (pond.designElevationReached === true) reasons.push('DESIGN_ELEVATION_REACHED');
  if (pond.ownerless === true) reasons.push('OWNERLESS');
  return reasons;
}

/** 应予闭库: whether any of {@link closureReasons} holds. */
export const closureDue = (pond: ClosureFacts, today: string): boolean =>
  closureReasons(pond, today).length > 0;

/**
 * The day before which a pond must have fallen idle to be idle for more than so many years today: what a filter
 * compares the column with, so that an index serves it.
 */
export const idleBefore = (today: string, years: number): string => onOrAfter(anniversary(today, -years));

/** {@link closureDue} in SQL over the row aliased `item`; `cutoff` is the placeholder of {@link idleBefore}. */
export const closureDueSql = (cutoff: string): string => `(
  item.status is distinct from 'CLOSED' and item.status is distinct from 'DEREGISTERED' and (
    coalesce(item.idle_since < ${cutoff}::date, false) or item.ownerless is true
    or item.design_elevation_reached is true)
)`;
