import { arcFunctionSql, ecefSql } from '../geo/index.js';
import { bigramFunctionsSql } from '../search/index.js';

/** Columns that every table of rows with an owner begins with; see {@link OwnedRow}. */
export const ownedColumns = `
  id uuid primary key,
  owner_department text not null check (length(owner_department) = 18),
  division_code text not null references admin_division (code),
  division_path text[] not null,
  source text not null,
  source_id text,
  synthetic boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()`;

/** Columns of a row that stands somewhere; see {@link LocatedRow}. The cube is derived, never written. */
export const locatedColumns = `
  lat float8 check (lat between -90 and 90),
  lon float8 check (lon between -180 and 180),
  crs text not null default 'WGS84' check (crs in ('WGS84', 'CGCS2000', 'GCJ02')),
  ecef cube generated always as (${ecefSql('lat', 'lon')}) stored,
  check ((lat is null) = (lon is null))`;

/** A generated column of bigrams, so that two Chinese characters find a name by index. */
export const searchColumn = (of: string) =>
  `${of}_bigrams text[] generated always as (kit_bigrams(${of})) stored`;

/**
 * How the rows of a table are shared. UNCONDITIONAL: any department sees every row. CONDITIONAL: the source
 * department sees its own rows in its own divisions, others the rows that a grant of `type` covers.
 */
export type RowSharing =
  { readonly rows: 'UNCONDITIONAL' } | { readonly rows: 'CONDITIONAL'; readonly type: string };

/** SQL of one part of the caller's scope; null or empty when there is no caller. */
export const setting = (name: string) => `current_setting('huitong.${name}', true)`;
/** The same as a list. */
export const list = (name: string) => `(select string_to_array(${setting(name)}, ','))::text[]`;
const insideScope = `division_path && ${list('scope')}`;
/** Row condition: somebody asks. */
export const anyCaller = `(select coalesce(${setting('department')}, '') <> '')`;
/** Row condition: the row counts as the caller's own. */
export const ownLine = `(owner_department = any(${list('departments')}) and ${insideScope})`;
const ownDepartment = `(owner_department = (select nullif(${setting('department')}, '')) and ${insideScope})`;
const granted = (type: string) => `(division_path && (select array(select jsonb_array_elements_text(
  coalesce(nullif(${setting('grants')}, ''), '{}')::jsonb -> '${type}'))))`;

/**
 * Row-level security of one table, forced for its owner too. Every setting that is missing or empty denies. Each
 * setting is read once per statement (a sub-select becomes an InitPlan), not once per row.
 *
 * Reading follows {@link RowSharing}; writing is for the caller's own department in its own divisions, before
 * and after the change (政务数据共享条例 art. 19: a row has one source department).
 */
export function rowSecurity(table: string, sharing: RowSharing): string[] {
  const readable = sharing.rows === 'UNCONDITIONAL' ? anyCaller : `(${ownLine} or ${granted(sharing.type)})`;
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_read on ${table} for select using (${readable})`,
    `create policy ${table}_insert on ${table} for insert with check (${ownDepartment})`,
    `create policy ${table}_update on ${table} for update using (${ownDepartment}) with check (${ownDepartment})`,
    `create policy ${table}_delete on ${table} for delete using (${ownDepartment})`,
    ...grantToApp(table, 'select, insert, update, delete'),
  ];
}

/** Privileges of the app role, named after its owner: `x_owner` owns, `x_app` queries. Never TRUNCATE. */
export function grantToApp(table: string, privileges: string): string[] {
  return [
    `do $$ begin execute format('grant ${privileges} on ${table} to %I',
      regexp_replace(current_user, '_owner$', '_app')); end $$`,
  ];
}

/** The trigger and the indexes that every table of owned rows needs. */
export function ownedTable(table: string): string[] {
  return [
    `create trigger ${table}_stamp before insert or update on ${table} for each row execute function kit_stamp_row()`,
    `create index ${table}_division on ${table} using gin (division_path)`,
    `create index ${table}_owner on ${table} (owner_department)`,
    `create unique index ${table}_source on ${table} (owner_department, source, source_id)`,
  ];
}

/** Indexes of a table whose rows stand somewhere: nearest first and viewport. */
export function locatedTable(table: string): string[] {
  return [
    `create index ${table}_ecef on ${table} using gist (ecef)`,
    `create index ${table}_viewport on ${table} (lat, lon)`,
  ];
}

/** Index of a search column. */
export const searchIndex = (table: string, of: string) =>
  `create index ${table}_${of}_search on ${table} using gin (${of}_bigrams)`;

/** Indexes by which the lists of a table are sorted; ties are broken by id (see lists/order.ts). */
export const orderIndexes = (table: string, columns: readonly string[]): string[] =>
  columns.map((column) => `create index ${table}_by_${column} on ${table} (${column}, id)`);

const isOwner = (table: string) =>
  `(select pg_has_role(current_user, relowner, 'usage') from pg_class where oid = '${table}'::regclass)`;

/**
 * Row security of public reference data, such as the divisions or the chemicals of a standard: everybody reads every
 * row, only the owner role writes them.
 */
export function publicTable(table: string): string[] {
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_read on ${table} for select using (true)`,
    `create policy ${table}_load on ${table} for all using (${isOwner(table)}) with check (${isOwner(table)})`,
    ...grantToApp(table, 'select'),
  ];
}

/** Ledger of imports: how far each came, so that one that was cut off goes on where it stopped. */
const importRunTable = [
  `create table import_run (
    id uuid primary key,
    owner_department text not null check (length(owner_department) = 18),
    dataset text not null,
    profile text not null,
    source text not null,
    file_name text not null,
    fingerprint text not null,
    rows_done integer not null default 0,
    inserted integer not null default 0,
    updated integer not null default 0,
    unchanged integer not null default 0,
    refused integer[] not null default '{}',
    started_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz
  )`,
  `create index import_run_last on import_run (owner_department, dataset, source, started_at)`,
  `alter table import_run enable row level security`,
  `alter table import_run force row level security`,
  `create policy import_run_own on import_run for all
    using (owner_department = (select nullif(${setting('department')}, '')))
    with check (owner_department = (select nullif(${setting('department')}, '')))`,
  ...grantToApp('import_run', 'select, insert, update'),
];

/** What the base migration of every database installs, before any table of its own. */
export function baseStatements(): string[] {
  return [
    ...bigramFunctionsSql().split(/;\n\n/),
    arcFunctionSql(),
    `create table admin_division (
      code text primary key,
      name text not null,
      level text not null,
      parent_code text,
      path text[] not null,
      valid_from date not null,
      valid_to date,
      replaced_by text,
      seat_lat float8,
      seat_lon float8,
      seat_approximate boolean,
      min_lat float8,
      min_lon float8,
      max_lat float8,
      max_lon float8,
      pseudo boolean not null
    )`,
    `create index admin_division_parent on admin_division (parent_code)`,
    ...publicTable('admin_division'),
    // The path comes from the reference table, so that no writer can claim a division it does not stand in.
    `create function kit_stamp_row() returns trigger language plpgsql as $$
    begin
      select path into new.division_path from admin_division where code = new.division_code;
      if new.division_path is null then
        raise exception 'unknown division' using errcode = 'foreign_key_violation', constraint = 'known_division';
      end if;
      new.updated_at := now();
      if tg_op = 'UPDATE' then new.created_at := old.created_at; end if;
      return new;
    end $$`,
    ...importRunTable,
    `do $$ begin execute format('grant execute on all functions in schema public to %I',
      regexp_replace(current_user, '_owner$', '_app')); end $$`,
  ];
}
