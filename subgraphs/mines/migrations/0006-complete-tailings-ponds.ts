import { migration } from '@huitong/kit';

const day = (column: string) => `${column} date check (${column} between '1900-01-01' and '2200-12-31')`;

export const completeTailingsPonds = migration(6, 'complete-tailings-ponds', () => [
  ...[
    `method text check (method in ('UPSTREAM', 'CENTRELINE', 'DOWNSTREAM', 'ONE_STAGE'))`,
    `disposal text check (disposal in ('WET', 'DRY'))`,
    `mineral text check (length(mineral) between 1 and 50)`,
    `design_elevation float8 check (design_elevation between -200 and 6000)`,
    `crest_elevation float8 check (crest_elevation between -200 and 6000)`,
    'is_three_sides boolean',
    `legacy_safety_degree text check (legacy_safety_degree in ('DANGEROUS', 'RISKY', 'FAULTY', 'NORMAL'))`,
    day('closure_plan_due'),
    `closure_stage text check (closure_stage in ('NOT_PLANNED', 'PLANNED', 'DESIGNED', 'UNDER_WAY', 'ACCEPTED'))`,
    day('closed_on'),
    day('deregistered_on'),
    'monitoring_connected boolean',
    `warning_contacts jsonb check (jsonb_typeof(warning_contacts) = 'array'
      and jsonb_array_length(warning_contacts) <= 50)`,
    'responsible_leader_title text check (length(responsible_leader_title) between 1 and 100)',
  ].map((column) => `alter table tailings_pond add column ${column}`),
  ...[
    ['volume_most', 'volume_total <= 500000'],
    ['height_most', 'dam_height <= 500'],
    ['residents_most', 'downstream_residents <= 1000000'],
    ['idle_day', `idle_since between '1900-01-01' and '2200-12-31'`],
    ['closure_days', 'deregistered_on >= closed_on'],
    ['idle_before_closed', 'closed_on >= idle_since'],
    ['leader_name_length', 'length(responsible_leader_name) between 1 and 100'],
  ].map(
    ([name, condition]) =>
      `alter table tailings_pond add constraint tailings_pond_${name} check (${condition})`,
  ),
  'create index tailings_pond_enterprise on tailings_pond (enterprise_uscc)',
  'create index tailings_pond_name on tailings_pond (name, id)',
  // What a closure list asks for (DOMAIN §1.2 item 49): few of many rows.
  'create index tailings_pond_idle on tailings_pond (idle_since) where idle_since is not null',
  'create index tailings_pond_ownerless on tailings_pond (id) where ownerless',
  'create index tailings_pond_full on tailings_pond (id) where design_elevation_reached',
]);
