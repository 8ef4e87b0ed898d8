import type { EntityManager } from 'typeorm';
import { runAs } from '../database/caller.js';
import type { Database } from '../database/database.js';
import { feedCaller } from './callers.js';
import type { FeedState, IndexBatch, IndexEntry, IndexFeed } from './protocol.js';

interface CursorRow extends FeedState {
  readonly generation: number;
}

const readCursor = `select version, epoch, position, generation from index_cursor where subgraph = $1`;

const columns =
  'type, key, name, lat, lon, division_code, division_path, owner_department, state, due_at, rank, ' +
  'enterprise_uscc, share, synthetic';
const updated = [...columns.split(', ').slice(2), 'grant_keys', 'generation'];

/**
 * Writes a batch's objects. An object of another subgraph's with the same type and key is refused by row security:
 * its row is not this feed's to change.
 */
const writeObjects = `insert into index_object (subgraph, generation, grant_keys, ${columns})
select $1, $2, case share when 'CONDITIONAL' then array(select type || ' ' || code from unnest(division_path) as code) end,
  ${columns}
from jsonb_to_recordset($3::jsonb) as entry (type text, key text, name text, lat float8, lon float8, division_code text,
  division_path text[], owner_department text, state text, due_at timestamptz, rank integer, enterprise_uscc text,
  share text, synthetic boolean)
on conflict (id) do update set ${updated.map((column) => `${column} = excluded.${column}`).join(', ')}`;

const dropObjects = `delete from index_object where subgraph = $1 and id = any($2::text[])`;

/** A part at a time: each statement stays far below the time that one may take. */
const dropStale = `delete from index_object where id in
  (select id from index_object where subgraph = $1 and generation < $2 limit 5000) returning 1`;

const moveCursor = `update index_cursor set version = version + 1, epoch = $2, position = $3, generation = $4,
  up_to = coalesce($5, up_to), applied_at = clock_timestamp()
where subgraph = $1 returning version, epoch, position, generation`;

/** The index as one owner reaches it inside the process of `commons`; `subgraph` is all that it can write. */
export function localFeed(commons: Database, subgraph: string): IndexFeed {
  const caller = feedCaller(subgraph);
  return {
    state: () =>
      runAs(caller, async () => {
        const [known] = await commons.query<CursorRow>(readCursor, [subgraph]);
        return stateOf(known ?? { version: 0, epoch: null, position: null, generation: 0 });
      }),
    apply: (batch) =>
      runAs(caller, () => commons.transaction((manager) => applyBatch(manager, subgraph, batch))),
  };
}

const stateOf = ({ version, epoch, position }: CursorRow): FeedState => ({ version, epoch, position });

/** Entries and cursor move in one transaction: a batch that comes twice finds the cursor moved, and is nothing. */
async function applyBatch(
  manager: EntityManager,
  subgraph: string,
  batch: IndexBatch,
): Promise<FeedState | null> {
  const query = <Row>(sql: string, values: readonly unknown[]) => manager.query<Row[]>(sql, [...values]);
  await query('insert into index_cursor (subgraph) values ($1) on conflict do nothing', [subgraph]);
  const [cursor] = await query<CursorRow>(`${readCursor} for update`, [subgraph]);
  if (!cursor) throw new Error(`The cursor of ${subgraph} is gone.`);
  if (cursor.version !== batch.version) return null;

  const generation = cursor.generation + (batch.begins ? 1 : 0);
  const present = batch.entries.filter(({ deleted }) => !deleted);
  const gone = batch.entries.filter(({ deleted }) => deleted);
  if (present.length > 0) await query(writeObjects, [subgraph, generation, JSON.stringify(present)]);
  if (gone.length > 0) await query(dropObjects, [subgraph, gone.map(idOf)]);
  if (batch.ends) await dropOlder(manager, subgraph, generation);
  const [[moved]] = (await manager.query<[CursorRow[], number]>(moveCursor, [
    subgraph,
    batch.epoch,
    JSON.stringify(batch.position),
    generation,
    batch.upTo,
  ])) as unknown as [[CursorRow], number];
  return stateOf(moved);
}

const idOf = ({ type, key }: IndexEntry) => `${type}:${key}`;

async function dropOlder(manager: EntityManager, subgraph: string, generation: number): Promise<void> {
  for (;;) {
    const [, dropped] = await manager.query<[unknown[], number]>(dropStale, [subgraph, generation]);
    if (dropped === 0) return;
  }
}
