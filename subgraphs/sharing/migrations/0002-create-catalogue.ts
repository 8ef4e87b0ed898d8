import { grantToApp, list, migration, orderIndexes, ownedColumns, setting } from '@huitong/kit';
import { administeredTable, partyHistory } from '../src/partySecurity.js';

/** Row condition: the data administration of a city or the province asks; its catalogue is that of the whole graph. */
const publishes = `((select ${setting('line')}) = 'DATA'
  and exists (select from unnest(${list('scope')}) as code where code ~ '^[0-9]{4}00$'))`;

/** Columns that a move may change; all others are the schema's, and change where it is taken in. */
const moved = `state, published_at, update_due_at, extension_working_days, extension_reason`;

const withdrawUpdate = (table: string) =>
  `do $$ begin execute format('revoke update on ${table} from %I',
    regexp_replace(current_user, '_owner$', '_app')); end $$`;

const entry = [
  `create table catalog_entry (${ownedColumns},
    entry text not null unique check (entry ~ '^[a-z0-9-]+(/[a-z0-9-]+)+$'),
    type_name text not null,
    name text not null,
    description text,
    providers text[] not null check (cardinality(providers) > 0),
    format text not null,
    update_frequency text not null
      check (update_frequency in ('LIVE', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'ON_CHANGE')),
    attribute text not null check (attribute in ('UNCONDITIONAL', 'CONDITIONAL', 'NOT_SHARED')),
    purposes text[] not null,
    basis text,
    mode text not null check (mode in ('SERVICE_INTERFACE', 'BULK_EXCHANGE', 'FILE_DOWNLOAD')),
    conditions text,
    grade text not null check (grade in ('GENERAL', 'IMPORTANT', 'CORE')),
    items jsonb not null check (jsonb_typeof(items) = 'array'),
    version integer not null check (version >= 1),
    changed_at timestamptz not null,
    state text not null default 'REVIEW' check (state in ('REVIEW', 'PUBLISHED', 'WITHDRAWN')),
    withdrawn_at timestamptz,
    update_due_at timestamptz not null,
    extension_working_days integer check (extension_working_days between 1 and 5),
    extension_reason text check (length(extension_reason) between 1 and 4000),
    review_due_at timestamptz not null,
    published_at timestamptz,
    check ((state = 'WITHDRAWN') = (withdrawn_at is not null)),
    check (state <> 'PUBLISHED' or published_at is not null),
    check ((extension_working_days is null) = (extension_reason is null))
  )`,
  ...administeredTable('catalog_entry', { reading: 'EVERYBODY', changing: publishes }),
  ...partyHistory('catalog_entry', 'CatalogEntry'),
  withdrawUpdate('catalog_entry'),
  ...grantToApp('catalog_entry', `update (${moved})`),
  ...orderIndexes('catalog_entry', ['entry', 'name', 'changed_at', 'review_due_at', 'updated_at']),
];

const version = [
  `create table catalog_version (${ownedColumns},
    entry_id uuid not null references catalog_entry (id),
    version integer not null check (version >= 1),
    changed_at timestamptz not null,
    content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
    changes jsonb not null check (jsonb_typeof(changes) = 'array'),
    constraint catalog_version_once unique (entry_id, version)
  )`,
  // A version is added with its entry and stays.
  ...administeredTable('catalog_version', { reading: 'EVERYBODY', changing: 'false' }),
  withdrawUpdate('catalog_version'),
];

export const createCatalogue = migration(2, 'create-catalogue', () => [...entry, ...version]);
