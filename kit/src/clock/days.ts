/**
 * Days and instants in Asia/Shanghai: UTC+8 all year (summer time was last kept in 1991), by arithmetic alone, so that
 * the time zone of the process never shows. A day is its ISO date, `2026-02-14`; an instant is ISO with offset.
 */

const dayMilliseconds = 86_400_000;
const offsetMilliseconds = 8 * 3_600_000;

const utcOf = (day: string): number => {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(at)) {
    throw new RangeError(`"${day}" is not a day like 2026-05-01`);
  }
  return at;
};

const dayOfUtc = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** The day that it is in Shanghai at an instant. Throws RangeError when it is none. */
export const dayAt = (instant: string | Date): string =>
  dayOfUtc(new Date(instant).getTime() + offsetMilliseconds);

/** The day `count` days later; earlier when negative. */
export const shiftDay = (day: string, count: number): string =>
  dayOfUtc(utcOf(day) + count * dayMilliseconds);

/** Days from one day to another; negative when the second is the earlier one. */
export const daysFromTo = (from: string, to: string): number =>
  Math.round((utcOf(to) - utcOf(from)) / dayMilliseconds);

/** 0 is Sunday, 6 Saturday. */
export const weekday = (day: string): number => new Date(utcOf(day)).getUTCDay();

/**
 * When a day is over: 24:00 of it (期间的最后一日的截止时间为二十四时, 民法典 art. 203), which is the instant of the
 * next midnight, +08:00. Something due on the day is late from this instant on.
 */
export const endOfDay = (day: string): string =>
  new Date(utcOf(day) + dayMilliseconds - offsetMilliseconds).toISOString();

/** The instant `hours` hours later. */
export const addHours = (instant: string | Date, hours: number): string =>
  new Date(new Date(instant).getTime() + hours * 3_600_000).toISOString();
