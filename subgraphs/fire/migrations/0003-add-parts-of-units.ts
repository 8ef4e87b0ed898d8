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
import { partFunction, partOf } from '../src/partTables.js';

const open = { rows: 'UNCONDITIONAL' } as const;

/** A unit has several buildings; what was said of its one building becomes the first of them. */
const moveBuildings = [
  // The owner role is bound by the policies while they are forced, and has no department to write for.
  `alter table fire_unit no force row level security`,
  `insert into building (id, owner_department, division_code, source, source_id, synthetic, fire_unit_id, height, use,
     storeys_above_ground, has_dormitory)
   select gen_random_uuid(), owner_department, division_code, source, source_id, synthetic, id, building_height,
     building_use, storeys_above_ground, has_dormitory
   from fire_unit
   where num_nonnulls(building_height, building_use, storeys_above_ground, has_dormitory) > 0`,
  `alter table fire_unit force row level security`,
  `alter table fire_unit drop column building_height, drop column building_use, drop column storeys_above_ground,
     drop column has_dormitory`,
];

export const addPartsOfUnits = migration(3, 'add-parts-of-units', () => [
  `alter table fire_unit
    add column kind text check (kind in ('ORGANISATION', 'BUILDING', 'PLACE', 'COMMUNITY', 'WORK_SITE')),
    add column uscc text check (length(uscc) = 18),
    add column small_place_measures jsonb check (jsonb_typeof(small_place_measures) = 'object')`,
  `create index fire_unit_uscc on fire_unit (uscc)`,
  `create index fire_unit_name on fire_unit (name, id)`,

  partFunction('fire_unit'),
  `create table building (${ownedColumns},
    fire_unit_id uuid not null references fire_unit (id),
    name text check (length(name) between 1 and 200),
    height float8 check (height > 0),
    use text check (use in ('RESIDENTIAL', 'PUBLIC', 'INDUSTRIAL', 'STORAGE')),
    storeys_above_ground integer check (storeys_above_ground >= 0),
    storeys_below_ground integer check (storeys_below_ground >= 0),
    floor_area float8 check (floor_area > 0),
    has_dormitory boolean,
    insulation_grade text check (insulation_grade in ('A', 'B1', 'B2', 'B3'))
  )`,
  ...ownedTable('building'),
  `create index building_unit on building (fire_unit_id)`,
  `create index building_height on building (height, id)`,
  partOf('fire_unit', 'building'),
  ...moveBuildings,
  ...rowSecurity('building', open),

  `create table fire_facility (${ownedColumns},
    fire_unit_id uuid not null references fire_unit (id),
    system text not null check (system in ('GENERAL', 'FIRE_ALARM', 'LINKAGE_CONTROLLER', 'HYDRANT', 'SPRINKLER',
      'GAS_EXTINGUISHING', 'WATER_SPRAY_PUMP', 'WATER_SPRAY_PRESSURE_VESSEL', 'FOAM', 'DRY_POWDER', 'SMOKE_CONTROL',
      'FIRE_DOOR_AND_SHUTTER', 'FIRE_LIFT', 'EMERGENCY_BROADCAST', 'EMERGENCY_LIGHTING', 'FIRE_POWER_SUPPLY',
      'FIRE_TELEPHONE')),
    status text check (status in ('WORKING', 'FAULTY', 'SHUT_OFF', 'INCOMPLETE', 'MISSING')),
    last_serviced_on date,
    maintainer text check (length(maintainer) between 1 and 200)
  )`,
  ...ownedTable('fire_facility'),
  `create index fire_facility_unit on fire_facility (fire_unit_id)`,
  partOf('fire_unit', 'fire_facility'),
  ...rowSecurity('fire_facility', open),

  `create table life_channel (${ownedColumns},
    fire_unit_id uuid not null references fire_unit (id),
    name text check (length(name) between 1 and 200),
    kind text not null check (kind in
      ('FIRE_LANE', 'AERIAL_OPERATION_SITE', 'EVACUATION_ROUTE', 'SAFETY_EXIT', 'ESCAPE_WINDOW')),
    status text check (status in ('CLEAR', 'OCCUPIED', 'BLOCKED', 'LOCKED')),
    width float8 check (width > 0),
    checked_on date
  )`,
  ...ownedTable('life_channel'),
  `create index life_channel_unit on life_channel (fire_unit_id)`,
  partOf('fire_unit', 'life_channel'),
  ...rowSecurity('life_channel', open),

  `create table fire_acceptance_step (${ownedColumns},
    fire_unit_id uuid not null references fire_unit (id),
    kind text not null check (kind in ('DESIGN_REVIEW', 'ACCEPTANCE', 'FILING', 'LEGACY_REGISTRATION')),
    result text check (result in ('PENDING', 'PASSED', 'FAILED')),
    decided_on date,
    document_number text check (length(document_number) between 1 and 100),
    authority text check (length(authority) between 1 and 200)
  )`,
  ...ownedTable('fire_acceptance_step'),
  `create index fire_acceptance_step_unit on fire_acceptance_step (fire_unit_id)`,
  partOf('fire_unit', 'fire_acceptance_step'),
  ...rowSecurity('fire_acceptance_step', open),

  `create table ebike_charging_site (${ownedColumns}, ${locatedColumns},
    fire_unit_id uuid references fire_unit (id),
    name text not null check (length(name) between 1 and 200),
    ${searchColumn('name')},
    sockets integer check (sockets >= 0),
    parking_spaces integer check (parking_spaces >= 0),
    indoors boolean,
    has_sprinkler boolean,
    has_automatic_cut_off boolean,
    strung_wires boolean,
    status text check (status in ('IN_USE', 'RECTIFYING', 'CLOSED')),
    checked_on date
  )`,
  ...ownedTable('ebike_charging_site'),
  ...locatedTable('ebike_charging_site'),
  searchIndex('ebike_charging_site', 'name'),
  partOf('fire_unit', 'ebike_charging_site'),
  `create index ebike_charging_site_unit on ebike_charging_site (fire_unit_id)`,
  `create index ebike_charging_site_name on ebike_charging_site (name, id)`,
  ...rowSecurity('ebike_charging_site', open),
]);
