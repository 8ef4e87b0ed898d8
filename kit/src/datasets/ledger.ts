import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { refusal } from '@huitong/contract';
import type { Database } from '../database/database.js';
import type { WriteCounts } from './write.js';

/** What tells one import from another. */
export interface RunKey {
  readonly department: string;
  readonly dataset: string;
  readonly profile: string;
  readonly source: string;
  /** Name of the file without its folder, for people. */
  readonly fileName: string;
  /** Of file, profile and scope: only the same import is continued. */
  readonly fingerprint: string;
}

/** An import under way, as its row in `import_run` has it. */
export interface Run {
  readonly id: string;
  /** Row after which to go on; 0 at the beginning. */
  readonly rowsDone: number;
  readonly counts: WriteCounts;
  /** Rows up to `rowsDone` that the database refused; tried again, so that the report can say why. */
  readonly refused: readonly number[];
}

/** How often a waiting import looks whether the one before it has ended, in milliseconds. */
const LOOK_AGAIN = 200;

/**
 * Runs `work` while no other import of the same key runs, in any process. The lock belongs to a connection, so a
 * process that is killed gives it up.
 * @param onWait called each time the lock is found taken
 */
export async function takingTurns<T>(
  database: Database,
  key: string,
  { onWait, work }: { onWait: () => Promise<void> | void; work: () => Promise<T> },
): Promise<T> {
  const runner = database.source.createQueryRunner();
  const ask = async (call: string) => {
    const [row] = (await runner.query(`select ${call}(hashtextextended($1, 0)) as done`, [key])) as [
      { done: boolean },
    ];
    return row.done;
  };
  try {
    while (!(await ask('pg_try_advisory_lock'))) {
      await onWait();
      await delay(LOOK_AGAIN);
    }
    try {
      return await work();
    } finally {
      // A connection that cannot unlock is a dead one, whose locks PostgreSQL has freed.
      await ask('pg_advisory_unlock').catch(() => undefined);
    }
  } finally {
    await runner.release();
  }
}

/**
 * Opens the ledger for an import: continues the last one of this department, dataset and source if it was cut off
 * and is the same; otherwise begins anew. An older one that was cut off is never continued over a newer one.
 */
export async function beginRun(database: Database, key: RunKey): Promise<Run> {
  const [last] = await database.query<{
    id: string;
    fingerprint: string;
    finished: boolean;
    rows_done: number;
    inserted: number;
    updated: number;
    unchanged: number;
    refused: number[];
  }>(
    `select id, fingerprint, finished_at is not null as finished, rows_done, inserted, updated, unchanged, refused
     from import_run where owner_department = $1 and dataset = $2 and source = $3
     order by started_at desc limit 1`,
    [key.department, key.dataset, key.source],
  );
  if (last && !last.finished && last.fingerprint === key.fingerprint) {
    const { id, rows_done: rowsDone, inserted, updated, unchanged, refused } = last;
    return { id, rowsDone, counts: { inserted, updated, unchanged }, refused };
  }
  const id = randomUUID();
  await database.query(
    `insert into import_run (id, owner_department, dataset, profile, source, file_name, fingerprint)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, key.department, key.dataset, key.profile, key.source, key.fileName, key.fingerprint],
  );
  return { id, rowsDone: 0, counts: { inserted: 0, updated: 0, unchanged: 0 }, refused: [] };
}

/**
 * Notes in the ledger what a batch did, in the batch's own transaction: rows and note are kept together or not at
 * all. Throws Refusal CONFLICT when the ledger is not where this run left it.
 */
export async function advanceRun(
  manager: EntityManager,
  { before, after, finished }: { before: Run; after: Run; finished: boolean },
): Promise<void> {
  const { inserted, updated, unchanged } = after.counts;
  const [, changed] = (await manager.query(
    `update import_run set rows_done = $3, inserted = $4, updated = $5, unchanged = $6, refused = $7,
       finished_at = case when $8 then now() end
     where id = $1 and rows_done = $2 and finished_at is null`,
    [before.id, before.rowsDone, after.rowsDone, inserted, updated, unchanged, [...after.refused], finished],
  )) as [unknown, number];
  if (changed !== 1) {
    throw refusal('CONFLICT', { message: 'Another import has gone on with this file; run it again.' });
  }
}
