import { ownedColumns, ownedTable, rowSecurity } from '../database/tables.js';

/**
 * The table of decisions (企业匹配决定), for the migration of a subgraph whose rows may lack the code of their
 * enterprise. Rows are seen by the department's own line only, and never changed: the app role may not update them.
 */
export function enterpriseMatchTable(): string[] {
  return [
    `create table enterprise_match (${ownedColumns},
      object_type text not null check (length(object_type) between 1 and 60),
      object_id uuid not null,
      object_source text not null,
      object_source_id text,
      uscc text not null check (length(uscc) = 18),
      decision text not null check (decision in ('CONFIRMED', 'REJECTED', 'REVERSED')),
      officer text not null,
      note text check (length(note) between 1 and 1000),
      decided_at timestamptz not null default clock_timestamp(),
      number bigint not null generated always as identity
    )`,
    ...ownedTable('enterprise_match'),
    `create index enterprise_match_object on enterprise_match (object_id, number)`,
    `create index enterprise_match_key on enterprise_match
      (object_source_id, object_source, owner_department, object_type, number)`,
    ...rowSecurity('enterprise_match', { rows: 'CONDITIONAL', type: 'EnterpriseMatch' }),
    `do $$ begin execute format('revoke update, delete on enterprise_match from %I',
      regexp_replace(current_user, '_owner$', '_app')); end $$`,
    // The last word on each enterprise; of those that stand confirmed the newest. The query stands in the trigger, whose
    // plan is kept for the connection: as a function of its own it took a quarter of the time of an import.
    `create function kit_keep_enterprise() returns trigger language plpgsql as $$
    begin
      select uscc into new.enterprise_uscc from (
        select distinct on (uscc) uscc, decision, number from enterprise_match
        where object_source_id = new.source_id and object_source = new.source
          and owner_department = new.owner_department and object_type = tg_argv[0]
        order by uscc, number desc
      ) as last where decision = 'CONFIRMED' order by number desc limit 1;
      return new;
    end $$`,
    `do $$ begin execute format('grant execute on function kit_keep_enterprise() to %I',
      regexp_replace(current_user, '_owner$', '_app')); end $$`,
  ];
}

/**
 * Makes confirmed decisions on a table's rows outlive imports that bring no code, and lets its unmatched rows be
 * found. The trigger runs before the row is compared with what stands, so that such an import counts as unchanged.
 * @param table with the column `enterprise_uscc`.
 * @param type GraphQL type of its rows.
 */
export function matchedTable(table: string, type: string): string[] {
  return [
    `create trigger ${table}_keep_enterprise before insert or update on ${table}
      for each row when (new.enterprise_uscc is null and new.source_id is not null)
      execute function kit_keep_enterprise('${type}')`,
    `create index ${table}_unmatched on ${table} (owner_department) where enterprise_uscc is null`,
  ];
}
