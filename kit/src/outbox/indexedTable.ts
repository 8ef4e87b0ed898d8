/**
 * How the rows of a table stand in the index. Every value but the names is SQL over the table's own columns, frozen
 * in the migration that uses it; what is not given is empty.
 */
export interface IndexedTable {
  /** GraphQL type whose key is `id`. */
  readonly type: string;
  /** Table with the columns of {@link ownedColumns}. */
  readonly table: string;
  readonly name?: string;
  readonly state?: string;
  /** Instant after which the object is overdue; null when nothing is due, or no longer. */
  readonly dueAt?: string;
  /** 1 is the gravest, whichever way the object's own scale runs. */
  readonly rank?: string;
  readonly enterpriseUscc?: string;
  /** Whether the table has {@link locatedColumns}. */
  readonly located: boolean;
  /** Whether others see its rows by grant of `type` only; what the table's own row security says. */
  readonly conditional: boolean;
}

/** Columns of an entry that a change of the object can change. */
const changeable = [
  'name',
  'lat',
  'lon',
  'division_code',
  'division_path',
  'owner_department',
  'state',
  'due_at',
  'rank',
  'enterprise_uscc',
  'share',
  'synthetic',
  'deleted',
] as const;
const all = ['type', 'key', ...changeable, 'xid'].join(', ');

/** Writes the entries of the rows in `from`; those that say nothing new stay as they are, and are not sent again. */
function writeEntries(of: IndexedTable, from: string): string {
  const sql = (expression: string | undefined, type: string) =>
    expression === undefined ? `null::${type}` : `(${expression})::${type}`;
  // No longer than the index takes: one object that is refused would hold up all behind it.
  const text = (expression: string | undefined, most: number) => `left(${sql(expression, 'text')}, ${most})`;
  return `insert into index_entry as entry (${all})
    select '${of.type}', id::text, ${text(of.name, 400)}, ${of.located ? 'lat, lon' : 'null, null'},
      division_code, division_path, owner_department, ${text(of.state, 100)}, ${sql(of.dueAt, 'timestamptz')},
      ${sql(of.rank, 'integer')}, ${text(of.enterpriseUscc, 40)},
      '${of.conditional ? 'CONDITIONAL' : 'UNCONDITIONAL'}', synthetic, false, pg_current_xact_id()
    from ${from}
    on conflict (type, key) do update
    set ${[...changeable, 'xid'].map((column) => `${column} = excluded.${column}`).join(', ')}
    where row(${changeable.map((column) => `entry.${column}`).join(', ')})
      is distinct from row(${changeable.map((column) => `excluded.${column}`).join(', ')})`;
}

/**
 * Puts a table's rows into the index: triggers that keep `index_entry` in the same transaction, whoever writes
 * (mutation, import, demo data), and entries for the rows that are there already. For a migration, after the table's
 * own statements; used again by a later migration it replaces the former mapping.
 *
 * The triggers are one per statement, not one per row, and run with the writer's own rights: a department writes
 * the entries of its own rows and no others. List the type in the definition's `indexed` too.
 */
export function indexedTable(of: IndexedTable): string[] {
  const { table, type } = of;
  const trigger = (event: string, tables: string) =>
    `create or replace trigger ${table}_index_${event} after ${event} on ${table}
      referencing ${tables} for each statement execute function ${table}_index()`;
  return [
    `create or replace function ${table}_index() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        update index_entry as entry
        set name = null, lat = null, lon = null, state = null, due_at = null, rank = null, enterprise_uscc = null,
          deleted = true, xid = pg_current_xact_id()
        from gone where entry.type = '${type}' and entry.key = gone.id::text and not entry.deleted;
      else
        ${writeEntries(of, 'fresh')};
      end if;
      if found then notify huitong_index; end if;
      return null;
    end $$`,
    trigger('insert', 'new table as fresh'),
    trigger('update', 'new table as fresh'),
    trigger('delete', 'old table as gone'),
    `create or replace trigger ${table}_index_key before update of id on ${table}
      for each row when (old.id is distinct from new.id) execute function kit_key_stays()`,
    // Row security binds the owner role too; for this transaction it reads and writes the rows that are there.
    `alter table ${table} no force row level security`,
    `alter table index_entry no force row level security`,
    writeEntries(of, table),
    `alter table index_entry force row level security`,
    `alter table ${table} force row level security`,
  ];
}
