import { migration, ownedColumns, ownedTable, rowSecurity } from '@huitong/kit';
import { partFunction, partOf, wholeOf } from '../src/partTables.js';

const open = { rows: 'UNCONDITIONAL' } as const;

export const extendWaterAndBrigades = migration(4, 'extend-water-and-brigades', () => [
  `alter table water_source
    add column address text check (length(address) between 1 and 200),
    add column enterprise_uscc text check (length(enterprise_uscc) = 18),
    add column pipe_diameter float8 check (pipe_diameter > 0)`,
  `create index water_source_enterprise on water_source (enterprise_uscc)`,
  `create index water_source_name on water_source (name, id)`,
  // The coverage of a division asks for the usable ones only.
  `create index water_source_usable on water_source using gist (ecef) where usable`,

  `create table water_source_check (${ownedColumns},
    water_source_id uuid not null references water_source (id),
    checked_on date not null,
    usable boolean not null,
    flow float8 check (flow >= 0),
    pressure float8 check (pressure >= 0),
    remark text check (length(remark) between 1 and 500)
  )`,
  ...ownedTable('water_source_check'),
  `create index water_source_check_day on water_source_check (water_source_id, checked_on)`,
  partFunction('water_source'),
  partOf('water_source', 'water_source_check'),
  ...wholeOf('water_source', ['water_source_check']),
  ...rowSecurity('water_source_check', open),

  `alter table fire_brigade
    add column address text check (length(address) between 1 and 200),
    add column station_class text check (station_class in
      ('SPECIAL_DUTY', 'ORDINARY_FIRST', 'ORDINARY_SECOND', 'SMALL', 'LOGISTICS')),
    add column service_area float8 check (service_area > 0),
    add column service_divisions text[] not null default '{}'`,
  `create index fire_brigade_name on fire_brigade (name, id)`,
  `create index fire_brigade_enterprise on fire_brigade (enterprise_uscc)`,
  `create index fire_brigade_serves on fire_brigade using gin (service_divisions)`,

  `alter table fire_vehicle
    add column working_height float8 check (working_height > 0),
    add column position_lat float8,
    add column position_lon float8,
    add column position_at timestamptz,
    add check ((position_lat is null) = (position_lon is null) and (position_lat is null) = (position_at is null))`,
  partFunction('fire_brigade'),
  partOf('fire_brigade', 'fire_vehicle'),
  ...wholeOf('fire_brigade', ['fire_vehicle']),
]);
