import { list, setting } from '../database/tables.js';

/** Setting of one transaction: the department whose row a superior moves in it; set once who asks has been judged. */
export const actsFor = 'acts_for';
const acting = `(owner_department = (select nullif(${setting(actsFor)}, '')) and division_path && ${list('scope')})`;

/**
 * Lets superiors make their moves on a table with a state: row security for its rows, its history and their entries
 * in the outbox, for as long as a transaction of `makeMove` acts for the owner. Nothing but the columns named
 * changes that way, whatever the statement says. After {@link stateEventTable}, once for each table; the policies of
 * the outbox once for each database.
 */
export function superiorMoves(table: string, columns: readonly string[]): string[] {
  const event = `${table}_event`;
  const allowed = [...columns, 'updated_at'].map((column) => `'${column}'`).join(', ');
  return [
    `create policy ${table}_superior on ${table} for update using (${acting}) with check (${acting})`,
    `create policy ${event}_superior on ${event} for insert
      with check (${acting} and by_department = (select nullif(${setting('department')}, '')))`,
    `create function ${table}_superior() returns trigger language plpgsql as $$
    begin
      if to_jsonb(new) - array[${allowed}] is distinct from to_jsonb(old) - array[${allowed}] then
        raise exception 'a superior changes the supervision and nothing else' using errcode = 'check_violation',
          constraint = '${table}_superior_columns', table = '${table}';
      end if;
      return null;
    end $$`,
    `create trigger ${table}_superior after update on ${table} for each row
      when (coalesce(${setting('department')}, '') not in ('', new.owner_department))
      execute function ${table}_superior()`,
  ];
}

/** Lets the entries of the outbox follow the moves of superiors; see {@link superiorMoves}. */
export const superiorOutbox = (): string[] => [
  `create policy index_entry_superior_read on index_entry for select using (${acting})`,
  `create policy index_entry_superior_insert on index_entry for insert with check (${acting})`,
  `create policy index_entry_superior_update on index_entry for update using (${acting}) with check (${acting})`,
];
