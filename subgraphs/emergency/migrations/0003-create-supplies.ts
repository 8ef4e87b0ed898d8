import {
  locatedColumns,
  locatedTable,
  migration,
  ownedColumns,
  ownedTable,
  rowSecurity,
  searchColumn,
  searchIndex,
} from '@huitong/kit';
import { specialties } from './0001-create-emergency.js';

const administrativeLevels = `'NATIONAL', 'PROVINCIAL', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE'`;
const equipmentKinds = `'UAV', 'RESCUE_VEHICLE', 'DRAINAGE_PUMP', 'BOAT', 'GENERATOR', 'LIGHTING', 'LIFE_DETECTOR', 'BREATHING_APPARATUS', 'PROTECTIVE_CLOTHING', 'FOREST_FIRE_PUMP', 'EARTH_MOVER', 'CUTTING_TOOL', 'SATELLITE_TERMINAL', 'RADIO', 'MEDICAL', 'OTHER'`;
const equipmentStatuses = `'READY', 'IN_USE', 'MAINTENANCE', 'SCRAPPED'`;
const uavCapabilities = `'VIDEO_RELAY', 'MODELLING_3D', 'COMMUNICATIONS', 'SEARCH', 'RECONNAISSANCE', 'DELIVERY'`;
const equipmentSetLevels = `'TOWNSHIP', 'VILLAGE'`;

export const createSupplies = migration(3, 'create-supplies', () => [
  `create table rescue_base (${ownedColumns}, ${locatedColumns}, 
    name text not null check (length(name) between 1 and 200), ${searchColumn('name')},
    level text check (level in (${administrativeLevels})),
    specialties text[] not null default '{}' check (specialties <@ array[${specialties}]),
    area float8 check (area between 0 and 10000000),
    lodging integer check (lodging between 0 and 100000),
    helipad boolean,
    built_on date
  )`,
  ...ownedTable('rescue_base'),
  ...locatedTable('rescue_base'),
  searchIndex('rescue_base', 'name'),
  ...rowSecurity('rescue_base', { rows: 'UNCONDITIONAL' }),

  `create table equipment (${ownedColumns}, ${locatedColumns}, 
    name text not null check (length(name) between 1 and 200), ${searchColumn('name')},
    kind text not null check (kind in (${equipmentKinds})),
    model text check (length(model) between 1 and 100),
    quantity integer check (quantity between 0 and 1000000),
    status text not null check (status in (${equipmentStatuses})),
    capabilities text[] not null default '{}' check (capabilities <@ array[${uavCapabilities}]),
    team_id uuid references rescue_team (id),
    warehouse_id uuid references warehouse (id),
    custodian_uscc text check (length(custodian_uscc) = 18),
    acquired_on date,
    maintenance_due_on date,
    check (kind = 'UAV' or capabilities = '{}'),
    check (num_nonnulls(team_id, warehouse_id) <= 1)
  )`,
  ...ownedTable('equipment'),
  ...locatedTable('equipment'),
  searchIndex('equipment', 'name'),
  `create index equipment_team on equipment (team_id)`,
  `create index equipment_warehouse on equipment (warehouse_id)`,
  `create index equipment_custodian on equipment (custodian_uscc)`,
  ...rowSecurity('equipment', { rows: 'UNCONDITIONAL' }),

  `create table equipment_set (${ownedColumns}, 
    level text not null check (level in (${equipmentSetLevels})),
    items jsonb not null default '[]' check (jsonb_typeof(items) = 'array'),
    checked_on date
  )`,
  ...ownedTable('equipment_set'),
  ...rowSecurity('equipment_set', { rows: 'UNCONDITIONAL' }),

  `create table team_census (${ownedColumns}, 
    team_id uuid not null references rescue_team (id) on delete cascade,
    year integer not null check (year between 2000 and 2100),
    headcount integer check (headcount between 0 and 100000),
    vehicles integer check (vehicles between 0 and 10000),
    verified_at timestamptz,
    unique (team_id, year)
  )`,
  ...ownedTable('team_census'),
  `create index team_census_team on team_census (team_id)`,
  ...rowSecurity('team_census', { rows: 'UNCONDITIONAL' }),

  `create table reserve_plan (${ownedColumns}, 
    year integer not null check (year between 2000 and 2100),
    category_code text not null check (length(category_code) between 1 and 20),
    name text check (length(name) between 1 and 200), ${searchColumn('name')},
    unit text check (length(unit) between 1 and 20),
    target float8 check (target between 0 and 100000000000),
    actual float8 check (actual between 0 and 100000000000)
  )`,
  ...ownedTable('reserve_plan'),
  searchIndex('reserve_plan', 'name'),
  ...rowSecurity('reserve_plan', { rows: 'UNCONDITIONAL' }),
]);
