import { migration } from '@huitong/kit';

const hydroTypes = `('SIMPLE', 'MEDIUM', 'COMPLEX', 'VERY_COMPLEX')`;
const day = (column: string) => `${column} date check (${column} between '1900-01-01' and '2200-12-31')`;
const number = (column: string, least: number, most: number) =>
  `${column} float8 check (${column} between ${least} and ${most})`;
const whole = (column: string, least: number, most: number) =>
  `${column} integer check (${column} between ${least} and ${most})`;

export const completeCoalMines = migration(4, 'complete-coal-mines', () => [
  ...[
    number('actual_output', 0, 20_000),
    number('highest_monthly_output', 0, 5_000),
    `capacity_linkage_measure text check (capacity_linkage_measure in ('RAISED', 'KEPT', 'REDUCED', 'SUSPENDED'))`,
    `capacity_linkage_reason text check (length(capacity_linkage_reason) between 1 and 500)`,
    day('capacity_linkage_decided_on'),
    whole('supply_task_year', 2000, 2100),
    number('supply_task', 0, 20_000),
    day('supply_task_adjusted_on'),
    'dust_explosive boolean',
    whole('management_tiers', 1, 20),
    number('standardization_score', 0, 100),
    number('standardization_hazard_control_score', 0, 100),
    number('standardization_professional_score', 0, 100),
    number('standardization_foundation_score', 0, 100),
    day('standardization_granted_on'),
    day('standardization_expires_on'),
    `latest_accident_grade text check (latest_accident_grade in ('EXTRAORDINARY', 'MAJOR', 'LARGER', 'GENERAL'))`,
    day('latest_accident_on'),
    day('intelligent_started_on'),
    day('intelligent_accepted_on'),
    number('intelligent_output_ratio', 0, 1),
    'hoisting_automated boolean',
    'power_automated boolean',
    number('unit_inflow', 0, 1_000),
    number('annual_mean_inflow', 0, 100_000),
    number('annual_max_inflow', 0, 200_000),
    number('inrush', 0, 500_000),
    `goaf_water_class text check (goaf_water_class in ${hydroTypes})`,
    `water_impact_class text check (water_impact_class in ${hydroTypes})`,
    `water_control_class text check (water_control_class in ${hydroTypes})`,
    `rescue_arrangement text check (rescue_arrangement in
      ('OWN_TEAM', 'PART_TIME_AND_AGREEMENT', 'PART_TIME_ONLY', 'NONE'))`,
    'rescue_team_id uuid',
    whole('rescue_team_eta_minutes', 0, 1_440),
    'monitoring_connected boolean',
    'water_probe_monitored boolean',
    whole('video_points', 0, 100_000),
    whole('video_points_online', 0, 100_000),
    whole('violations_year', 2000, 2100),
    whole('violations_command', 0, 1_000_000),
    whole('violations_operation', 0, 1_000_000),
    whole('violations_discipline', 0, 1_000_000),
    whole('underground_baseline', 0, 100_000),
  ].map((column) => `alter table coal_mine add column ${column}`),
  ...[
    ['capacity', 'approved_capacity <= 10000'],
    ['workforce_most', 'workforce <= 100000'],
    ['underground_max_most', 'underground_max <= 100000'],
    ['standardization_days', 'standardization_expires_on >= standardization_granted_on'],
    ['intelligent_days', 'intelligent_accepted_on >= intelligent_started_on'],
    ['inflow', 'annual_max_inflow >= annual_mean_inflow'],
    ['video', 'video_points_online <= video_points'],
    ['principal_name_length', 'length(principal_name) between 1 and 100'],
  ].map(([name, condition]) => `alter table coal_mine add constraint coal_mine_${name} check (${condition})`),
  // Lists are sorted by name unless asked otherwise; states and stages are what statistics and filters select by.
  'create index coal_mine_name on coal_mine (name, id)',
  'create index coal_mine_status on coal_mine (status)',
  'create index coal_mine_capacity on coal_mine (approved_capacity)',
  'create index coal_mine_depth on coal_mine (depth_max)',
]);
