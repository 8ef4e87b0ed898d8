import { anyCaller, grantToApp, list, ownedTable, setting, stateEventTable } from '@huitong/kit';

/** Role of the gateway itself; no token may claim it. */
export const gatewayRole = 'GATEWAY';
/** Role under which kit writes demo rows. */
const seedRole = 'seed';

const department = `(select nullif(${setting('department')}, ''))`;
const line = `(select ${setting('line')})`;
const role = `(select ${setting('role')})`;
const inScope = `division_path && ${list('scope')}`;

/** Row condition: the gateway asks. */
export const isGateway = `(${role} = '${gatewayRole}')`;
/** Row condition: the caller's department is the one in a column. */
export const isDepartment = (column: string) => `(${column} = ${department})`;
/** Row condition: kit writes demo rows of the department. */
export const seeds = `(${isDepartment('owner_department')} and ${role} = '${seedRole}')`;
/** Row condition: a department of the caller's line is the one in a column, and the row lies in the caller's area. */
const isLine = (column: string) => `(${column} = any(${list('departments')}) and ${inScope})`;
/** Row condition: the data administration (主管部门) or the audit of the row's division asks. */
const oversees = `(${line} in ('DATA', 'AUDIT') and ${inScope})`;
/** Row condition: the data administration of the row's division asks. */
export const supervises = `(${line} = 'DATA' and ${inScope})`;

/** Between which departments the rows of a table lie; columns with their codes. */
export interface Parties {
  /** Columns of which the department itself sees the row, beside its owner. */
  readonly departments: readonly string[];
  /** The column of the provider: departments of its line see it in their area, since it is their rows that are read. */
  readonly provider?: string;
  /** The gateway reads the rows too. */
  readonly gateway?: true;
}

const readers = ({ departments, provider, gateway }: Parties) =>
  [
    ...['owner_department', ...departments].map(isDepartment),
    ...(provider ? [isLine(provider)] : []),
    oversees,
    ...(gateway ? [isGateway] : []),
  ].join(' or ');

/**
 * Row security of rows that lie between departments: the parties read them, the data administration and the audit of
 * their division, and nobody else. The owner makes them; parties and data administration write them as far as
 * {@link changeable} lets them; nobody removes them (政务数据共享条例 art. 29: records are kept).
 */
export function partyTable(table: string, parties: Parties): string[] {
  const writers = [...['owner_department', ...parties.departments].map(isDepartment), supervises].join(
    ' or ',
  );
  return [
    ...ownedTable(table),
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_read on ${table} for select using (${readers(parties)})`,
    `create policy ${table}_insert on ${table} for insert with check (${isDepartment('owner_department')})`,
    `create policy ${table}_update on ${table} for update using (${writers}) with check (${writers})`,
    ...grantToApp(table, 'select, insert, update'),
  ];
}

/**
 * Holds which columns an update may change, by whoever asks: all others stay as they were made. A later writer, or a
 * mistake in one, cannot widen a grant or rewrite an application.
 * @param unless condition on `old` under which all may change.
 */
export function changeable(table: string, columns: readonly string[], unless?: string): string[] {
  const allowed = [...columns, 'updated_at'].map((column) => `'${column}'`).join(', ');
  return [
    `create function ${table}_stays() returns trigger language plpgsql as $$
    begin
      if to_jsonb(new) - array[${allowed}] is distinct from to_jsonb(old) - array[${allowed}] then
        raise exception 'a column that was made to stay' using errcode = 'check_violation',
          constraint = '${table}_stays', table = '${table}';
      end if;
      return null;
    end $$`,
    `create trigger ${table}_stays after update on ${table} for each row
      ${unless ? `when (not (${unless}))` : ''} execute function ${table}_stays()`,
  ];
}

/** A table of parties whose rows have a state, with its history: who sees the row sees its history. */
export function partyHistory(table: string, type: string): string[] {
  const event = `${table}_event`;
  const ofVisible = `exists (select from ${table} as object where object.id = object_id)`;
  return [
    ...stateEventTable({ table, type, sharing: { rows: 'CONDITIONAL', type } }),
    `drop policy ${event}_read on ${event}`,
    `drop policy ${event}_insert on ${event}`,
    `create policy ${event}_read on ${event} for select
      using (${isDepartment('owner_department')} or ${ofVisible})`,
    `create policy ${event}_insert on ${event} for insert
      with check (${isDepartment('owner_department')} or (${ofVisible} and ${isDepartment('by_department')}))`,
  ];
}

// As one expression: of `oversees or isGateway` PostgreSQL expects next to no row, and sorts the whole table for a page.
const overseen = `(case when ${isGateway} then true when ${line} in ('DATA', 'AUDIT') then ${inScope} else false end)`;

/** Row security of what the data administration alone makes and changes. */
export function administeredTable(
  table: string,
  { reading, changing = supervises }: { reading: 'OVERSIGHT' | 'EVERYBODY'; changing?: string },
): string[] {
  const read = reading === 'EVERYBODY' ? anyCaller : overseen;
  return [
    ...ownedTable(table),
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_read on ${table} for select using (${read})`,
    `create policy ${table}_insert on ${table} for insert
      with check ((${isDepartment('owner_department')} and ${supervises}) or ${seeds})`,
    `create policy ${table}_update on ${table} for update using (${changing}) with check (${changing})`,
    ...grantToApp(table, 'select, insert, update'),
  ];
}

/** Row condition: what comes with the software, or lies in the area of the data administration that asks. */
export const ofAdministration = `(${line} = 'DATA' and (source = 'default' or ${inScope}))`;

/** Row security of the gateway's records: the gateway adds them, the parties read them, nobody changes them. */
export function recordTable(table: string, parties: Parties): string[] {
  return [
    ...ownedTable(table),
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_read on ${table} for select using (${readers(parties)})`,
    `create policy ${table}_insert on ${table} for insert with check (${isGateway} or ${seeds})`,
    ...grantToApp(table, 'select, insert'),
  ];
}

/** Lets what changes the policy say so: each row written or removed moves the one revision, within its transaction. */
export const movesRevision = (table: string): string =>
  `create trigger ${table}_revision after insert or update or delete on ${table}
    for each row execute function policy_revision_move()`;

/** The one row that says which state of the policy is in force; see {@link movesRevision}. */
export const policyRevision = (): string[] => [
  // A counter alone would come round after a restore from a copy, and the gateway take an old policy for the one it has.
  `create table policy_revision (
    single boolean primary key default true check (single),
    value bigint not null,
    mark uuid not null
  )`,
  `insert into policy_revision values (true, 0, gen_random_uuid())`,
  `alter table policy_revision enable row level security`,
  `alter table policy_revision force row level security`,
  `create policy policy_revision_read on policy_revision for select using (${anyCaller})`,
  `create policy policy_revision_update on policy_revision for update using (${anyCaller}) with check (${anyCaller})`,
  ...grantToApp('policy_revision', 'select, update'),
  `create function policy_revision_move() returns trigger language plpgsql as $$
  begin
    update policy_revision set value = value + 1, mark = gen_random_uuid();
    return null;
  end $$`,
];

/**
 * Holds that a grant answers an application to the department that makes it, and is no wider: nobody grants himself
 * anything, whatever a statement says.
 */
export const grantsWhatWasAsked = (): string =>
  `create policy sharing_grant_asked on sharing_grant as restrictive for insert with check (exists (
    select from sharing_application as asked where asked.id = sharing_grant.application_id
      and asked.provider_department = sharing_grant.owner_department
      and asked.owner_department = sharing_grant.department and asked.purpose = sharing_grant.purpose
      and sharing_grant.coordinates <@ asked.coordinates and sharing_grant.expires_at <= asked.wanted_until
      and (asked.unmask or not sharing_grant.unmask)))`;

/** The transaction's setting under which an answer sees the other grants of the department that it grants to. */
export const grantsTo = 'grants_to';

/** Lets whoever answers an application see, in that transaction, all grants of the applicant; see overlap.ts. */
export const overlapPolicy = (): string =>
  `create policy sharing_grant_overlap on sharing_grant for select
    using (department = (select nullif(${setting(grantsTo)}, '')))`;
