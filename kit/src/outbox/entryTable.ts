import { rowSecurity, setting } from '../database/tables.js';
import { relayDepartment } from './callers.js';

/** Channel on which a change of the outbox wakes the relay; the payload is empty, because every role may listen. */
export const indexChannel = 'huitong_index';

/**
 * The outbox of a subgraph's database: one row per shared object with what the index in `commons` needs and no
 * business field, written by triggers in the transaction of whoever wrote the object. It is compacted: a change
 * overwrites the row and stamps it with the transaction's id, a deletion leaves a tombstone.
 *
 * `(xid, type, key)` orders the changes: an object has one row, so within a transaction type and key are enough. A
 * reader takes only rows whose transaction lies below every running one, so nothing that commits late is passed over.
 */
export const outboxStatements = (): string[] => [
  `create table index_entry (
    type text collate "C" not null,
    key text collate "C" not null,
    name text,
    lat float8,
    lon float8,
    division_code text not null,
    division_path text[] not null,
    owner_department text not null,
    state text,
    due_at timestamptz,
    rank integer,
    enterprise_uscc text,
    share text not null check (share in ('UNCONDITIONAL', 'CONDITIONAL')),
    synthetic boolean not null,
    deleted boolean not null default false,
    xid xid8 not null,
    primary key (type, key)
  )`,
  `create index index_entry_changes on index_entry (xid, type, key)`,
  ...rowSecurity('index_entry', { rows: 'CONDITIONAL', type: 'IndexEntry' }),
  // The id of an object is its key in the index; were it to change, the old entry would stay for ever.
  `create function kit_key_stays() returns trigger language plpgsql as $$
  begin
    raise exception 'the id of a shared object stays' using errcode = 'check_violation', constraint = 'key_stays';
  end $$`,
  // What the relay knows of its last two batches, to see that the database was put back to an earlier state.
  `create table index_relay (
    relay text primary key,
    acknowledged uuid,
    pending uuid
  )`,
  `alter table index_relay enable row level security`,
  `alter table index_relay force row level security`,
  `create policy index_relay_own on index_relay for all
    using (relay = (select nullif(${setting('department')}, '')))
    with check (relay = (select nullif(${setting('department')}, '')))`,
  `do $$ begin execute format('grant select, insert, update on index_relay to %I',
    regexp_replace(current_user, '_owner$', '_app')); end $$`,
];

/**
 * Tombstones know since when they lie, and the relay may purge those that the index has passed. In a migration of its
 * own, because outboxes of before have none of it.
 */
export const tombstoneStatements = (): string[] => [
  `alter table index_entry add column deleted_at timestamptz`,
  `alter table index_entry no force row level security`,
  `update index_entry set deleted_at = now() where deleted`,
  `alter table index_entry force row level security`,
  `create index index_entry_tombstones on index_entry (deleted_at) where deleted`,
  `create function kit_bury_entry() returns trigger language plpgsql as $$
  begin
    new.deleted_at := case when new.deleted then clock_timestamp() end;
    return new;
  end $$`,
  `create trigger index_entry_bury before update of deleted on index_entry for each row
    when (old.deleted is distinct from new.deleted) execute function kit_bury_entry()`,
  `create policy index_entry_purge on index_entry for delete using (deleted and
    (select starts_with(coalesce(${setting('department')}, ''), '${relayDepartment('')}')))`,
];
