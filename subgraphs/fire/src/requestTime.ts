import type { LoaderScope } from '@huitong/kit';

const times = new WeakMap<object, Date>();

/**
 * The one "now" of a request: rows of one answer are measured against the same instant, and reads whose times are
 * equal share a statement.
 */
export function requestTime({ notes }: Pick<LoaderScope, 'notes'>): Date {
  // The notes are made once for each request; a context may be copied on its way.
  let time = times.get(notes);
  if (!time) times.set(notes, (time = new Date()));
  return time;
}
