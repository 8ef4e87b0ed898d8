import type { EntityManager } from 'typeorm';
import { refusal } from '@huitong/contract';
import {
  checkColumns,
  checkRules,
  type Dataset,
  type GeoPoint,
  type NewRow,
  type OwnedRow,
  pointColumns,
  possibleKeys,
  upsertByNaturalKey,
  type UpsertOutcome,
  warnUscc,
  withinTransaction,
} from '@huitong/kit';
import type { Context } from './loaders.js';

/** What every input of an upsert has; the rest are values by property of the row. */
export interface RowInput {
  readonly sourceId: string;
  readonly divisionCode: string;
  readonly source?: string | null;
  readonly location?: GeoPoint | null;
}

/**
 * Writes one row as its dataset has it: bounds, rules over several columns, parents that have to be there. The rules
 * judge the row as it will stand, what is not given taken from what is there, in the transaction that writes it.
 * @param guard further judgement of the row that stands there and the one to come; null when there is none yet.
 * @throws Refusal BAD_INPUT, CONFLICT and those of {@link upsertByNaturalKey}.
 */
export async function writeRow<Row extends OwnedRow>(
  context: Context,
  dataset: Dataset,
  input: RowInput,
  guard?: (before: Row | null, after: Row) => void,
): Promise<{ row: Row; outcome: UpsertOutcome }> {
  const { location, source: given, ...values } = input;
  const source = given ?? 'department';
  checkColumns(dataset.columns, input);
  for (const [property, column] of Object.entries(dataset.columns)) {
    const value = (input as unknown as Record<string, unknown>)[property];
    if (column.kind === 'uscc') warnUscc(context.notes, value as string | null, `input.${property}`);
  }
  const row = { ...values, ...pointColumns(location, context.notes, 'input.location'), source };
  return context.database.transaction(async (manager) => {
    const before = await standing<Row>(manager, context, dataset, { source, sourceId: input.sourceId });
    const said = Object.entries(row).filter(([, value]) => value !== undefined);
    const after = { ...before, ...Object.fromEntries(said) } as unknown as Row;
    checkRules(dataset.check, after);
    guard?.(before, after);
    await checkParents(manager, context, dataset, values);
    return upsertByNaturalKey(
      withinTransaction(context, manager),
      dataset.entity as never,
      row as unknown as NewRow<Row>,
    );
  });
}

/** The row that stands under a natural key. Writers of one key take turns from here on. */
async function standing<Row>(
  manager: EntityManager,
  { caller, database }: Context,
  dataset: Dataset,
  { source, sourceId }: { source: string; sourceId: string },
): Promise<Row | null> {
  const key = [caller.department, source, sourceId];
  const turn = ['row', dataset.name, ...key].join('\n');
  await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [turn]);
  const table = database.table(dataset.entity);
  const [row] = await manager.query<Row[]>(
    `select ${table.select('item')} from ${table.name} as item
     where owner_department = $1 and source = $2 and source_id = $3`,
    key,
  );
  return row ?? null;
}

/** Refuses a parent that is not there, or that the caller may not see: the two look the same. */
async function checkParents(
  manager: EntityManager,
  { database }: Context,
  dataset: Dataset,
  values: object,
): Promise<void> {
  for (const [property, column] of Object.entries(dataset.columns)) {
    const id = (values as Record<string, unknown>)[property];
    if (column.kind !== 'reference' || typeof id !== 'string') continue;
    const table = database.table(column.parent.entity);
    const [key] = possibleKeys([id], 'uuid');
    const found = key
      ? await manager.query<unknown[]>(`select 1 from ${table.name} where id = $1`, [key])
      : [];
    if (found.length === 0) {
      throw refusal('BAD_INPUT', {
        at: `input.${property}`,
        message: `There is no row ${id} (${column.parent.title}).`,
      });
    }
  }
}
