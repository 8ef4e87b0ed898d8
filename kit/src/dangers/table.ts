import {
  ownedColumns,
  ownedTable,
  rowSecurity,
  searchColumn,
  searchIndex,
  setting,
} from '../database/tables.js';
import { movingRow, stateEventTable } from '../states/table.js';
import { indexedTable } from '../outbox/index.js';
import { superiorMoves, superiorOutbox } from '../states/superior.js';
import { rectifiedStates } from './clocks.js';
import { dangerLevels, dangerStates, loopStages, supervisionLevels } from './row.js';
import { standingRules } from './standing.js';

const list = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');
const text = (column: string) => `${column} text check (length(${column}) between 1 and 4000)`;

/** A table of hidden dangers. */
export interface HiddenDangerTable {
  /** GraphQL type of its rows, CONDITIONAL. */
  readonly type: string;
  /** Kinds of objects of the sector. */
  readonly objectTypes: readonly string[];
  /**
   * Statements that bring rows over from an older table once this one stands, history included. What they bring need
   * not meet the rules of its state; the next write of the row must.
   */
  readonly carryOver?: readonly string[];
}

/**
 * Table of a sector's hidden dangers with its history `<table>_event`, both owned and CONDITIONAL: the source
 * department sees its rows in its divisions, others those that a grant of `type` covers. Its rows stand in the
 * cross-department index: list the type in the definition's `indexed`. For a migration.
 */
export function hiddenDangerTable(table: string, options: HiddenDangerTable): string[] {
  const { type, objectTypes, carryOver = [] } = options;
  const sharing = { rows: 'CONDITIONAL', type } as const;
  const valid = carryOver.length > 0 ? ' not valid' : '';
  return [
    `create table ${table} (${ownedColumns},
      object_type text not null check (object_type in (${list(objectTypes)})),
      object_id uuid not null,
      level text not null check (level in (${list(dangerLevels)})),
      severity_rank integer generated always as (case level when 'MAJOR' then 1 else 2 end) stored,
      state text not null default 'FOUND' check (state in (${list(dangerStates)})),
      description text not null check (length(description) between 1 and 4000),
      ${searchColumn('description')},
      found_at timestamptz not null,
      self_reported boolean,
      reported_to_regulator_at timestamptz,
      reported_to_staff_at timestamptz,
      supervision_level text check (supervision_level in (${list(supervisionLevels)})),
      listed_at timestamptz,
      due_on date,
      ${['cause', 'accountability', 'immediate_rectification', 'source_treatment'].map(text).join(', ')},
      loop_stage text check (loop_stage in (${list(loopStages)})),
      production_suspended_at timestamptz,
      self_accepted_at timestamptz,
      reviewed_at timestamptz,
      ${text('review_conclusion')},
      deregistered_at timestamptz,
      reopenings integer not null default 0 check (reopenings >= 0)
    )`,
    ...ownedTable(table),
    searchIndex(table, 'description'),
    `create index ${table}_object on ${table} (object_id)`,
    `create index ${table}_due on ${table} (due_on, id)`,
    `create index ${table}_found on ${table} (found_at, id)`,
    `create index ${table}_severity on ${table} (severity_rank, id)`,
    ...rowSecurity(table, sharing),
    ...stateEventTable({ table, type, sharing }),
    ...levelGuard(table),
    ...(carryOver.length > 0 ? carried(table, carryOver) : []),
    ...standingRules.map(
      ({ name, sql }) => `alter table ${table} add constraint ${table}_${name} check (${sql})${valid}`,
    ),
    ...indexedTable({
      type,
      table,
      state: 'state',
      rank: 'severity_rank',
      // As the graph's `overdue` has it: until the end of the day in Shanghai, and no longer once it is reviewed.
      dueAt: `case when state not in (${list(rectifiedStates)})
        then (due_on + 1)::timestamp at time zone 'Asia/Shanghai' end`,
      located: false,
      conditional: true,
    }),
  ];
}

/**
 * 提级督办: lets departments above raise the supervision of a sector's dangers. For a migration after the one with
 * {@link hiddenDangerTable}, once for each database.
 */
export const superviseDangers = (table: string): string[] => [
  `alter table ${table} add column supervised_by text check (length(supervised_by) = 18)`,
  `alter table ${table} add constraint ${table}_superior_has_level
    check (supervised_by is null or supervision_level is not null)`,
  ...superiorMoves(table, ['state', 'supervision_level', 'supervised_by', 'listed_at', 'due_on']),
  ...superiorOutbox(),
];

/** Columns that moves write: what one of them put there, only another changes. */
const movedColumns = [
  'reported_to_regulator_at',
  'reported_to_staff_at',
  'supervision_level',
  'supervised_by',
  'listed_at',
  'due_on',
  'production_suspended_at',
  'self_accepted_at',
  'reviewed_at',
  'review_conclusion',
  'deregistered_at',
];

/**
 * Holds every writer to what the moves of a danger wrote, as `upsert…HiddenDanger` does: an import of an older file
 * is refused row by row (rule `<table>_by_move`), and what is still empty may be handed in. For a migration after the
 * one with {@link hiddenDangerTable}.
 */
export const keepMoves = (table: string): string[] => [
  `create function ${table}_keep_moves() returns trigger language plpgsql as $$
    begin
      raise exception 'what a move wrote changes by a move' using errcode = 'check_violation',
        constraint = '${table}_by_move', table = '${table}';
    end $$`,
  `create trigger ${table}_moves before update on ${table} for each row
    when (coalesce(${setting(movingRow)}, '') <> new.id::text
      and (${movedColumns.map((column) => `(old.${column} is not null and old.${column} is distinct from new.${column})`).join(' or ')}))
    execute function ${table}_keep_moves()`,
];

/**
 * Dangers stand where their object stands: they move with it, and their history with them. For a migration after the
 * ones with both tables.
 * @param objects table of each kind of object, by its `object_type`.
 */
export const dangersFollow = (table: string, objects: Readonly<Record<string, string>>): string[] =>
  Object.entries(objects).flatMap(([type, object]) => [
    `create function ${object}_dangers_follow() returns trigger language plpgsql as $$
    begin
      update ${table} set division_code = new.division_code
      where object_type = '${type}' and object_id = new.id and division_code <> new.division_code;
      return null;
    end $$`,
    `create trigger ${object}_dangers_follow after update of division_code on ${object} for each row
      when (old.division_code is distinct from new.division_code) execute function ${object}_dangers_follow()`,
  ]);

/** A migration carries over rows of every department, stamps and history as they were. */
const carried = (table: string, statements: readonly string[]): string[] => {
  const both = [table, `${table}_event`];
  return [
    ...both.map((one) => `alter table ${one} no force row level security`),
    ...both.map((one) => `alter table ${one} disable trigger user`),
    ...statements,
    ...both.map((one) => `alter table ${one} enable trigger user`),
    ...both.map((one) => `alter table ${one} force row level security`),
  ];
};

/** A level changes only where the danger goes through the reports of the new level: never past the machine. */
const levelGuard = (table: string): string[] => [
  `create function ${table}_keep_level() returns trigger language plpgsql as $$
    begin
      if old.level = 'MAJOR' or new.state not in ('FOUND', 'REOPENED') then
        raise exception 'a level is raised by a move' using errcode = 'check_violation',
          constraint = '${table}_level_by_move', table = '${table}';
      end if;
      return null;
    end $$`,
  `create trigger ${table}_level after update of level on ${table}
    for each row when (old.level is distinct from new.level) execute function ${table}_keep_level()`,
];
