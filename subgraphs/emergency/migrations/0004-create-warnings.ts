import { migration, ownedColumns, ownedTable, rowSecurity, searchColumn, searchIndex } from '@huitong/kit';

const warningKinds = `'RAINSTORM', 'FLOOD', 'FLASH_FLOOD', 'GEOLOGICAL', 'COLD_WAVE', 'SNOW', 'ICE', 'GALE', 'HAIL', 'HEAT', 'DROUGHT', 'FOREST_FIRE_DANGER', 'EARTHQUAKE', 'HAZARDOUS_CHEMICALS', 'MINE', 'TAILINGS_POND', 'OTHER'`;
const warningColours = `'RED', 'ORANGE', 'YELLOW', 'BLUE'`;
const capStatuses = `'ACTUAL', 'EXERCISE', 'SYSTEM', 'TEST', 'DRAFT'`;
const capMessageTypes = `'ALERT', 'UPDATE', 'CANCEL', 'ACKNOWLEDGE', 'ERROR'`;
const capScopes = `'PUBLIC', 'RESTRICTED', 'PRIVATE'`;
const capCategories = `'GEO', 'MET', 'SAFETY', 'SECURITY', 'RESCUE', 'FIRE', 'HEALTH', 'ENVIRONMENT', 'TRANSPORT', 'INFRASTRUCTURE', 'CBRNE', 'OTHER'`;
const capUrgencies = `'IMMEDIATE', 'EXPECTED', 'FUTURE', 'PAST', 'UNKNOWN'`;
const capCertainties = `'OBSERVED', 'LIKELY', 'POSSIBLE', 'UNLIKELY', 'UNKNOWN'`;
const capResponseTypes = `'SHELTER', 'EVACUATE', 'PREPARE', 'EXECUTE', 'AVOID', 'MONITOR', 'ASSESS', 'ALL_CLEAR', 'NONE'`;
const calloutChannels = `'PHONE', 'SMS', 'BROADCAST', 'RADIO', 'APP', 'DOOR_TO_DOOR'`;
const incidentReportKinds = `'INITIAL', 'FOLLOW_UP', 'VERIFIED'`;
const administrativeLevels = `'NATIONAL', 'PROVINCIAL', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE'`;

export const createWarnings = migration(4, 'create-warnings', () => [
  `create table warning (${ownedColumns}, 
    title text not null check (length(title) between 1 and 200), ${searchColumn('title')},
    kind text not null check (kind in (${warningKinds})),
    colour text not null check (colour in (${warningColours})),
    starts_at timestamptz not null,
    expires_at timestamptz,
    lifted_at timestamptz,
    affected_area text not null check (length(affected_area) between 1 and 1000),
    notice text not null check (length(notice) between 1 and 2000),
    measures text not null check (length(measures) between 1 and 4000),
    publisher text not null check (length(publisher) between 1 and 200),
    published_at timestamptz not null,
    affected_divisions text[] not null default '{}' check (cardinality(affected_divisions) <= 200),
    cap_status text not null default 'ACTUAL' check (cap_status in (${capStatuses})),
    message_type text not null default 'ALERT' check (message_type in (${capMessageTypes})),
    scope text check (scope in (${capScopes})),
    category text check (category in (${capCategories})),
    urgency text check (urgency in (${capUrgencies})),
    certainty text check (certainty in (${capCertainties})),
    response_types text[] not null default '{}' check (response_types <@ array[${capResponseTypes}]),
    supersedes_id uuid references warning (id),
    reach text[] not null default '{}',
    reach_path text[] not null default '{}',
    check (expires_at > starts_at),
    check (lifted_at >= published_at)
  )`,
  ...ownedTable('warning'),
  searchIndex('warning', 'title'),
  `create index warning_supersedes on warning (supersedes_id)`,
  `create index warning_reach on warning using gin (reach)`,
  `create index warning_reach_path on warning using gin (reach_path)`,
  // Where a warning counts: in the divisions it names, else in its own; and, from above, in all that contain them.
  // A division that does not exist is a foreign key that does not hold.
  `create function warning_reach() returns trigger language plpgsql as $$
  begin
    new.reach := case when cardinality(new.affected_divisions) > 0
      then new.affected_divisions else array[new.division_code] end;
    select array_agg(distinct step) into new.reach_path
      from admin_division as division cross join lateral unnest(division.path) as step
      where division.code = any(new.reach);
    if (select count(*) from admin_division as division where division.code = any(new.reach))
        < (select count(distinct code) from unnest(new.reach) as code) then
      raise exception 'unknown division' using errcode = 'foreign_key_violation', constraint = 'known_division';
    end if;
    return new;
  end $$`,
  `create trigger warning_reach before insert or update on warning for each row execute function warning_reach()`,
  ...rowSecurity('warning', { rows: 'UNCONDITIONAL' }),

  `create table warning_callout (${ownedColumns}, 
    warning_id uuid not null references warning (id) on delete cascade,
    post text check (length(post) between 1 and 100),
    person_name text,
    person_phone text,
    channel text not null check (channel in (${calloutChannels})),
    called_at timestamptz not null,
    acknowledged_at timestamptz,
    feedback text check (length(feedback) between 1 and 1000),
    feedback_at timestamptz,
    check (acknowledged_at >= called_at),
    check (feedback_at >= called_at)
  )`,
  ...ownedTable('warning_callout'),
  `create index warning_callout_warning on warning_callout (warning_id)`,
  ...rowSecurity('warning_callout', { rows: 'UNCONDITIONAL' }),

  `create table response_activation (${ownedColumns}, 
    incident_id uuid references incident (id) on delete cascade,
    warning_id uuid references warning (id) on delete cascade,
    item text not null check (length(item) between 1 and 500),
    level text not null check (level in ('LEVEL_1', 'LEVEL_2', 'LEVEL_3', 'LEVEL_4')),
    activated_at timestamptz not null,
    expected_until timestamptz,
    measures text not null check (length(measures) between 1 and 4000),
    ended_at timestamptz,
    check (num_nonnulls(incident_id, warning_id) >= 1),
    check (expected_until > activated_at),
    check (ended_at >= activated_at)
  )`,
  ...ownedTable('response_activation'),
  `create index response_activation_incident on response_activation (incident_id)`,
  `create index response_activation_warning on response_activation (warning_id)`,
  ...rowSecurity('response_activation', { rows: 'UNCONDITIONAL' }),

  `create table incident_report (${ownedColumns}, 
    incident_id uuid not null references incident (id) on delete cascade,
    kind text not null check (kind in (${incidentReportKinds})),
    to_level text not null check (to_level in (${administrativeLevels})),
    reported_at timestamptz not null,
    content text,
    dead integer,
    missing integer,
    seriously_injured integer,
    slightly_injured integer,
    trapped integer,
    check (dead >= 0),
    check (missing >= 0),
    check (seriously_injured >= 0),
    check (slightly_injured >= 0),
    check (trapped >= 0)
  )`,
  ...ownedTable('incident_report'),
  `create index incident_report_incident on incident_report (incident_id)`,
  ...rowSecurity('incident_report', { rows: 'UNCONDITIONAL' }),

  `create table relief_need (${ownedColumns}, 
    incident_id uuid not null references incident (id) on delete cascade,
    category_code text not null check (length(category_code) between 1 and 20 and category_code ~ '^[123][0-9]{6}$'),
    name text check (length(name) between 1 and 200),
    unit text not null check (length(unit) between 1 and 20),
    quantity float8 not null check (quantity between 0 and 1000000000),
    reported_at timestamptz not null
  )`,
  ...ownedTable('relief_need'),
  `create index relief_need_incident on relief_need (incident_id)`,
  ...rowSecurity('relief_need', { rows: 'CONDITIONAL', type: 'ReliefNeed' }),

  `create table evacuation (${ownedColumns}, 
    incident_id uuid references incident (id) on delete cascade,
    warning_id uuid references warning (id),
    shelter_id uuid references shelter (id),
    headcount integer not null check (headcount between 0 and 10000000),
    started_at timestamptz not null,
    completed_at timestamptz,
    returned_at timestamptz,
    check (completed_at >= started_at),
    check (returned_at >= started_at),
    check (num_nonnulls(incident_id, warning_id) >= 1)
  )`,
  ...ownedTable('evacuation'),
  `create index evacuation_incident on evacuation (incident_id)`,
  `create index evacuation_warning on evacuation (warning_id)`,
  `create index evacuation_shelter on evacuation (shelter_id)`,
  ...rowSecurity('evacuation', { rows: 'UNCONDITIONAL' }),

  `create table consultation (${ownedColumns}, 
    topic text not null check (length(topic) between 1 and 200), ${searchColumn('topic')},
    held_at timestamptz not null,
    incident_id uuid references incident (id),
    attendees text[] not null default '{}' check (cardinality(attendees) <= 50),
    conclusion text check (length(conclusion) between 1 and 4000),
    actions text[] not null default '{}' check (cardinality(actions) <= 50)
  )`,
  ...ownedTable('consultation'),
  searchIndex('consultation', 'topic'),
  `create index consultation_incident on consultation (incident_id)`,
  ...rowSecurity('consultation', { rows: 'UNCONDITIONAL' }),

  `create table disaster_assessment (${ownedColumns}, 
    incident_id uuid not null references incident (id) on delete cascade,
    assessed_at timestamptz not null,
    affected_population integer check (affected_population between 0 and 1500000000),
    relocated_population integer check (relocated_population between 0 and 1500000000),
    collapsed_houses integer check (collapsed_houses between 0 and 100000000),
    damaged_houses integer check (damaged_houses between 0 and 100000000),
    crop_area_hectares float8 check (crop_area_hectares between 0 and 100000000),
    direct_loss_wan_yuan float8 check (direct_loss_wan_yuan between 0 and 1000000000),
    conclusion text check (length(conclusion) between 1 and 4000)
  )`,
  ...ownedTable('disaster_assessment'),
  `create index disaster_assessment_incident on disaster_assessment (incident_id)`,
  ...rowSecurity('disaster_assessment', { rows: 'UNCONDITIONAL' }),
]);
