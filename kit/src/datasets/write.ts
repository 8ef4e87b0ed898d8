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
}

/**
 * One statement that upserts any number of rows by natural key: parameters 1 and 2 are the owner department and
 * the source, then the ids, then one array for each property. A row in which nothing differs is not rewritten.
 * It answers the rows it wrote: with the id given for a new row, with the old one for a changed row.
 */
export function upsertStatement({ table, properties }: Pick<Target, 'table' | 'properties'>): string {
  const given = ['id', ...properties];
  const columns = given.map((property) => table.column(property));
  const arrays = given.map((property, index) => `$${index + 3}::${table.type(property)}[]`);
  const changeable = properties.filter((property) => property !== 'sourceId').map((one) => table.column(one));
  return `insert into ${table.name} as present (owner_department, source, ${columns.join(', ')})
select $1::text, $2::text, ${columns.map((column) => `given.${column}`).join(', ')}
from unnest(${arrays.join(', ')}) as given (${columns.join(', ')})
on conflict (owner_department, source, source_id) do update
set ${changeable.map((column) => `${column} = excluded.${column}`).join(', ')}
where row(${changeable.map((column) => `present.${column}`).join(', ')})
  is distinct from row(${changeable.map((column) => `excluded.${column}`).join(', ')})
returning id`;
}

/**
 * Writes a batch inside the caller's transaction. When the table refuses the batch it is halved until the rows to
 * blame stand alone, so that one bad row never takes its neighbours along.
 */
export async function writeRows(
  manager: EntityManager,
  target: Target,
  rows: readonly WritableRow[],
): Promise<Written> {
  if (rows.length === 0) return { inserted: 0, updated: 0, unchanged: 0, refused: [] };
  try {
    return { ...(await manager.transaction((inner) => writeOnce(inner, target, rows))), refused: [] };
  } catch (error) {
    const fault = faultOf(error);
    if (!fault) throw error;
    const [only] = rows;
    if (rows.length === 1 && only) {
      return { inserted: 0, updated: 0, unchanged: 0, refused: [{ row: only, fault }] };
    }
    const middle = Math.floor(rows.length / 2);
    const first = await writeRows(manager, target, rows.slice(0, middle));
    const second = await writeRows(manager, target, rows.slice(middle));
    return { ...added(first, second), refused: [...first.refused, ...second.refused] };
  }
}

async function writeOnce(
  manager: EntityManager,
  target: Target,
  rows: readonly WritableRow[],
): Promise<WriteCounts> {
  const ids = rows.map(() => randomUUID());
  const arrays = target.properties.map((property) => rows.map(({ values }) => values[property] ?? null));
  const written = await manager.query<{ id: string }[]>(upsertStatement(target), [
    target.department,
    target.source,
    ids,
    ...arrays,
  ]);
  const own = new Set<string>(ids);
  const inserted = written.filter(({ id }) => own.has(id)).length;
  return { inserted, updated: written.length - inserted, unchanged: rows.length - written.length };
}

export const added = (one: WriteCounts, other: WriteCounts): WriteCounts => ({
  inserted: one.inserted + other.inserted,
  updated: one.updated + other.updated,
  unchanged: one.unchanged + other.unchanged,
});

/** The fault of a row that the table refuses; undefined for errors that are not the row's. */
function faultOf(error: unknown): RowFault | undefined {
  const { code, constraint } = ((error as { driverError?: unknown }).driverError ?? {}) as {
    code?: string;
    constraint?: string;
  };
  if (code === undefined) return undefined;
  if (code === '42501') {
    const message = 'The row exists in a division outside of the importing department.';
    return { column: null, code: 'NOT_OWN_ROW', message };
  }
  // 22: data that does not fit its type; 23: a constraint.
  if (!/^2[23]/.test(code)) return undefined;
  const rule = constraint ? ` (rule ${constraint})` : '';
  return { column: null, code: 'VALUE_INVALID', message: `The database refuses the row${rule}.` };
}
