import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.js';
import { divisionPath } from '../divisions/index.js';
import { localFeed } from '../outbox/feed.js';
import { batchEntries, type IndexEntry } from '../outbox/protocol.js';

/** What a test says of an object; the rest is empty. */
export type TestEntry = Pick<IndexEntry, 'type' | 'key'> & {
  readonly division: string;
  readonly department: string;
} & Partial<IndexEntry>;

/**
 * Puts objects into the index of a database of `commons`, as the owner's relay would: all that the owner has.
 * @param owner name of the subgraph whose objects they are.
 */
export async function feedIndex(
  commons: Database,
  owner: string,
  entries: readonly TestEntry[],
): Promise<void> {
  const feed = localFeed(commons, owner);
  const all = entries.map(({ division, department, ...given }): IndexEntry => ({
    name: null,
    lat: null,
    lon: null,
    division_code: division,
    division_path: [...(divisionPath(division) ?? [])],
    owner_department: department,
    state: null,
    due_at: null,
    rank: null,
    enterprise_uscc: null,
    share: 'UNCONDITIONAL',
    synthetic: true,
    deleted: false,
    ...given,
  }));
  for (let from = 0; from === 0 || from < all.length; from += batchEntries) {
    const { version } = await feed.state();
    const ends = from + batchEntries >= all.length;
    await feed.apply({
      version,
      epoch: randomUUID(),
      begins: from === 0,
      ends,
      position: { phase: 'FOLLOWING', xid: '1', type: '', key: '' },
      entries: all.slice(from, from + batchEntries),
      upTo: ends ? new Date().toISOString() : null,
    });
  }
}
