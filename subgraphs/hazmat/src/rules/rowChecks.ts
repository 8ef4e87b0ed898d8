import { type CheckFault, today } from '@huitong/kit';

/** A rule over several columns of a row, as datasets declare it; a value not known breaks no rule. */
type RowCheck<Column extends string> = (
  row: Readonly<Partial<Record<Column, unknown>>>,
) => readonly CheckFault<Column>[];

/** Several rules as one. */
export const all =
  <Column extends string>(...checks: readonly RowCheck<Column>[]): RowCheck<Column> =>
  (row) =>
    checks.flatMap((check) => check(row));

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const compared =
  (refused: (later: number, earlier: number) => boolean, words: string) =>
  <Column extends string>(later: Column, earlier: Column): RowCheck<Column> =>
  (row) => {
    const [end, start] = [text(row[later]), text(row[earlier])];
    if (end === null || start === null || !refused(Date.parse(end), Date.parse(start))) return [];
    return [{ columns: [later, earlier], message: `${later} ${end} ${words} ${earlier} ${start}.` }];
  };

/** A day or instant that has to be later than another. */
export const after = compared((later, earlier) => later <= earlier, 'is not after');

/** A day or instant that may be the same as another, and not earlier. */
export const notBefore = compared((later, earlier) => later < earlier, 'is before');

/** Days that have come: what happened did not happen tomorrow. */
export const notInFuture =
  <Column extends string>(...days: readonly Column[]): RowCheck<Column> =>
  (row) => {
    const now = today();
    return days.flatMap((day): CheckFault<Column>[] => {
      const value = text(row[day]);
      if (value === null || value <= now) return [];
      return [{ columns: [day], message: `${day} ${value} is after today, ${now}.` }];
    });
  };

/** A case that is CLOSED says when, another does not. */
export const closedWhenClosed: RowCheck<'status' | 'closedOn'> = ({ status, closedOn }) => {
  if (status === undefined || closedOn === undefined) return [];
  if ((status === 'CLOSED') === (closedOn !== null)) return [];
  const message =
    closedOn === null
      ? 'The case is CLOSED, and no day is given.'
      : `Closed on ${text(closedOn)}, yet not CLOSED.`;
  return [{ columns: ['closedOn', 'status'], message }];
};
