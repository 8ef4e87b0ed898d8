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
import { disasterTypes } from './0001-create-emergency.js';

const landingSiteKinds = `'HELIPAD', 'LANDING_POINT'`;
const ewSiteKinds = `'PRIMARY_SCHOOL', 'MIDDLE_SCHOOL', 'KINDERGARTEN', 'GOVERNMENT', 'ENTERPRISE', 'OTHER'`;
const monitoringKinds = `'RAINFALL', 'WATER_LEVEL', 'DISPLACEMENT', 'LIGHTNING', 'SEISMIC', 'VIDEO', 'SMOKE'`;

export const createSites = migration(6, 'create-sites', () => [
  `create table landing_site (${ownedColumns}, ${locatedColumns}, 
    name text not null check (length(name) between 1 and 200), ${searchColumn('name')},
    kind text not null check (kind in (${landingSiteKinds})),
    length_metres float8 check (length_metres between 0 and 5000),
    width_metres float8 check (width_metres between 0 and 5000),
    max_takeoff_tonnes float8 check (max_takeoff_tonnes between 0 and 200),
    night_capable boolean,
    usable boolean
  )`,
  ...ownedTable('landing_site'),
  ...locatedTable('landing_site'),
  searchIndex('landing_site', 'name'),
  ...rowSecurity('landing_site', { rows: 'UNCONDITIONAL' }),

  `create table fire_access_route (${ownedColumns}, ${locatedColumns}, 
    name text not null check (length(name) between 1 and 200), ${searchColumn('name')},
    length_kilometres float8 check (length_kilometres between 0 and 1000),
    width_metres float8 check (width_metres between 0 and 100),
    passable boolean,
    checked_on date
  )`,
  ...ownedTable('fire_access_route'),
  ...locatedTable('fire_access_route'),
  searchIndex('fire_access_route', 'name'),
  ...rowSecurity('fire_access_route', { rows: 'UNCONDITIONAL' }),

  `create table ew_terminal (${ownedColumns}, ${locatedColumns}, 
    site_name text not null check (length(site_name) between 1 and 200), ${searchColumn('site_name')},
    site_kind text not null check (site_kind in (${ewSiteKinds})),
    online boolean,
    installed_on date,
    last_seen_at timestamptz
  )`,
  ...ownedTable('ew_terminal'),
  ...locatedTable('ew_terminal'),
  searchIndex('ew_terminal', 'site_name'),
  ...rowSecurity('ew_terminal', { rows: 'UNCONDITIONAL' }),

  `create table monitoring_site (${ownedColumns}, ${locatedColumns}, 
    name text not null check (length(name) between 1 and 200), ${searchColumn('name')},
    kind text not null check (kind in (${monitoringKinds})),
    hazard text check (hazard in (${disasterTypes})),
    online boolean,
    last_value float8 check (last_value between -1000000 and 1000000),
    alarm_threshold float8 check (alarm_threshold between -1000000 and 1000000),
    last_observed_at timestamptz
  )`,
  ...ownedTable('monitoring_site'),
  ...locatedTable('monitoring_site'),
  searchIndex('monitoring_site', 'name'),
  ...rowSecurity('monitoring_site', { rows: 'UNCONDITIONAL' }),
]);
