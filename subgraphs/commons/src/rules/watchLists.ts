import { refusal } from '@huitong/contract';
import { textWithin } from '@huitong/kit';
import type { DishonestEntry, WatchEntry } from '../entities/enterprise.js';
import type { WatchList } from '../generated/resolvers.js';

const order: readonly WatchList[] = ['KEY', 'WORRYING'];

/**
 * Checks the lists on which an enterprise stands (DOMAIN item 100): each once, none from the future.
 * @returns the entries in the order and form in which they are stored, so that the same ones count as unchanged.
 * @throws Refusal BAD_INPUT naming the place.
 */
export function acceptWatchLists(
  given: readonly {
    list: WatchList;
    since?: string | null | undefined;
    reason?: string | null | undefined;
  }[],
  today: string,
  at: string,
): WatchEntry[] {
  const entries = new Map<WatchList, WatchEntry>();
  given.forEach(({ list, since, reason }, index) => {
    const place = `${at}.${index}`;
    textWithin(reason, { at: `${place}.reason`, most: 1000 });
    if (entries.has(list)) {
      throw refusal('BAD_INPUT', { at: `${place}.list`, message: `${list} stands twice in ${at}.` });
    }
    if (since && since > today) {
      const message = `${place}.since, ${since}, lies after today, ${today}.`;
      throw refusal('BAD_INPUT', { at: `${place}.since`, message });
    }
    entries.set(list, { list, since: since ?? null, reason: reason ?? null });
  });
  return order.flatMap((list) => entries.get(list) ?? []);
}

/** 严重失信: the entry that stands today; null before it, after its removal, or when there is none. */
export function dishonestOn(
  row: {
    readonly dishonestSince: string | null;
    readonly dishonestUntil: string | null;
    readonly dishonestReason: string | null;
  },
  today: string,
): DishonestEntry | null {
  const { dishonestSince: since, dishonestUntil: until, dishonestReason: reason } = row;
  if (since === null || since > today || (until !== null && until <= today)) return null;
  return { since, until, reason };
}
