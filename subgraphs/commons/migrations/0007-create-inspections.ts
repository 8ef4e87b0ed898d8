import { migration, ownedColumns, ownedTable, rowSecurity } from '@huitong/kit';

const days = `between '1900-01-01' and '2200-12-31'`;
const enterprise = 'enterprise_id uuid not null references enterprise (id) on delete cascade';
const basis = 'basis text check (length(basis) between 1 and 500)';

/** A table of what concerns the inspections of an enterprise; any department sees it, or none could keep to it. */
const table = (name: string, columns: string, order: string): string[] => [
  `create table ${name} (${ownedColumns}, ${enterprise}, ${columns})`,
  ...ownedTable(name),
  `create index ${name}_of on ${name} (enterprise_id, ${order})`,
  ...rowSecurity(name, { rows: 'UNCONDITIONAL' }),
];

/** 限定次数、企业安静期、事前报备、扫码入企 (DOMAIN §1.6 items 103 to 105). */
export const createInspections = migration(7, 'create-inspections', () => [
  ...table(
    'inspection_quota',
    `year integer not null check (year between 2000 and 2100),
    most integer not null check (most between 0 and 366),
    ${basis}`,
    'year',
  ),
  ...table(
    'quiet_period',
    `from_on date not null check (from_on ${days}),
    to_on date not null check (to_on ${days}),
    ${basis},
    constraint quiet_period_days check (to_on >= from_on)`,
    'from_on',
  ),
  ...table(
    'enterprise_inspection',
    `topic text not null check (length(topic) between 1 and 200),
    items text[] not null default '{}' check (cardinality(items) <= 100),
    joint_departments text[] not null default '{}' check (cardinality(joint_departments) <= 20),
    mode text not null check (mode in ('ON_SITE', 'REMOTE')),
    persons integer check (persons between 1 and 100),
    filed_at timestamptz not null,
    planned_on date not null check (planned_on ${days}),
    scanned_at timestamptz,
    trace_id text check (length(trace_id) between 1 and 100),
    cancelled boolean not null default false,
    constraint enterprise_inspection_filed_first check (scanned_at >= filed_at),
    constraint enterprise_inspection_held check (not cancelled or scanned_at is null)`,
    'planned_on',
  ),
]);
