import { migration, ownedColumns, ownedTable, rowSecurity, searchColumn, searchIndex } from '@huitong/kit';
import { disasterTypes } from './0001-create-emergency.js';

const planKinds = `'OVERALL', 'WORK_SAFETY', 'FIRE', 'FOREST_FIRE', 'EARTHQUAKE', 'GEOLOGICAL', 'FLOOD', 'SNOW_AND_FREEZING', 'SUPPLIES', 'RELIEF', 'HAZARDOUS_CHEMICALS', 'MINE', 'TAILINGS_POND', 'OTHER'`;
const administrativeLevels = `'NATIONAL', 'PROVINCIAL', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE'`;
const drillKinds = `'COMPREHENSIVE', 'SPECIAL', 'TABLETOP', 'EVACUATION'`;
const drillLevels = `'PROVINCIAL', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE', 'ENTERPRISE', 'HIGH_RISK_ENTERPRISE'`;
const dutyPosts = `'LEADER', 'DUTY_OFFICER', 'DEPUTY'`;
const informantRoles = `'PRIMARY', 'DEPUTY'`;

export const createPlans = migration(5, 'create-plans', () => [
  `create table emergency_plan (${ownedColumns}, 
    title text not null check (length(title) between 1 and 200), ${searchColumn('title')},
    kind text not null check (kind in (${planKinds})),
    level text check (level in (${administrativeLevels})),
    enterprise_uscc text check (length(enterprise_uscc) = 18),
    version text check (length(version) between 1 and 50),
    approved_on date,
    next_review_on date,
    deadline date,
    check (next_review_on > approved_on)
  )`,
  ...ownedTable('emergency_plan'),
  searchIndex('emergency_plan', 'title'),
  `create index emergency_plan_enterprise on emergency_plan (enterprise_uscc)`,
  ...rowSecurity('emergency_plan', { rows: 'UNCONDITIONAL' }),

  `create table village_plan_set (${ownedColumns}, 
    responsibility boolean not null default false,
    fire boolean not null default false,
    flood boolean not null default false,
    quake boolean not null default false,
    geo boolean not null default false,
    responsible_name text,
    reviewed_on date,
    complete boolean not null generated always as (responsibility and fire and flood and quake and geo) stored,
    unique (division_code)
  )`,
  ...ownedTable('village_plan_set'),
  ...rowSecurity('village_plan_set', { rows: 'UNCONDITIONAL' }),

  `create table drill (${ownedColumns}, 
    title text not null check (length(title) between 1 and 200), ${searchColumn('title')},
    kind text not null check (kind in (${drillKinds})),
    level text not null check (level in (${drillLevels})),
    hazard text check (hazard in (${disasterTypes})),
    held_at timestamptz not null,
    enterprise_uscc text check (length(enterprise_uscc) = 18),
    plan_id uuid references emergency_plan (id),
    participants integer check (participants between 0 and 1000000),
    unannounced_claimed boolean,
    unannounced_assessed_by text check (length(unannounced_assessed_by) = 18),
    unannounced_assessed_on date,
    unannounced_accepted boolean,
    evaluation text check (length(evaluation) between 1 and 4000),
    check ((level in ('ENTERPRISE', 'HIGH_RISK_ENTERPRISE')) = (enterprise_uscc is not null)),
    check (num_nonnulls(unannounced_assessed_by, unannounced_accepted) in (0, 2))
  )`,
  ...ownedTable('drill'),
  searchIndex('drill', 'title'),
  `create index drill_plan on drill (plan_id)`,
  `create index drill_enterprise on drill (enterprise_uscc)`,
  ...rowSecurity('drill', { rows: 'UNCONDITIONAL' }),

  `create table response_card (${ownedColumns}, 
    post text not null check (length(post) between 1 and 100), ${searchColumn('post')},
    hazard text check (hazard in (${disasterTypes})),
    plan_id uuid references emergency_plan (id),
    enterprise_uscc text check (length(enterprise_uscc) = 18),
    steps text[] not null default '{}' check (cardinality(steps) <= 30),
    contact_phone text
  )`,
  ...ownedTable('response_card'),
  searchIndex('response_card', 'post'),
  `create index response_card_plan on response_card (plan_id)`,
  `create index response_card_enterprise on response_card (enterprise_uscc)`,
  ...rowSecurity('response_card', { rows: 'UNCONDITIONAL' }),

  `create table duty_roster (${ownedColumns}, 
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    post text not null check (post in (${dutyPosts})),
    person_name text,
    person_phone text,
    office_phone text check (length(office_phone) between 1 and 30),
    check (ends_at > starts_at)
  )`,
  ...ownedTable('duty_roster'),
  ...rowSecurity('duty_roster', { rows: 'UNCONDITIONAL' }),

  `create table disaster_informant (${ownedColumns}, 
    name text,
    phone text,
    role text not null check (role in (${informantRoles})),
    full_time boolean,
    trained_on date
  )`,
  ...ownedTable('disaster_informant'),
  ...rowSecurity('disaster_informant', { rows: 'CONDITIONAL', type: 'DisasterInformant' }),

  `create table demonstration_community (${ownedColumns}, 
    name text not null check (length(name) between 1 and 200), ${searchColumn('name')},
    level text not null check (level in (${administrativeLevels})),
    named_on date,
    reviewed_on date,
    revoked_on date,
    check (revoked_on > named_on)
  )`,
  ...ownedTable('demonstration_community'),
  searchIndex('demonstration_community', 'name'),
  ...rowSecurity('demonstration_community', { rows: 'UNCONDITIONAL' }),
]);
