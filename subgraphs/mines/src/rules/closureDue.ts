/** The facts that decide whether a tailings pond must be closed. */
export interface ClosureFacts {
  /** ISO date since which the pond has been idle. */
  readonly idleSince: string | null;
  readonly ownerless: boolean | null;
  readonly designElevationReached: boolean | null;
  readonly status: string | null;
}

/**
 * 应予闭库: idle for more than three years, design elevation reached, or ownerless (DOMAIN §1.2 item 49), unless
 * it is closed already.
 * @param today ISO date in the department's time zone.
 */
export function closureDue(pond: ClosureFacts, today: string): boolean {
  if (pond.status === 'CLOSED' || pond.status === 'DEREGISTERED') return false;
  return (
    pond.ownerless === true || pond.designElevationReached === true || idleTooLong(pond.idleSince, today)
  );
}

const idleYears = 3;

/** More than three years: the third anniversary itself is not yet more. */
function idleTooLong(since: string | null, today: string): boolean {
  if (!since) return false;
  const [year, monthAndDay] = [Number(since.slice(0, 4)), since.slice(4)];
  return today > `${year + idleYears}${monthAndDay}`;
}
