const day = 86_400_000;
/** Ten in the morning of the day on which the demonstration was loaded, Asia/Shanghai. */
const loaded = Math.floor((Date.now() + 8 * 3_600_000) / day) * day + 2 * 3_600_000;

/** An instant some days ago; ahead when negative. */
export const daysAgo = (days: number): Date => new Date(loaded - days * day);
/** The same as ISO text. */
export const instantAgo = (days: number): string => daysAgo(days).toISOString();
/** The day some days ago. */
export const dayAgo = (days: number): string =>
  new Date(loaded + 8 * 3_600_000 - days * day).toISOString().slice(0, 10);
