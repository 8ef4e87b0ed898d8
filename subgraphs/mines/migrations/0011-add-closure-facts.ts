import { migration, ownedColumns, ownedTable, rowSecurity } from '@huitong/kit';

const days = `between '1900-01-01' and '2200-12-31'`;
const parents = ['coal_mine_id', 'non_coal_mine_id', 'tailings_pond_id'];

/** A table of records that any department sees, read through their parent in one order. */
const records = (table: string, columns: string, by: readonly string[], order: string): string[] => [
  `create table ${table} (${ownedColumns}, ${columns})`,
  ...ownedTable(table),
  ...by.map((parent) => `create index ${table}_${parent} on ${table} (${parent}, ${order})`),
  ...rowSecurity(table, { rows: 'UNCONDITIONAL' }),
];

/** What decides whether a mine is to be proposed for closure, and the quarterly reports that its principal owes. */
export const addClosureFacts = migration(11, 'add-closure-facts', () => [
  'alter table mine_inspection add column producing_with_major_danger boolean',
  ...parents.map(
    (parent) => `create index mine_inspection_producing_${parent} on mine_inspection (${parent}, inspected_on)
      where producing_with_major_danger`,
  ),

  ...records(
    'mine_penalty',
    `coal_mine_id uuid references coal_mine (id),
    non_coal_mine_id uuid references non_coal_mine (id),
    tailings_pond_id uuid references tailings_pond (id),
    check (num_nonnulls(coal_mine_id, non_coal_mine_id, tailings_pond_id) = 1),
    decision_number text not null check (length(decision_number) between 1 and 200),
    decided_on date not null check (decided_on ${days}),
    reason text check (length(reason) between 1 and 4000),
    legal_basis text check (length(legal_basis) between 1 and 500),
    under_work_safety_law boolean,
    fine_yuan float8 check (fine_yuan between 0 and 1000000000),
    published_on date check (published_on ${days}),
    constraint mine_penalty_days check (published_on >= decided_on)`,
    parents,
    'decided_on',
  ),

  ...records(
    'mine_quarterly_report',
    `coal_mine_id uuid not null references coal_mine (id),
    year integer not null check (year between 2000 and 2100),
    quarter integer not null check (quarter between 1 and 4),
    reported_at timestamptz not null,
    signed_by_principal boolean,
    dangers_found integer check (dangers_found between 0 and 100000),
    dangers_rectified integer check (dangers_rectified between 0 and 100000),
    major_dangers_found integer check (major_dangers_found between 0 and 100000),
    major_dangers_open integer check (major_dangers_open between 0 and 100000),
    summary text check (length(summary) between 1 and 4000),
    constraint mine_quarterly_report_major check (major_dangers_found <= dangers_found)`,
    ['coal_mine_id'],
    'reported_at',
  ),
]);
