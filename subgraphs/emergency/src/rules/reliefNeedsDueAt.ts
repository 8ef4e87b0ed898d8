/** 2 小时内 (DOMAIN §1.1 item 3, from the relief notice of the pilot city). */
const hoursToKnowNeeds = 2;

/**
 * 救灾物资需求报送期限: the instant by which the needs for relief supplies must be known, two hours after the
 * disaster struck, whatever the time of day.
 * @param occurredAt ISO 8601 instant.
 * @returns ISO 8601 instant in UTC.
 * @throws RangeError when `occurredAt` is no instant, which the column's type rules out.
 */
export function reliefNeedsDueAt(occurredAt: string): string {
  return new Date(Date.parse(occurredAt) + hoursToKnowNeeds * 3_600_000).toISOString();
}
