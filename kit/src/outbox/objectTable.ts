import { anyCaller, grantToApp, ownLine, searchColumn, searchIndex, setting } from '../database/tables.js';
import { ecefSql } from '../geo/index.js';
import { feedDepartment } from './callers.js';

/** Zoom at which tile integers are stored: half a metre at the equator, and no more than 31 bits. */
export const finestZoom = 26;

const side = 2 ** finestZoom;
/** Web mercator ends where the map is a square. */
const latitude = 'greatest(-85.05, least(85.05, lat))';
const tileX = `least(${side - 1}, floor((lon + 180) / 360 * ${side}))::integer`;
const tileY = `floor((1 - ln(tan(radians(${latitude})) + 1 / cos(radians(${latitude}))) / pi()) / 2 * ${side})::integer`;

/** What the caller's grants open, as `Type code` pairs, read once per statement. */
const grantedKeys = `(select array(
  select granted.key || ' ' || code from jsonb_each(coalesce(nullif(${setting('grants')}, ''), '{}')::jsonb) as granted,
    jsonb_array_elements_text(granted.value) as code))`;
const ownFeed = `('${feedDepartment('')}' || subgraph = (select nullif(${setting('department')}, '')))`;

/**
 * The index in `commons`: one row per shared object of every department. An unconditional row is seen by any caller,
 * a conditional one by the owner's line in its divisions or by a grant of its type, as in the owner's own table.
 * Written by the feed of the row's own subgraph only.
 */
export const indexStatements = (): string[] => [
  `create table index_object (
    id text collate "C" generated always as (type || ':' || key) stored primary key,
    subgraph text not null,
    type text not null,
    key text not null,
    name text,
    ${searchColumn('name')},
    lat float8,
    lon float8,
    ecef cube generated always as (${ecefSql('lat', 'lon')}) stored,
    tile_x integer generated always as (${tileX}) stored,
    tile_y integer generated always as (${tileY}) stored,
    division_code text not null,
    division_path text[] not null,
    owner_department text not null,
    state text,
    due_at timestamptz,
    rank integer,
    enterprise_uscc text,
    share text not null check (share in ('UNCONDITIONAL', 'CONDITIONAL')),
    grant_keys text[],
    synthetic boolean not null,
    generation integer not null
  )`,
  searchIndex('index_object', 'name'),
  `create index index_object_ecef on index_object using gist (ecef)`,
  `create index index_object_viewport on index_object (lat, lon)`,
  `create index index_object_division on index_object using gin (division_path)`,
  `create index index_object_due on index_object (due_at, id) where due_at is not null`,
  `create index index_object_type on index_object (type, id)`,
  `create index index_object_enterprise on index_object (enterprise_uscc)`,
  `create index index_object_generation on index_object (subgraph, generation)`,
  `create table index_cursor (
    subgraph text primary key,
    version bigint not null default 0,
    generation integer not null default 0,
    position jsonb,
    epoch uuid,
    up_to timestamptz,
    applied_at timestamptz
  )`,
  ...['index_object', 'index_cursor'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_insert on ${table} for insert with check (${ownFeed})`,
    `create policy ${table}_update on ${table} for update using (${ownFeed}) with check (${ownFeed})`,
    `create policy ${table}_delete on ${table} for delete using (${ownFeed})`,
    ...grantToApp(table, 'select, insert, update, delete'),
  ]),
  `create policy index_object_read on index_object for select using (
    (share = 'UNCONDITIONAL' and ${anyCaller}) or ${ownLine} or grant_keys && ${grantedKeys} or ${ownFeed})`,
  `create policy index_cursor_read on index_cursor for select using (${anyCaller})`,
];
