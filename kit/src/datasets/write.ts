import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { TableShape } from '../database/database.js';
import type { RowFault } from './rows.js';

/** Rows of one statement and one transaction. */
export const BATCH_ROWS = 500;

/** A judged row on its way into the table. */
export interface WritableRow {
  readonly row: number;
  /** The file's own cells, for the file of rejected rows. */
  readonly cells: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

export interface WriteCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** What became of a batch. */
export interface Written extends WriteCounts {
  /** Ids of the rows that are new or changed. */
  readonly ids: readonly string[];
  /** Rows that a constraint or row security of the table refuses; nothing of them was kept. */
  readonly refused: readonly { readonly row: WritableRow; readonly fault: RowFault }[];
}

/** Where rows are written and whose they are. */
export interface Target {
  readonly table: TableShape;
  readonly department: string;
  readonly source: string;
  /** Properties that the file provides; no other column is touched. */
  readonly properties: readonly string[];
  /** Those of which an unknown value leaves the row's own as it is. */
  readonly kept?: ReadonlySet<string>;
  /** What a new row begins with in columns that the file does not have; rows already there keep theirs. */
  readonly beginnings?: Readonly<Record<string, unknown>>;
}

/**
 * One statement that upserts any number of rows by natural key: parameters 1 and 2 are the owner department and
 * the source, then the ids, then one array for each property. A row in which nothing differs is not rewritten.
 * It answers the rows it wrote: with the id given for a new row, with the old one for a changed row.
 */
export function upsertStatement({
  table,
  properties,
  kept,
  beginnings = {},
}: Pick<Target, 'table' | 'properties' | 'kept' | 'beginnings'>): string {
  const given = ['id', ...properties, ...Object.keys(beginnings)];
  const columns = given.map((property) => table.column(property));
  // An array of arrays would have to be rectangular; lists travel as their text.
  const arrays = given.map(
    (property, index) => `$${index + 3}::${isList(table, property) ? 'text' : table.type(property)}[]`,
  );
  const selected = given.map((property, index) =>
    isList(table, property)
      ? `given.${columns[index]}::${table.type(property)}[]`
      : `given.${columns[index]}`,
  );
  const changeable = properties
    .filter((property) => property !== 'sourceId')
    .map((property) => {
      const column = table.column(property);
      const value = kept?.has(property)
        ? `coalesce(excluded.${column}, present.${column})`
        : `excluded.${column}`;
      return { column, value };
    });
  // In no order of place: PostgreSQL's index of points (GiST over cube) splits its pages badly when neighbours come one
  // after the other along a line, as hydrants of a street do, and then takes a hundred times as long.
  const shuffled = table.columns.includes('lat') ? '\norder by given.id' : '';
  return `insert into ${table.name} as present (owner_department, source, ${columns.join(', ')})
select $1::text, $2::text, ${selected.join(', ')}
from unnest(${arrays.join(', ')}) as given (${columns.join(', ')})${shuffled}
on conflict (owner_department, source, source_id) do update
set ${changeable.map(({ column, value }) => `${column} = ${value}`).join(', ')}
where row(${changeable.map(({ column }) => `present.${column}`).join(', ')})
  is distinct from row(${changeable.map(({ value }) => value).join(', ')})
returning id`;
}

const isList = (table: TableShape, property: string) => table.isArray(property);

/** A list as PostgreSQL writes an array: every item quoted. */
const arrayText = (items: readonly string[]) =>
  `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** Properties of the rows of a batch that are there already, as they are before it is written. */
export async function standing(
  manager: EntityManager,
  { table, department, source }: Target,
  properties: readonly string[],
  rows: readonly WritableRow[],
): Promise<Readonly<Record<string, unknown>>[]> {
  const columns = ['id', ...properties].map((property) => `${table.column(property)} as "${property}"`);
  return manager.query(
    `select ${columns.join(', ')} from ${table.name}
     where owner_department = $1 and source = $2 and source_id = any($3::text[])`,
    [department, source, rows.map(({ values }) => values['sourceId'])],
  );
}

const nothing = { ids: [], inserted: 0, updated: 0, unchanged: 0 };

/**
 * Writes a batch inside the caller's transaction. When the table refuses the batch it is halved until the rows to
 * blame stand alone, so that one bad row never takes its neighbours along.
 */
export async function writeRows(
  manager: EntityManager,
  target: Target,
  rows: readonly WritableRow[],
): Promise<Written> {
  if (rows.length === 0) return { ...nothing, refused: [] };
  try {
    return { ...(await manager.transaction((inner) => writeOnce(inner, target, rows))), refused: [] };
  } catch (error) {
    const fault = faultOf(error);
    if (!fault) throw error;
    const [only] = rows;
    if (rows.length === 1 && only) {
      return { ...nothing, refused: [{ row: only, fault }] };
    }
    const middle = Math.floor(rows.length / 2);
    const first = await writeRows(manager, target, rows.slice(0, middle));
    const second = await writeRows(manager, target, rows.slice(middle));
    return {
      ...added(first, second),
      ids: [...first.ids, ...second.ids],
      refused: [...first.refused, ...second.refused],
    };
  }
}

async function writeOnce(
  manager: EntityManager,
  target: Target,
  rows: readonly WritableRow[],
): Promise<Omit<Written, 'refused'>> {
  const ids = rows.map(() => randomUUID());
  const { table, properties, beginnings = {} } = target;
  const passed = (property: string, value: unknown) =>
    value && isList(table, property) ? arrayText(value as string[]) : (value ?? null);
  const arrays = [
    ...properties.map((property) => rows.map(({ values }) => passed(property, values[property]))),
    ...Object.entries(beginnings).map(([property, value]) => rows.map(() => passed(property, value))),
  ];
  const written = await manager.query<{ id: string }[]>(upsertStatement(target), [
    target.department,
    target.source,
    ids,
    ...arrays,
  ]);
  const own = new Set<string>(ids);
  const inserted = written.filter(({ id }) => own.has(id)).length;
  return {
    ids: written.map(({ id }) => id),
    inserted,
    updated: written.length - inserted,
    unchanged: rows.length - written.length,
  };
}

export const added = (one: WriteCounts, other: WriteCounts): WriteCounts => ({
  inserted: one.inserted + other.inserted,
  updated: one.updated + other.updated,
  unchanged: one.unchanged + other.unchanged,
});

/** The fault of a row that the table refuses; undefined for errors that are not the row's. */
function faultOf(error: unknown): RowFault | undefined {
  const { code, constraint, detail } = ((error as { driverError?: unknown }).driverError ?? {}) as {
    code?: string;
    constraint?: string;
    detail?: string;
  };
  if (code === undefined) return undefined;
  if (code === '42501') {
    const message = 'The row exists in a division outside of the importing department.';
    return { column: null, code: 'NOT_OWN_ROW', message };
  }
  // 22: data that does not fit its type; 23: a constraint.
  if (!/^2[23]/.test(code)) return undefined;
  const moved = movedFault(constraint ?? '', detail);
  if (moved) return moved;
  const rule = constraint ? ` (rule ${constraint})` : '';
  return { column: null, code: 'VALUE_INVALID', message: `The database refuses the row${rule}.` };
}

/** The faults of rows that say something else than the moves made here (states/table.ts, dangers/table.ts). */
function movedFault(constraint: string, detail: string | undefined): RowFault | undefined {
  const here = detail ? ` in ${detail} here` : ' in another state here';
  const [, rule] = /_(state_by_move|level_by_move|by_move)$/.exec(constraint) ?? [];
  const messages: Readonly<Record<string, string>> = {
    state_by_move: `The row stands${here}, and its state changes by moves only: the file is older, or the move is still to be made.`,
    level_by_move:
      'The level is raised by a move, and never lowered: the file is older, or the move is still to be made.',
    by_move:
      'The file has another value where a move was recorded here (reports, supervision, deadline, review): it is older, or the move is still to be made.',
  };
  const message = rule && messages[rule];
  return message ? { column: null, code: 'TRANSITION_ILLEGAL', message } : undefined;
}
