import { today } from '../subgraph/inputs.js';
import type { CheckFault } from './dataset.js';

/** A rule over several columns of a row, as {@link Dataset.check} takes it; a value not known breaks no rule. */
export type RowRule<Column extends string> = (
  row: Readonly<Partial<Record<Column, unknown>>>,
) => CheckFault<Column>[];

/** Several rules as one. */
export const allRules =
  <Column extends string>(...rules: readonly RowRule<Column>[]): RowRule<Column> =>
  (row) =>
    rules.flatMap((rule) => rule(row));

/** Two days, two instants or two numbers in one order; null where they cannot be compared. */
function gap(later: unknown, earlier: unknown): number | null {
  if (typeof later === 'number' && typeof earlier === 'number') return later - earlier;
  if (typeof later !== 'string' || typeof earlier !== 'string') return null;
  return Date.parse(later) - Date.parse(earlier);
}

const compared =
  (refused: (gap: number) => boolean, words: string) =>
  <Column extends string>(later: Column, earlier: Column): RowRule<Column> =>
  (row) => {
    const [end, start] = [row[later], row[earlier]];
    const apart = gap(end, start);
    if (apart === null || !refused(apart)) return [];
    return [{ columns: [later, earlier], message: `${later} (${end}) ${words} ${earlier} (${start}).` }];
  };

/** A day, instant or number that has to come after, or be above, another. */
export const comesAfter = compared((apart) => apart <= 0, 'is not after');

/** A day, instant or number that may be the same as another, and does not come before it, or lie below it. */
export const notBefore = compared((apart) => apart < 0, 'is before or below');

/** Days that have come: what happened did not happen tomorrow. */
export const notInFuture =
  <Column extends string>(...days: readonly Column[]): RowRule<Column> =>
  (row) => {
    const now = today();
    return days.flatMap((day): CheckFault<Column>[] => {
      const value = row[day];
      if (typeof value !== 'string' || value <= now) return [];
      return [{ columns: [day], message: `${day} ${value} is after today, ${now}.` }];
    });
  };
