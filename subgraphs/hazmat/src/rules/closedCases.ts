import type { RowRule } from '@huitong/kit';

/** A case that is CLOSED says when, another does not. */
export const closedWhenClosed: RowRule<'status' | 'closedOn'> = ({ status, closedOn }) => {
  if (status === undefined || closedOn === undefined) return [];
  if ((status === 'CLOSED') === (closedOn !== null)) return [];
  const message =
    typeof closedOn === 'string'
      ? `Closed on ${closedOn}, yet not CLOSED.`
      : 'The case is CLOSED, and no day is given.';
  return [{ columns: ['closedOn', 'status'], message }];
};
