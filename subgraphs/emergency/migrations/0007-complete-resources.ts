import { migration } from '@huitong/kit';

const facilities = `'WATER', 'POWER', 'TOILETS', 'MEDICAL', 'STORAGE', 'FIRE_PROTECTION', 'BROADCAST', 'COMMUNICATIONS',
  'SLEEPING', 'SIGNS'`;
const categories = `'COMPREHENSIVE', 'PROFESSIONAL', 'GRASSROOTS', 'ENTERPRISE_FULL_TIME', 'ENTERPRISE_PART_TIME',
  'VOLUNTEER', 'SOCIAL', 'AVIATION', 'ARMED_FORCES', 'FOREST_FIRE', 'GEO_ENGINEERING'`;

const currentResponse = (of: string) => `(select ${of} from response_activation
  where incident_id = of_incident and owner_department = of_owner and ended_at is null
  order by activated_at desc limit 1)`;

export const completeResources = migration(7, 'complete-resources', () => [
  `alter table rescue_team
    drop constraint rescue_team_category_check,
    add constraint rescue_team_category_check check (category in (${categories})),
    add column base_id uuid references rescue_base (id),
    add column vehicles jsonb not null default '[]' check (jsonb_typeof(vehicles) = 'array'),
    add column agreements jsonb not null default '[]' check (jsonb_typeof(agreements) = 'array')`,
  `create index rescue_team_base on rescue_team (base_id)`,

  `alter table stock_item
    add column agreement_quantity float8 check (agreement_quantity >= 0),
    add column agreement_response_hours float8 check (agreement_response_hours between 0 and 8760),
    add constraint stock_item_agreement check
      (reserve_mode <> 'PHYSICAL' or num_nonnulls(agreement_quantity, agreement_response_hours) = 0)`,

  `alter table shelter
    add column facilities text[] not null default '{}' check (facilities <@ array[${facilities}])`,

  `alter table incident
    add column closed_at timestamptz,
    add column affected_divisions text[] not null default '{}' check (cardinality(affected_divisions) <= 200),
    add constraint incident_closed check (closed_at is null or (status = 'CLOSED' and closed_at >= occurred_at))`,

  // One truth: the level that an incident shows, and is found by, is that of its owner's activation in force. Those
  // of other levels of government stand in its history and change nothing.
  `create function incident_response(of_incident uuid, of_owner text) returns void language sql as $$
    update incident set response_level = ${currentResponse('level')},
      response_activated_at = ${currentResponse('activated_at')}
    where id = of_incident and owner_department = of_owner
      and (response_level, response_activated_at) is distinct from
        (${currentResponse('level')}, ${currentResponse('activated_at')})
  $$`,
  `create function response_changed() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then perform incident_response(old.incident_id, old.owner_department); end if;
    if tg_op <> 'DELETE' then perform incident_response(new.incident_id, new.owner_department); end if;
    return null;
  end $$`,
  `create trigger response_changed after insert or update or delete on response_activation
    for each row execute function response_changed()`,
  // Called by the trigger as the app role, which may do no more by it than by a statement of its own.
  `do $$ begin execute format('grant execute on function incident_response(uuid, text) to %I',
    regexp_replace(current_user, '_owner$', '_app')); end $$`,
]);
