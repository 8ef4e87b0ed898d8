/**
 * The same day so many years later, for comparing with ISO dates only: 2024-02-29 becomes 2025-02-29, which lies
 * between the 28th and the first of March, so that a period over a leap day ends with February.
 */
export const anniversary = (date: string, years: number): string =>
  `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;

/** A day that exists: the first on or after an {@link anniversary}. */
export const onOrAfter = (date: string): string => {
  const leapDay = date.endsWith('-02-29') && !isLeap(Number(date.slice(0, 4)));
  return leapDay ? `${date.slice(0, 4)}-03-01` : date;
};

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
