import { migration, orderIndexes, ownedColumns } from '@huitong/kit';
import { accessSecurity, disposalSecurity, emergencyUsage } from '../src/emergencySecurity.js';
import { changeable, movesRevision } from '../src/partySecurity.js';

const text = (column: string, most = 4000) =>
  `${column} text check (length(${column}) between 1 and ${most})`;

/** What is common to an access and to the duty that it leaves behind. */
const opened = `
  grant_key text not null check (length(grant_key) between 1 and 200),
  rule_id uuid not null references emergency_rule (id),
  incident text not null check (length(incident) between 1 and 100)`;

const access = [
  `create table emergency_access (${ownedColumns}, ${opened},
    provider text not null,
    level integer not null check (level between 1 and 4),
    divisions text[] not null check (cardinality(divisions) > 0),
    area text[] not null,
    coordinates text[] not null check (cardinality(coordinates) > 0),
    unmask boolean not null,
    terms text not null check (length(terms) between 1 and 100),
    opened_at timestamptz not null,
    ended_at timestamptz,
    check (ended_at >= opened_at)
  )`,
  ...accessSecurity(),
  // What an access opens follows its incident and its rule while it is open; the announcement says what holds now.
  ...changeable('emergency_access', [
    ...['level', 'divisions', 'area', 'division_code', 'division_path', 'coordinates', 'unmask', 'terms'],
    'ended_at',
  ]),
  `create unique index emergency_access_open on emergency_access (rule_id, incident, provider)
    where ended_at is null`,
  `create index emergency_access_grant on emergency_access (grant_key)`,
  ...orderIndexes('emergency_access', ['opened_at', 'updated_at']),
  movesRevision('emergency_access'),
];

const disposal = [
  `create table emergency_disposal (${ownedColumns}, ${opened},
    coordinates text[] not null check (cardinality(coordinates) > 0),
    unmasked_count integer not null check (unmasked_count >= 0),
    ended_at timestamptz not null,
    due_at timestamptz not null,
    ${text('disposal_method')},
    ${text('disposal_statement')},
    disposal_evidence_hash text check (disposal_evidence_hash ~ '^[0-9a-f]{64}$'),
    disposed_at timestamptz,
    constraint emergency_disposal_once unique (grant_key, owner_department, ended_at),
    check (num_nulls(disposal_method, disposal_statement, disposal_evidence_hash, disposed_at) in (0, 4))
  )`,
  ...disposalSecurity(),
  // Use that is reported late adds to a duty, until it is proved.
  ...changeable('emergency_disposal', [
    ...['coordinates', 'unmasked_count'],
    ...['disposal_method', 'disposal_statement', 'disposal_evidence_hash', 'disposed_at'],
  ]),
  ...orderIndexes('emergency_disposal', ['due_at', 'updated_at']),
];

export const createEmergencyAccess = migration(3, 'create-emergency-access', () => [
  ...access,
  ...disposal,
  ...emergencyUsage(),
]);
