import DataLoader from 'dataloader';
import { Column } from 'typeorm';
import type { Entity } from '../database/database.js';
import { OwnedRow } from '../database/rows.js';
import { possibleKeys } from '../lists/keys.js';
import type { LoaderScope } from '../subgraph/context.js';

/** One step of a row's history: who moved it, when, from where to where, with what evidence. Never changed. */
export abstract class StateEventRow extends OwnedRow {
  @Column({ name: 'object_id', type: 'uuid' })
  objectId!: string;

  /** GraphQL type of the object. */
  @Column({ name: 'object_type', type: 'text' })
  objectType!: string;

  /** 1 for the first; without a gap. */
  @Column({ type: 'integer' })
  step!: number;

  /** Name of the transition; `CREATE` for the first step of a row that came in as it was. */
  @Column({ type: 'text' })
  transition!: string;

  @Column({ name: 'from_state', type: 'text', nullable: true })
  fromState!: string | null;

  @Column({ name: 'to_state', type: 'text' })
  toState!: string;

  @Column({ type: 'timestamptz' })
  at!: string;

  /** USCC of the department that made the move. */
  @Column({ name: 'by_department', type: 'text' })
  byDepartment!: string;

  /** Pseudonymous id of the officer or system; null when the row came in by import. */
  @Column({ name: 'by_officer', type: 'text', nullable: true })
  byOfficer!: string | null;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @Column({ type: 'jsonb' })
  evidence!: Record<string, unknown>;
}

/** The prelude's `StateEvent`. */
export interface StateEvent {
  readonly id: string;
  readonly step: number;
  readonly transition: string;
  readonly from: string | null;
  readonly to: string;
  readonly at: string;
  readonly byDepartment: string;
  readonly byOfficer: string | null;
  readonly note: string | null;
  readonly evidence: { readonly name: string; readonly value: string }[];
}

/** A step of the history as the graph shows it. */
export const eventOf = (row: StateEventRow): StateEvent => ({
  id: row.id,
  step: row.step,
  transition: row.transition,
  from: row.fromState,
  to: row.toState,
  at: row.at,
  byDepartment: row.byDepartment,
  byOfficer: row.byOfficer,
  note: row.note,
  evidence: Object.entries(row.evidence).map(([name, value]) => ({ name, value: String(value) })),
});

/** Most steps of one row that an answer shows; the newest ones. */
const mostSteps = 200;

/** The history of many rows in one statement, oldest step first, the newest 200 of each. */
export function historyLoader<Row extends StateEventRow>(scope: LoaderScope, entity: Entity<Row>) {
  return scope.batch<string, StateEvent[]>(`history ${entity.name}`, () => {
    return new DataLoader(async (ids) => {
      const table = scope.database.table(entity as never);
      const text = `select ${table.select('item')} from unnest($1::uuid[]) as parent(key) cross join lateral (
        select * from ${table.name} as step where step.object_id = parent.key order by step.step desc limit ${mostSteps}
      ) as item order by item.object_id, item.step`;
      const rows = await scope.database.query<StateEventRow>(text, [possibleKeys(ids, 'uuid')]);
      const found = new Map<string, StateEvent[]>(ids.map((id) => [id, []]));
      for (const row of rows) found.get(row.objectId)?.push(eventOf(row));
      return ids.map((id) => found.get(id) ?? []);
    });
  });
}
