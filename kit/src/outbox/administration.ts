import { runAs } from '../database/caller.js';
import type { Database } from '../database/database.js';
import { feedCaller } from './callers.js';

/** How one owner's part of the index stands. */
export interface IndexStatus {
  readonly subgraph: string;
  /** Objects of the owner in the index. */
  readonly rows: number;
  /** Instant up to which every change of the owner is in the index; null before the first complete transfer. */
  readonly upTo: string | null;
  /** When a batch was last applied. */
  readonly appliedAt: string | null;
  /** Seconds between `upTo` and now. */
  readonly behindSeconds: number | null;
  /** Whether everything is being sent again. */
  readonly rebuilding: boolean;
}

/** Columns of `index_cursor` as {@link IndexStatus} has them. */
export const cursorColumns = `subgraph, up_to as "upTo", applied_at as "appliedAt",
  extract(epoch from clock_timestamp() - up_to)::float8 as "behindSeconds",
  coalesce(position ->> 'phase' <> 'FOLLOWING', true) as rebuilding`;

/**
 * How the index stands, owner by owner, conditional rows included: for the operator, not for callers.
 * @param commons database of `commons`, app role.
 * @param subgraphs names of those that feed it.
 */
export async function indexStatus(commons: Database, subgraphs: readonly string[]): Promise<IndexStatus[]> {
  const never = { upTo: null, appliedAt: null, behindSeconds: null, rebuilding: true };
  return Promise.all(
    subgraphs.map((subgraph) =>
      runAs(feedCaller(subgraph), async () => {
        const [cursor] = await commons.query<Omit<IndexStatus, 'rows'>>(
          `select ${cursorColumns} from index_cursor where subgraph = $1`,
          [subgraph],
        );
        const [count] = await commons.query<{ rows: number }>(
          'select count(*) as rows from index_object where subgraph = $1',
          [subgraph],
        );
        return { ...never, ...cursor, subgraph, rows: count?.rows ?? 0 };
      }),
    ),
  );
}

/**
 * Has an owner send everything again. Questions are answered from the old rows meanwhile; what is not sent again
 * disappears when the resend is complete.
 */
export async function rebuildIndex(commons: Database, subgraph: string): Promise<void> {
  await runAs(feedCaller(subgraph), () =>
    commons.query(
      `insert into index_cursor (subgraph, version) values ($1, 1)
       on conflict (subgraph) do update set position = null, version = index_cursor.version + 1`,
      [subgraph],
    ),
  );
}
