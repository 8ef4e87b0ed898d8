/** What decides whether a warning holds. Instants are ISO 8601. */
export interface WarningTimes {
  readonly capStatus: string;
  readonly messageType: string;
  readonly startsAt: string;
  readonly expiresAt: string | null;
  readonly liftedAt: string | null;
}

/**
 * 有效: whether a warning holds at an instant: an actual one, no cancellation, begun, neither expired nor lifted
 * (突发事件应对法 arts 63 to 70). The end is not part of it: what expires at noon does not hold at noon.
 */
export function holdsAt(warning: WarningTimes, now: number): boolean {
  const { capStatus, messageType, startsAt, expiresAt, liftedAt } = warning;
  return (
    capStatus === 'ACTUAL' &&
    messageType !== 'CANCEL' &&
    Date.parse(startsAt) <= now &&
    (expiresAt === null || Date.parse(expiresAt) > now) &&
    (liftedAt === null || Date.parse(liftedAt) > now)
  );
}

/** The same as a condition on the columns of the table, now. */
export const holdsNowSql = (
  item: string,
) => `(${item}.cap_status = 'ACTUAL' and ${item}.message_type <> 'CANCEL'
  and ${item}.starts_at <= now() and coalesce(${item}.expires_at > now(), true)
  and coalesce(${item}.lifted_at > now(), true))`;

/** CAP severity of a colour (CAP 1.2 beside 突发事件应对法 art. 63, DOMAIN §2.7). */
export const capSeverity = {
  RED: 'EXTREME',
  ORANGE: 'SEVERE',
  YELLOW: 'MODERATE',
  BLUE: 'MINOR',
} as const;
