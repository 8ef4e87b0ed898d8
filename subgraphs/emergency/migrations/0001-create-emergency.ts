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
import { freePlacesSql } from '../src/rules/freePlaces.js';

export const disasterTypes = `'EARTHQUAKE', 'FLOOD', 'GEOLOGICAL', 'METEOROLOGICAL', 'SNOW_AND_FREEZING', 'FOREST_FIRE', 'FIRE',
  'HAZARDOUS_CHEMICALS', 'MINE', 'TAILINGS_POND', 'TRAFFIC', 'EPIDEMIC', 'OTHER'`;
export const specialties = `'BUILDING_COLLAPSE', 'MOUNTAIN', 'WATER', 'DIVING', 'EMERGENCY_MEDICAL', 'MINE', 'HAZARDOUS_CHEMICALS',
  'FIRE', 'FOREST_FIRE', 'FLOOD', 'GEO_ENGINEERING', 'COMMUNICATIONS'`;

const named = `name text not null check (length(name) between 1 and 200), ${searchColumn('name')}`;
const uscc = (column: string) => `${column} text check (length(${column}) = 18)`;
const persons = (column: string) => `${column} integer check (${column} >= 0)`;

export const createEmergency = migration(1, 'create-emergency', () => [
  `create table incident (${ownedColumns}, ${locatedColumns},
    title text not null check (length(title) between 1 and 200),
    ${searchColumn('title')},
    kind text not null check (kind in ('NATURAL_DISASTER', 'ACCIDENT', 'PUBLIC_HEALTH', 'SOCIAL_SECURITY')),
    disaster_type text check (disaster_type in (${disasterTypes})),
    level text check (level in ('EXTRAORDINARY', 'MAJOR', 'LARGE', 'GENERAL')),
    occurred_at timestamptz not null,
    ${uscc('enterprise_uscc')},
    status text not null check (status in ('REPORTED', 'RESPONDING', 'CONTROLLED', 'CLOSED')),
    response_level text check (response_level in ('LEVEL_1', 'LEVEL_2', 'LEVEL_3', 'LEVEL_4')),
    response_activated_at timestamptz,
    ${['dead', 'missing', 'seriously_injured', 'slightly_injured', 'trapped'].map(persons).join(',\n    ')},
    reporter_phone text,
    check (response_activated_at is null or response_level is not null)
  )`,
  ...ownedTable('incident'),
  ...locatedTable('incident'),
  searchIndex('incident', 'title'),
  `create index incident_occurred on incident (occurred_at)`,
  ...rowSecurity('incident', { rows: 'UNCONDITIONAL' }),

  `create table rescue_team (${ownedColumns}, ${locatedColumns}, ${named},
    category text not null check (category in ('COMPREHENSIVE', 'PROFESSIONAL', 'GRASSROOTS', 'ENTERPRISE_FULL_TIME',
      'ENTERPRISE_PART_TIME', 'VOLUNTEER', 'SOCIAL', 'AVIATION', 'ARMED_FORCES')),
    national_level boolean,
    ${uscc('sponsor_enterprise_uscc')},
    ${uscc('sponsor_department_uscc')},
    ${persons('headcount')},
    ${persons('on_duty')},
    specialties text[] not null default '{}' check (specialties <@ array[${specialties}]),
    gradings jsonb not null default '[]' check (jsonb_typeof(gradings) = 'array'),
    readiness text check (readiness in ('READY', 'DEPLOYED', 'RECOVERING', 'UNAVAILABLE')),
    contact_name text,
    contact_phone text,
    comms_channels jsonb not null default '[]' check (jsonb_typeof(comms_channels) = 'array'),
    check (num_nonnulls(sponsor_enterprise_uscc, sponsor_department_uscc) <= 1),
    check (on_duty <= headcount)
  )`,
  ...ownedTable('rescue_team'),
  ...locatedTable('rescue_team'),
  searchIndex('rescue_team', 'name'),
  `create index rescue_team_specialties on rescue_team using gin (specialties)`,
  `create index rescue_team_sponsor on rescue_team (sponsor_enterprise_uscc)`,
  ...rowSecurity('rescue_team', { rows: 'UNCONDITIONAL' }),

  `create table warehouse (${ownedColumns}, ${locatedColumns}, ${named},
    level text not null check (level in
      ('CENTRAL', 'PROVINCIAL', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE', 'ENTERPRISE_AGREEMENT')),
    ${uscc('enterprise_uscc')},
    area float8 check (area >= 0),
    manager_name text,
    manager_phone text,
    unique (id, owner_department)
  )`,
  ...ownedTable('warehouse'),
  ...locatedTable('warehouse'),
  searchIndex('warehouse', 'name'),
  ...rowSecurity('warehouse', { rows: 'UNCONDITIONAL' }),

  // A stock line has the owner of its warehouse, by the key, and its place, by the trigger below.
  `create table stock_item (${ownedColumns}, ${locatedColumns}, ${named},
    warehouse_id uuid not null,
    code_system text not null default 'GB/T 38565-2020' check (length(code_system) between 1 and 50),
    category_code text collate "C" not null check (length(category_code) between 1 and 20),
    spec text check (length(spec) between 1 and 200),
    unit text not null check (length(unit) between 1 and 20),
    quantity numeric(15, 3) not null check (quantity >= 0),
    reserved numeric(15, 3) not null default 0 check (reserved between 0 and quantity),
    available numeric(15, 3) generated always as (quantity - reserved) stored,
    reserve_mode text not null check (reserve_mode in ('PHYSICAL', 'AGREEMENT', 'CAPACITY')),
    ${uscc('supplier_uscc')},
    expires_on date,
    batch text check (length(batch) between 1 and 100),
    foreign key (warehouse_id, owner_department) references warehouse (id, owner_department),
    check (code_system <> 'GB/T 38565-2020' or category_code ~ '^[123][0-9]{6}$'),
    check (available + reserved = quantity)
  )`,
  ...ownedTable('stock_item'),
  ...locatedTable('stock_item'),
  searchIndex('stock_item', 'name'),
  `create index stock_item_warehouse on stock_item (warehouse_id)`,
  `create index stock_item_category on stock_item (category_code)`,
  ...rowSecurity('stock_item', { rows: 'UNCONDITIONAL' }),
  // Triggers run in the order of their names: place before stamp, which derives the path from the division.
  `create function stock_item_place() returns trigger language plpgsql as $$
  begin
    select lat, lon, crs, division_code into new.lat, new.lon, new.crs, new.division_code
      from warehouse where id = new.warehouse_id;
    return new;
  end $$`,
  `create trigger stock_item_place before insert or update on stock_item
    for each row execute function stock_item_place()`,
  `create function warehouse_moved() returns trigger language plpgsql as $$
  begin
    update stock_item set warehouse_id = new.id where warehouse_id = new.id;
    return null;
  end $$`,
  `create trigger warehouse_moved after update on warehouse for each row
    when ((old.lat, old.lon, old.crs, old.division_code) is distinct from (new.lat, new.lon, new.crs, new.division_code))
    execute function warehouse_moved()`,

  `create table shelter (${ownedColumns}, ${locatedColumns}, ${named},
    level text not null check (level in ('PROVINCIAL', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE')),
    space text check (space in ('INDOOR', 'OUTDOOR')),
    function text check (function in ('COMPREHENSIVE', 'SINGLE')),
    duration text check (duration in ('EMERGENCY', 'SHORT_TERM', 'LONG_TERM')),
    hazard_types text[] not null default '{}' check (hazard_types <@ array[${disasterTypes}]),
    effective_area float8 check (effective_area >= 0),
    ${persons('capacity')},
    ${persons('occupied')},
    status text not null check (status in ('OPEN', 'CLOSED', 'OUT_OF_USE')),
    free integer generated always as (${freePlacesSql}) stored,
    accessible boolean,
    manager_name text,
    manager_phone text
  )`,
  ...ownedTable('shelter'),
  ...locatedTable('shelter'),
  searchIndex('shelter', 'name'),
  `create index shelter_free on shelter (free)`,
  ...rowSecurity('shelter', { rows: 'UNCONDITIONAL' }),
]);
