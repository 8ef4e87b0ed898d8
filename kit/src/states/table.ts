import { ownedColumns, ownedTable, type RowSharing, rowSecurity } from '../database/tables.js';

/** Setting of one transaction: id of the row that a move is changing in it. */
export const movingRow = 'moving';

/** What a table with a state tells the history about itself. */
export interface StatefulTable {
  readonly table: string;
  /** GraphQL type of its rows. */
  readonly type: string;
  /** Column that holds the state; `state` unless said. */
  readonly column?: string;
  /** As its rows are shared, so is their history. */
  readonly sharing: RowSharing;
}

/**
 * History of a table whose rows have a state: `<table>_event`, with row security like its table's, for
 * {@link StateEventRow}. Two triggers hold the two together, so that no writer, an import or a vendor's own statement
 * among them, changes a state past the machine:
 *
 * - a row that comes in gets its first step, unless its history was handed in before it;
 * - a state changes only to where the newest step of its history leads (rule `<table>_state_by_move`).
 *
 * Steps are added, never changed: the app role may not update or delete them, but for the division, in which they
 * follow their row, so that who sees the row sees its history. Call it after the table stands.
 */
export function stateEventTable({ table, type, column = 'state', sharing }: StatefulTable): string[] {
  const event = `${table}_event`;
  return [
    `create table ${event} (${ownedColumns},
      object_id uuid not null,
      object_type text not null check (object_type = '${type}'),
      step integer not null check (step >= 1),
      transition text not null,
      from_state text,
      to_state text not null,
      at timestamptz not null default clock_timestamp(),
      by_department text not null check (length(by_department) = 18),
      by_officer text check (length(by_officer) between 1 and 200),
      note text check (length(note) between 1 and 2000),
      evidence jsonb not null default '{}' check (jsonb_typeof(evidence) = 'object'),
      constraint ${event}_once unique (object_id, step),
      constraint ${event}_first check ((step = 1) = (from_state is null))
    )`,
    ...ownedTable(event),
    ...rowSecurity(event, sharing),
    `do $$ begin execute format('revoke update, delete on ${event} from %I',
      regexp_replace(current_user, '_owner$', '_app'));
      execute format('grant update (division_code) on ${event} to %I',
      regexp_replace(current_user, '_owner$', '_app')); end $$`,
    // By its one index, row after row: of a history that has just been loaded nothing is known yet, and PostgreSQL would
    // look up each row's object and then lay the index of divisions over it, which holds the whole table.
    `create function ${table}_keep_history() returns trigger language plpgsql set enable_bitmapscan = off as $$
    declare newest text;
    begin
      select to_state into newest from ${event} where object_id = new.id order by step desc limit 1;
      if tg_op = 'UPDATE' and old.division_code <> new.division_code then
        update ${event} set division_code = new.division_code where object_id = new.id;
      end if;
      if newest is null and tg_op = 'INSERT' then
        insert into ${event} (id, owner_department, division_code, source, source_id, synthetic,
          object_id, object_type, step, transition, to_state, by_department)
        values (gen_random_uuid(), new.owner_department, new.division_code, 'create', new.id::text, new.synthetic,
          new.id, '${type}', 1, 'CREATE', new.${column}, new.owner_department);
      elsif newest is distinct from new.${column} then
        raise exception 'a state changes by a move' using errcode = 'check_violation', detail = coalesce(newest, ''),
          constraint = '${table}_state_by_move', table = '${table}';
      end if;
      return null;
    end $$`,
    `create trigger ${table}_history after insert or update of ${column}, division_code on ${table}
      for each row execute function ${table}_keep_history()`,
  ];
}
