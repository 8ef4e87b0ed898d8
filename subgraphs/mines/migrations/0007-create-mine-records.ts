import { migration, ownedColumns, ownedTable, rowSecurity, type RowSharing } from '@huitong/kit';

const day = (column: string) => `${column} date check (${column} between '1900-01-01' and '2200-12-31')`;

/** Columns of a record of exactly one coal mine, non-coal mine or, unless only mines have such, tailings pond. */
const ofOne = (ponds: boolean) => `
    coal_mine_id uuid references coal_mine (id),
    non_coal_mine_id uuid references non_coal_mine (id),
    ${ponds ? 'tailings_pond_id uuid references tailings_pond (id),' : ''}
    check (num_nonnulls(coal_mine_id, non_coal_mine_id${ponds ? ', tailings_pond_id' : ''}) = 1)`;

/** A table of records of mines, with the indexes by which they are joined. */
function records(
  table: string,
  columns: string,
  options: { by: readonly string[]; order: string; sharing?: RowSharing },
): string[] {
  return [
    `create table ${table} (${ownedColumns}, ${columns})`,
    ...ownedTable(table),
    // The parent first, then the order in which its records are read.
    ...options.by.map(
      (parent) => `create index ${table}_${parent} on ${table} (${parent}, ${options.order})`,
    ),
    ...rowSecurity(table, options.sharing ?? { rows: 'UNCONDITIONAL' }),
  ];
}

const coalMine = 'coal_mine_id uuid not null references coal_mine (id)';
const ofCoal = ['coal_mine_id'];
const ofMines = [...ofCoal, 'non_coal_mine_id'];
const ofAll = [...ofMines, 'tailings_pond_id'];

export const createMineRecords = migration(7, 'create-mine-records', () => [
  ...records(
    'mine_licence',
    `${ofOne(true)},
    kind text not null check (kind in
      ('MINING', 'SAFETY_PRODUCTION', 'BUSINESS', 'EXPLOSIVES_USE', 'SAFETY_FACILITY_DESIGN')),
    licence_number text not null check (length(licence_number) between 1 and 100),
    authority text check (length(authority) between 1 and 200),
    ${day('valid_from')},
    ${day('valid_to')},
    status text check (status in ('VALID', 'SUSPENDED', 'REVOKED', 'CANCELLED', 'EXPIRED')),
    constraint mine_licence_days check (valid_to >= valid_from)`,
    { by: ofAll, order: 'valid_to' },
  ),
  'create index mine_licence_valid_to on mine_licence (valid_to, id)',
  'create index mine_licence_number on mine_licence (licence_number)',

  ...records(
    'gas_assessment',
    `${coalMine},
    assessed_on date not null check (assessed_on between '1900-01-01' and '2200-12-31'),
    agency text check (length(agency) between 1 and 200),
    relative_emission float8 check (relative_emission between 0 and 1000),
    absolute_emission float8 check (absolute_emission between 0 and 5000),
    heading_max float8 check (heading_max between 0 and 1000),
    face_max float8 check (face_max between 0 and 1000),
    outburst_occurred boolean not null default false,
    outburst_identified boolean not null default false`,
    { by: ofCoal, order: 'assessed_on' },
  ),

  ...records(
    'mine_standardization_event',
    `${coalMine},
    kind text not null check (kind in ('GRANTED', 'REVIEWED', 'DOWNGRADED', 'REVOKED')),
    grade text check (grade in ('GRADE_1', 'GRADE_2', 'GRADE_3', 'NONE')),
    score float8 check (score between 0 and 100),
    happened_on date not null check (happened_on between '1900-01-01' and '2200-12-31'),
    reason text check (length(reason) between 1 and 500)`,
    { by: ofCoal, order: 'happened_on' },
  ),

  ...records(
    'resident_supervisor',
    `${coalMine},
    kind text not null check (kind in ('COMMISSIONER', 'WATCH', 'STATION')),
    from_on date not null check (from_on between '1900-01-01' and '2200-12-31'),
    ${day('to_on')},
    name text check (length(name) between 1 and 100),
    constraint resident_supervisor_days check (to_on >= from_on)`,
    { by: ofCoal, order: 'from_on' },
  ),

  ...records(
    'coal_risk_alert',
    `${coalMine},
    level text not null check (level in ('RED', 'ORANGE', 'YELLOW')),
    indicator text not null check (length(indicator) between 1 and 200),
    raised_at timestamptz not null,
    chain jsonb check (jsonb_typeof(chain) = 'array' and jsonb_array_length(chain) <= 50),
    cleared_at timestamptz,
    cleared_by_name text check (length(cleared_by_name) between 1 and 100),
    constraint coal_risk_alert_times check (cleared_at >= raised_at)`,
    { by: ofCoal, order: 'raised_at' },
  ),
  'create index coal_risk_alert_raised on coal_risk_alert (raised_at, id)',
  'create index coal_risk_alert_open on coal_risk_alert (coal_mine_id, level) where cleared_at is null',

  ...records(
    'hidden_hazard_survey',
    `coal_mine_id uuid references coal_mine (id),
    block text check (length(block) between 1 and 200),
    method text check (method in ('GEOPHYSICAL', 'DRILLING', 'GEOCHEMICAL', 'DATA_REVIEW', 'COMBINED')),
    coverage_ratio float8 check (coverage_ratio between 0 and 1),
    ${day('due_on')},
    ${day('done_on')},
    constraint hidden_hazard_survey_of check (coal_mine_id is not null or block is not null)`,
    { by: ofCoal, order: 'due_on' },
  ),
  'create index hidden_hazard_survey_due on hidden_hazard_survey (due_on, id)',

  ...records(
    'start_confirmation',
    `${coalMine},
    shift_on date not null check (shift_on between '1900-01-01' and '2200-12-31'),
    shift text not null check (shift in ('MORNING', 'AFTERNOON', 'NIGHT')),
    unconfirmed_items text[] not null default '{}' check (cardinality(unconfirmed_items) <= 100),
    reconfirmed_at timestamptz,
    started_at timestamptz`,
    { by: ofCoal, order: 'shift_on' },
  ),

  ...records(
    'mine_illegal_activity',
    `${ofOne(false)},
    kind text not null check (kind in ('CONCEALED_FACE', 'OVER_CAPACITY', 'OUT_OF_BOUNDS', 'THEFT_OF_RESOURCES',
      'ROADWAY_MINING', 'OBSOLETE_EQUIPMENT', 'PRODUCTION_AS_CONSTRUCTION')),
    found_on date not null check (found_on between '1900-01-01' and '2200-12-31'),
    description text check (length(description) between 1 and 4000),
    measures text check (length(measures) between 1 and 4000),
    ${day('closed_on')},
    constraint mine_illegal_activity_days check (closed_on >= found_on)`,
    { by: ofMines, order: 'found_on', sharing: { rows: 'CONDITIONAL', type: 'MineIllegalActivity' } },
  ),
  'create index mine_illegal_activity_found on mine_illegal_activity (found_on, id)',

  ...records(
    'mine_leader_responsibility',
    `${ofOne(true)},
    office text not null check (length(office) between 1 and 100),
    level text check (level in ('PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP')),
    official_name text check (length(official_name) between 1 and 100),
    ${day('since')},
    ${day('until')},
    visits jsonb not null default '[]' check (jsonb_typeof(visits) = 'array'),
    constraint mine_leader_responsibility_days check (until >= since)`,
    { by: ofAll, order: 'since' },
  ),

  ...records(
    'mine_inspection',
    `${ofOne(true)},
    kind text not null check (kind in ('EXPERT', 'SPECIAL', 'ROUTINE', 'ASSISTANCE')),
    inspected_on date not null check (inspected_on between '1900-01-01' and '2200-12-31'),
    experts integer check (experts between 0 and 1000),
    checklist text check (length(checklist) between 1 and 500),
    problems integer check (problems between 0 and 100000),
    major_problems integer check (major_problems between 0 and problems),
    rectified integer check (rectified between 0 and problems)`,
    { by: ofAll, order: 'inspected_on' },
  ),

  ...records(
    'mine_monitoring_point',
    `${ofOne(true)},
    name text not null check (length(name) between 1 and 200),
    kind text not null check (kind in ('WATER_LEVEL', 'PHREATIC_LINE', 'SURFACE_DISPLACEMENT', 'DEEP_DISPLACEMENT',
      'DRY_BEACH', 'RAINFALL', 'SLOPE_RADAR', 'VIDEO')),
    online boolean,
    last_value float8,
    unit text check (length(unit) between 1 and 20),
    last_at timestamptz,
    threshold float8`,
    { by: ofAll, order: 'name' },
  ),

  ...records(
    'mine_contractor',
    `non_coal_mine_id uuid not null references non_coal_mine (id),
    name text not null check (length(name) between 1 and 200),
    enterprise_uscc text check (length(enterprise_uscc) = 18),
    scope text check (length(scope) between 1 and 500),
    levels integer check (levels between 1 and 10),
    workers integer check (workers between 0 and 100000),
    ${day('valid_from')},
    ${day('valid_to')},
    constraint mine_contractor_days check (valid_to >= valid_from)`,
    { by: ['non_coal_mine_id'], order: 'name' },
  ),
]);
