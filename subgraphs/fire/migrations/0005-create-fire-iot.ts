import { migration, ownedColumns, ownedTable, rowSecurity } from '@huitong/kit';
import { partFunction, partOf, wholeOf } from '../src/partTables.js';

const word = 'between 0 and 65535';

export const createFireIot = migration(5, 'create-fire-iot', () => [
  `create table fire_iot_device (${ownedColumns},
    fire_unit_id uuid not null references fire_unit (id),
    name text not null check (length(name) between 1 and 200),
    level text not null default 'COMPONENT' check (level in ('SYSTEM', 'COMPONENT')),
    system text not null check (system in ('GENERAL', 'FIRE_ALARM', 'LINKAGE_CONTROLLER', 'HYDRANT', 'SPRINKLER',
      'GAS_EXTINGUISHING', 'WATER_SPRAY_PUMP', 'WATER_SPRAY_PRESSURE_VESSEL', 'FOAM', 'DRY_POWDER', 'SMOKE_CONTROL',
      'FIRE_DOOR_AND_SHUTTER', 'FIRE_LIFT', 'EMERGENCY_BROADCAST', 'EMERGENCY_LIGHTING', 'FIRE_POWER_SUPPLY',
      'FIRE_TELEPHONE')),
    component_type integer check (component_type between 0 and 255),
    placed_at text check (length(placed_at) between 1 and 200),
    installed_on date,
    status_bits integer check (status_bits ${word}),
    status_at timestamptz,
    check ((status_bits is null) = (status_at is null))
  )`,
  ...ownedTable('fire_iot_device'),
  `create index fire_iot_device_unit on fire_iot_device (fire_unit_id)`,
  `create index fire_iot_device_name on fire_iot_device (name, id)`,
  partOf('fire_unit', 'fire_iot_device'),
  ...rowSecurity('fire_iot_device', { rows: 'CONDITIONAL', type: 'FireIotDevice' }),

  // Every status word received: the ground of the events, and what makes receiving one again harmless.
  `create table fire_status_report (${ownedColumns},
    fire_iot_device_id uuid not null references fire_iot_device (id),
    at timestamptz not null,
    status_bits integer not null check (status_bits ${word}),
    unique (fire_iot_device_id, at)
  )`,
  ...ownedTable('fire_status_report'),
  partFunction('fire_iot_device'),
  partOf('fire_iot_device', 'fire_status_report'),
  ...wholeOf('fire_iot_device', ['fire_status_report']),
  ...rowSecurity('fire_status_report', { rows: 'CONDITIONAL', type: 'FireIotDevice' }),

  `create table fire_event (${ownedColumns},
    fire_unit_id uuid not null references fire_unit (id),
    fire_iot_device_id uuid references fire_iot_device (id),
    kind text not null check (kind in ('FIRE_ALARM', 'FAULT', 'SHIELD', 'SUPERVISE', 'ACTUATION', 'FEEDBACK', 'DELAY',
      'MAIN_POWER', 'BACKUP_POWER', 'BUS', 'MANUAL', 'CONFIGURATION', 'RESET', 'INSPECT')),
    occurred_at timestamptz not null,
    ended_at timestamptz check (ended_at >= occurred_at),
    under_test boolean,
    confirmed text check (confirmed in ('UNCONFIRMED', 'TRUE_FIRE', 'FALSE', 'TEST', 'DRILL')),
    confirmed_at timestamptz,
    confirmed_by text check (length(confirmed_by) = 18),
    confirmations jsonb not null default '[]' check (jsonb_typeof(confirmations) = 'array'),
    check ((confirmed is not null) = (kind = 'FIRE_ALARM')),
    check (confirmed_at is null or confirmed is not null)
  )`,
  ...ownedTable('fire_event'),
  `create index fire_event_unit on fire_event (fire_unit_id, occurred_at)`,
  `create index fire_event_device on fire_event (fire_iot_device_id, kind)`,
  `create index fire_event_time on fire_event (occurred_at, id)`,
  `create index fire_event_open on fire_event (occurred_at) where confirmed = 'UNCONFIRMED'`,
  partOf('fire_unit', 'fire_event'),
  ...rowSecurity('fire_event', { rows: 'CONDITIONAL', type: 'FireEvent' }),
  ...wholeOf('fire_unit', [
    ...['building', 'fire_facility', 'life_channel', 'fire_acceptance_step', 'ebike_charging_site'],
    ...['fire_iot_device', 'fire_event'],
  ]),
]);
