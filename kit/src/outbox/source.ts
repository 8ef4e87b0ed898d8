import { randomUUID } from 'node:crypto';
import { runAs } from '../database/caller.js';
import type { Database } from '../database/database.js';
import { relayCaller } from './callers.js';
import { batchEntries, type FeedState, type IndexBatch, type IndexEntry, type Position } from './protocol.js';

const columns = [
  ...['type', 'key', 'name', 'lat', 'lon', 'division_code', 'division_path', 'owner_department', 'state'],
  ...['due_at', 'rank', 'enterprise_uscc', 'share', 'synthetic', 'deleted'],
];
const select = `select ${columns.join(', ')}, xid::text as xid from index_entry`;

/** Changes of finished transactions: one that still runs may yet write below, and would be passed over. */
const readChanges = `${select} where (xid, type, key) > ($1::xid8, $2, $3) and xid < $4::xid8
  order by xid, type, key limit ${batchEntries + 1}`;
const readAll = `${select} where (type, key) > ($1, $2) and not deleted order by type, key limit ${batchEntries + 1}`;

/** `held`: committed changes that are not sent yet, because an older transaction still runs. What lies beyond
 * every transaction of this server comes from a server whose dump was restored here. */
const readHorizon = `select statement_timestamp() as at, pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
  exists (select from index_entry where xid >= pg_snapshot_xmin(pg_current_snapshot())
    and xid < pg_snapshot_xmax(pg_current_snapshot())) as held`;

const readMark = `select acknowledged, pending from index_relay where relay = current_setting('huitong.department')`;
const writeMark = `insert into index_relay (relay, acknowledged, pending)
  values (current_setting('huitong.department'), $1, $2)
  on conflict (relay) do update set acknowledged = excluded.acknowledged, pending = excluded.pending`;

/** Most tombstones of one statement. */
const purgedAtOnce = 5000;

/** Tombstones that the index has passed and that have lain long enough. */
const purgeTombstones = `delete from index_entry where (type, key) in (
    select type, key from index_entry where deleted and deleted_at < clock_timestamp() - make_interval(secs => $4)
      and (xid, type, key) <= ($1::xid8, $2, $3) order by deleted_at limit ${purgedAtOnce})
  and deleted returning 1`;

interface Horizon {
  readonly at: string;
  readonly horizon: string;
  readonly held: boolean;
}
type Change = IndexEntry & { readonly xid: string };

/** What is to be sent next; `more` says that another batch follows at once. */
export interface Prepared {
  readonly batch: IndexBatch;
  readonly more: boolean;
}

/** The outbox of one subgraph, as its relay reads it. */
export class OutboxSource {
  readonly #database: Database;
  readonly #caller;

  constructor(database: Database, subgraph: string) {
    this.#database = database;
    this.#caller = relayCaller(subgraph);
  }

  #query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return runAs(this.#caller, () => this.#database.query<Row>(text, values));
  }

  /**
   * Whether the index stands on a batch that this database knows. If not, one of the two was put back to an earlier
   * state, and the position means nothing any more.
   */
  async knows({ epoch }: FeedState): Promise<boolean> {
    const [mark] = await this.#query<{ acknowledged: string | null; pending: string | null }>(readMark);
    return mark !== undefined && epoch !== null && [mark.acknowledged, mark.pending].includes(epoch);
  }

  /** The batch after a state of the index; null when there is nothing to send but that nothing has changed. */
  async next(state: FeedState): Promise<Prepared> {
    const [now] = await this.#query<Horizon>(readHorizon);
    if (!now) throw new Error('PostgreSQL answered no row.');
    return state.position?.phase === 'FOLLOWING'
      ? this.#following(state, state.position, now)
      : this.#resending(state, state.position, now);
  }

  /**
   * Removes the tombstones that the index has passed and that are older than the retention. The batch before the last
   * is forgotten first: an index put back to it would still need them, and now has everything sent again instead.
   * @returns how many were removed; none while everything is being sent again.
   */
  async purge(state: FeedState, retentionSeconds: number): Promise<number> {
    if (state.position?.phase !== 'FOLLOWING' || state.epoch === null) return 0;
    const { xid, type, key } = state.position;
    await this.#query(writeMark, [state.epoch, state.epoch]);
    for (let purged = 0; ;) {
      const gone = await this.#query(purgeTombstones, [xid, type, key, retentionSeconds]);
      purged += gone.length;
      if (gone.length < purgedAtOnce) return purged;
    }
  }

  async #following(
    state: FeedState,
    from: Extract<Position, { phase: 'FOLLOWING' }>,
    now: Horizon,
  ): Promise<Prepared> {
    const rows = await this.#query<Change>(readChanges, [from.xid, from.type, from.key, now.horizon]);
    const sent = rows.slice(0, batchEntries);
    const more = rows.length > sent.length;
    const last = sent.at(-1);
    return {
      more,
      batch: {
        version: state.version,
        epoch: last ? await this.#mark(state) : state.epoch,
        begins: false,
        ends: false,
        position: last ? { phase: 'FOLLOWING', xid: last.xid, type: last.type, key: last.key } : from,
        entries: sent.map(entryOf),
        upTo: more || now.held ? null : now.at,
      },
    };
  }

  /**
   * Every object in the order of its key, then the changes since the resend began: those lie at or above the
   * horizon of that moment, so none is missed, and the numbers of an earlier life of the database play no part.
   */
  async #resending(
    state: FeedState,
    at: Extract<Position, { phase: 'RESENDING' }> | null,
    now: Horizon,
  ): Promise<Prepared> {
    const from = at?.from ?? now.horizon;
    const rows = await this.#query<Change>(readAll, [at?.type ?? '', at?.key ?? '']);
    const sent = rows.slice(0, batchEntries);
    const ends = rows.length === sent.length;
    const { type = '', key = '' } = sent.at(-1) ?? {};
    return {
      more: true,
      batch: {
        version: state.version,
        epoch: await this.#mark(state),
        begins: at === null,
        ends,
        position: ends
          ? { phase: 'FOLLOWING', xid: from, type: '', key: '' }
          : { phase: 'RESENDING', from, type, key },
        entries: sent.map(entryOf),
        upTo: null,
      },
    };
  }

  /** Notes a batch before it is sent, after it was read: a backup that knows of the batch holds all that is in it. */
  async #mark(state: FeedState): Promise<string> {
    const pending = randomUUID();
    await this.#query(writeMark, [state.epoch, pending]);
    return pending;
  }
}

const entryOf = ({ xid: _, ...entry }: Change): IndexEntry => entry;
