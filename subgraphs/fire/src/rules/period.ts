import { refusal } from '@huitong/contract';

const shape = /^P(?:(\d{1,3})W|(?:(\d{1,4})D)?(?:T(\d{1,4})H)?)$/;
const hour = 3_600_000;
/** Longest time looked back, days. */
const longestDays = 366;

/**
 * A length of time of ISO 8601 in weeks, or in days and hours: P2W, P30D, P1DT12H, PT6H. Months and years are not
 * of one length and are refused.
 * @returns milliseconds, above 0 and at most 366 days.
 * @throws Refusal BAD_INPUT naming the place.
 */
export function periodMilliseconds(text: string, at: string): number {
  const [, weeks = '0', days = '0', hours = '0'] = shape.exec(text) ?? [];
  const length = (Number(weeks) * 7 * 24 + Number(days) * 24 + Number(hours)) * hour;
  if (length > 0 && length <= longestDays * 24 * hour) return length;
  throw refusal('BAD_INPUT', {
    at,
    message: `${at} is a time like P30D, P2W or PT12H, above none and at most ${longestDays} days.`,
  });
}

/** The time before an instant. Throws as {@link periodMilliseconds}. */
export function spanBefore(
  now: Date,
  last: string | null | undefined,
  at: string,
): { readonly since: string; readonly until: string } {
  const length = periodMilliseconds(last ?? 'P30D', at);
  return { since: new Date(now.getTime() - length).toISOString(), until: now.toISOString() };
}
