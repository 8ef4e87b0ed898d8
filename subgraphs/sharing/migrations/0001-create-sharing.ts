import { migration, orderIndexes, ownedColumns, setting } from '@huitong/kit';
import {
  administeredTable,
  changeable,
  grantsWhatWasAsked,
  movesRevision,
  ofAdministration,
  overlapPolicy,
  partyHistory,
  partyTable,
  policyRevision,
  recordTable,
} from '../src/partySecurity.js';
import { defaultRuleStatements } from '../src/defaultRule.js';

const text = (column: string, most = 4000) =>
  `${column} text check (length(${column}) between 1 and ${most})`;
const required = (column: string, most = 4000) =>
  `${column} text not null check (length(${column}) between 1 and ${most})`;
const department = (column: string) => `${column} text not null check (length(${column}) = 18)`;
const words = (column: string, most: number, type = 'text') =>
  `${column} ${type}[] not null check (cardinality(${column}) between 1 and ${most})`;

const purposes = `'INCIDENT_RESPONSE', 'SUPERVISION', 'RISK_CONTROL', 'JOINT_INSPECTION', 'PRE_PLANNING', 'RELIEF',
  'SITUATION_DISPLAY', 'ECOLOGY', 'SHARING_ADMINISTRATION', 'AUDIT', 'ADMINISTRATION'`;
const modes = `'SERVICE_INTERFACE', 'BULK_EXCHANGE', 'FILE_DOWNLOAD'`;

/** What is asked for and what is granted have these in common. */
const scope = `
  purpose text not null check (purpose in (${purposes})),
  ${words('coordinates', 100)},
  ${words('divisions', 100)},
  around jsonb check (jsonb_typeof(around) = 'array'),
  within_km float8 check (within_km > 0 and within_km <= 100),
  mode text not null check (mode in (${modes})),
  rate_per_minute integer check (rate_per_minute between 1 and 100000),
  rows_per_day integer check (rows_per_day between 1 and 100000000),
  unmask boolean not null,
  check ((around is null) = (within_km is null))`;

const application = [
  `create table sharing_application (${ownedColumns},
    number text not null unique,
    ${department('provider_department')},
    applicant_line text not null,
    ${required('signatory_role', 100)},
    ${required('signatory_subject', 200)},
    signed boolean not null check (signed),
    ${scope},
    requested jsonb not null check (jsonb_typeof(requested) = 'array'),
    all_unconditional boolean not null,
    ${required('basis')},
    ${required('scenario')},
    ${text('unmask_reason')},
    wanted_from timestamptz not null,
    wanted_until timestamptz not null,
    state text not null default 'SUBMITTED'
      check (state in ('SUBMITTED', 'RETURNED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED')),
    submitted_at timestamptz not null,
    answer_clock jsonb not null,
    answer_due_at timestamptz not null,
    review_clock jsonb,
    reviewed_at timestamptz,
    extension_working_days integer check (extension_working_days between 1 and 10),
    ${text('extension_reason')},
    returned_at timestamptz,
    ${text('missing')},
    supplement_due_at timestamptz,
    answered_at timestamptz,
    ${text('refusal_reasons')},
    check (wanted_until > wanted_from),
    check (unmask_reason is not null or not unmask),
    check ((returned_at is null) = (missing is null)),
    check (state <> 'REFUSED' or refusal_reasons is not null),
    check ((state in ('APPROVED', 'REFUSED')) = (answered_at is not null))
  )`,
  ...partyTable('sharing_application', {
    departments: ['provider_department'],
    provider: 'provider_department',
  }),
  ...partyHistory('sharing_application', 'SharingApplication'),
  // What is asked for changes while it lies with the applicant, to be supplemented; else its moves alone change it.
  ...changeable(
    'sharing_application',
    [
      'state',
      'answer_clock',
      'answer_due_at',
      'reviewed_at',
      'extension_working_days',
      'extension_reason',
      'returned_at',
      'missing',
      'supplement_due_at',
      'answered_at',
      'refusal_reasons',
    ],
    `old.state = 'RETURNED' and old.owner_department = coalesce(${setting('department')}, '')`,
  ),
  `create index sharing_application_provider on sharing_application (provider_department)`,
  ...orderIndexes('sharing_application', ['submitted_at', 'answer_due_at', 'number', 'updated_at']),
];

const grant = [
  `create table sharing_grant (${ownedColumns},
    application_id uuid not null unique references sharing_application (id),
    ${department('department')},
    ${scope},
    incident text,
    starts_at timestamptz not null,
    expires_at timestamptz not null,
    state text not null default 'ACTIVE' check (state in ('ACTIVE', 'SUSPENDED', 'ENDED', 'DISPOSED')),
    approved_at timestamptz not null,
    shared_at timestamptz,
    ${text('external_authorisation_number', 100)},
    suspended_at timestamptz,
    ${text('suspension_reason')},
    ended_at timestamptz,
    ${text('end_reason')},
    ${text('disposal_method')},
    ${text('disposal_statement')},
    disposal_evidence_hash text check (disposal_evidence_hash ~ '^[0-9a-f]{64}$'),
    disposed_at timestamptz,
    check (expires_at > starts_at),
    check (state <> 'SUSPENDED' or suspension_reason is not null),
    check (state <> 'ENDED' or end_reason is not null),
    check ((state = 'DISPOSED') = (disposed_at is not null))
  )`,
  ...partyTable('sharing_grant', {
    departments: ['department'],
    provider: 'owner_department',
    gateway: true,
  }),
  ...partyHistory('sharing_grant', 'SharingGrant'),
  overlapPolicy(),
  grantsWhatWasAsked(),
  ...changeable('sharing_grant', [
    'state',
    'shared_at',
    'external_authorisation_number',
    'suspended_at',
    'suspension_reason',
    'ended_at',
    'end_reason',
    'disposal_method',
    'disposal_statement',
    'disposal_evidence_hash',
    'disposed_at',
  ]),
  `create index sharing_grant_department on sharing_grant (department, purpose)`,
  ...orderIndexes('sharing_grant', ['starts_at', 'expires_at', 'updated_at']),
  movesRevision('sharing_grant'),
];

const verification = [
  `create table verification_case (${ownedColumns},
    ${department('provider_department')},
    grant_id uuid references sharing_grant (id),
    ${required('coordinate', 200)},
    ${required('entity_key', 1000)},
    ${required('problem')},
    ${required('evidence')},
    state text not null default 'OPEN' check (state in ('OPEN', 'CORRECTED', 'CONFIRMED', 'WITHDRAWN')),
    opened_at timestamptz not null,
    due_at timestamptz not null,
    ${text('reply')},
    settled_at timestamptz,
    check ((state = 'OPEN') = (settled_at is null)),
    check (state not in ('CORRECTED', 'CONFIRMED') or reply is not null)
  )`,
  ...partyTable('verification_case', {
    departments: ['provider_department'],
    provider: 'provider_department',
    gateway: true,
  }),
  ...partyHistory('verification_case', 'VerificationCase'),
  ...changeable('verification_case', ['state', 'reply', 'settled_at']),
  `create index verification_case_provider on verification_case (provider_department)`,
  `create index verification_case_grant on verification_case (grant_id)`,
  ...orderIndexes('verification_case', ['opened_at', 'due_at', 'updated_at']),
  movesRevision('verification_case'),
];

const dispute = [
  `create table sharing_dispute (${ownedColumns},
    ${department('counterpart_department')},
    application_id uuid references sharing_application (id),
    grant_id uuid references sharing_grant (id),
    ${required('subject', 500)},
    ${required('claim')},
    state text not null default 'NEGOTIATING' check (state in ('NEGOTIATING', 'WITH_SUPERVISOR',
      'WITH_COMMON_SUPERIOR', 'WITH_GOVERNMENT', 'SETTLED', 'WITHDRAWN')),
    raised_at timestamptz not null,
    ${text('settlement')},
    settled_at timestamptz,
    check ((application_id is null) <> (grant_id is null)),
    check ((state in ('SETTLED', 'WITHDRAWN')) = (settled_at is not null)),
    check (state <> 'SETTLED' or settlement is not null)
  )`,
  ...partyTable('sharing_dispute', { departments: ['counterpart_department'] }),
  ...partyHistory('sharing_dispute', 'SharingDispute'),
  ...changeable('sharing_dispute', ['state', 'settlement', 'settled_at']),
  ...orderIndexes('sharing_dispute', ['raised_at', 'updated_at']),
];

const usage = [
  `create table sharing_usage (${ownedColumns},
    grant_id uuid references sharing_grant (id),
    ${required('grant_key', 200)},
    ${department('department')},
    ${required('subject', 200)},
    ${required('request_id', 200)},
    at timestamptz not null,
    day date not null,
    coordinates text[] not null,
    divisions text[] not null,
    row_count integer not null check (row_count >= 0),
    unmasked_count integer not null check (unmasked_count >= 0),
    constraint sharing_usage_once unique (request_id, grant_key)
  )`,
  ...recordTable('sharing_usage', {
    departments: ['department'],
    provider: 'owner_department',
    gateway: true,
  }),
  `create index sharing_usage_grant on sharing_usage (grant_id, at)`,
  ...orderIndexes('sharing_usage', ['at', 'row_count', 'unmasked_count']),
  `create table sharing_use_report (${ownedColumns},
    ${department('provider_department')},
    grant_id uuid not null references sharing_grant (id),
    period_from date not null,
    period_to date not null,
    ${['scenario', 'process', 'effect', 'storage', 'destruction'].map((column) => required(column)).join(', ')},
    check (period_to >= period_from)
  )`,
  ...partyTable('sharing_use_report', {
    departments: ['provider_department'],
    provider: 'provider_department',
  }),
  // A report is made once; what was wrong is said in another one.
  ...changeable('sharing_use_report', []),
  `create index sharing_use_report_grant on sharing_use_report (grant_id)`,
  ...orderIndexes('sharing_use_report', ['period_to', 'updated_at']),
];

const administration = [
  `create table revocation (${ownedColumns},
    kind text not null check (kind in ('DEPARTMENT', 'SUBJECT', 'KEY', 'TOKEN')),
    ${required('value', 200)},
    since timestamptz not null,
    ${required('reason')},
    lifted_at timestamptz,
    ${text('lift_reason')},
    check ((lifted_at is null) = (lift_reason is null))
  )`,
  ...administeredTable('revocation', { reading: 'OVERSIGHT' }),
  ...changeable('revocation', ['lifted_at', 'lift_reason']),
  `create unique index revocation_once on revocation (kind, value) where lifted_at is null`,
  ...orderIndexes('revocation', ['since', 'updated_at']),
  movesRevision('revocation'),
  `create table emergency_rule (${ownedColumns},
    ${required('name', 100)},
    incident_level_at_least integer not null check (incident_level_at_least between 1 and 4),
    ${words('roles', 50)},
    ${words('lines', 13)},
    ${words('coordinates', 500)},
    unmask boolean not null,
    active boolean not null,
    ${required('basis', 500)}
  )`,
  ...administeredTable('emergency_rule', { reading: 'EVERYBODY', changing: ofAdministration }),
  ...orderIndexes('emergency_rule', ['name', 'updated_at']),
  movesRevision('emergency_rule'),
];

export const createSharing = migration(1, 'create-sharing', () => [
  ...policyRevision(),
  ...application,
  ...grant,
  ...verification,
  ...dispute,
  ...usage,
  ...administration,
  ...defaultRuleStatements(),
]);
