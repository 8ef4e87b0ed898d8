import { randomUUID } from 'node:crypto';
import { refusal } from '@huitong/contract';
import {
  type Entity,
  type LoaderScope,
  type OwnedRow,
  possibleKeys,
  textWithin,
  type UpsertOutcome,
  withinTransaction,
} from '@huitong/kit';

/** The manager of a transaction. */
export type Manager = Parameters<Parameters<LoaderScope['database']['transaction']>[0]>[0];

/**
 * The same scope, all of whose statements are those of one transaction: a move and what goes with it stand or fall
 * together, and a request never waits for a second connection while it holds one.
 */
export function inside(scope: LoaderScope, manager: Manager): LoaderScope {
  const { database, ...rest } = withinTransaction(scope, manager);
  return {
    ...rest,
    database: {
      ...database,
      query: async <Row>(text: string, values: readonly unknown[]) => manager.query<Row[]>(text, [...values]),
    },
  };
}

/** A row as it is made; what the database sets is left out. */
export type Made<Row extends OwnedRow> = Omit<
  Row,
  'id' | 'ownerDepartment' | 'divisionPath' | 'createdAt' | 'updatedAt' | 'synthetic'
> & { readonly sourceId: string };

/** Properties in which the same row handed in twice may differ: they are the moment's, not the sender's. */
const ofTheMoment = (property: string) =>
  /At$|Clock$|^(number|requested|allUnconditional|state)$/.test(property);

/**
 * Adds a row of the caller's own department, once: handed in again under the same source and sourceId it is the row
 * that stands there. Rows are records here, so one that says something else is refused, not changed.
 * @throws Refusal BAD_INPUT, CONFLICT.
 */
export async function addOnce<Row extends OwnedRow>(
  scope: LoaderScope,
  entity: Entity<Row>,
  values: Made<Row>,
): Promise<{ row: Row; outcome: UpsertOutcome }> {
  const { caller, database } = scope;
  textWithin(values.source, { at: 'input.source', most: 100 });
  textWithin(values.sourceId, { at: 'input.sourceId', most: 200 });
  const table = database.table(entity as never);
  const key = [caller.department, values.source, values.sourceId];
  return database.transaction(async (manager) => {
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      [entity.name, ...key].join('\n'),
    ]);
    const read = async () => {
      const text = `select ${table.select('item')} from ${table.name} as item
        where owner_department = $1 and source = $2 and source_id = $3`;
      const [row] = await manager.query<Row[]>(text, key);
      return row;
    };
    const before = await read();
    if (before) {
      const property = firstDifference(before, values);
      if (!property) return { row: before, outcome: 'UNCHANGED' as const };
      const message = `This sourceId has been used for another ${entity.name}: ${property} differs.`;
      throw refusal('CONFLICT', { at: 'input.sourceId', message });
    }
    const row = { ...values, id: randomUUID(), ownerDepartment: caller.department };
    await manager.getRepository(entity).insert(row as never);
    return { row: (await read()) as Row, outcome: 'INSERTED' as const };
  });
}

function firstDifference<Row extends OwnedRow>(before: Row, values: Made<Row>): string | null {
  const differs = ([property, value]: [string, unknown]) =>
    !ofTheMoment(property) && comparable(before[property as keyof Row]) !== comparable(value ?? null);
  return Object.entries(values).find(differs)?.[0] ?? null;
}

/** Instants as the moments that they are, however they are written. */
const comparable = (value: unknown): string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)
    ? new Date(value).toISOString()
    : JSON.stringify(value);

/** A row by its id, as the caller sees it. Throws Refusal BAD_INPUT with the place. */
export async function visibleRow<Row extends OwnedRow>(
  { database }: LoaderScope,
  entity: Entity<Row>,
  { id, at }: { readonly id: string; readonly at: string },
): Promise<Row> {
  const table = database.table(entity as never);
  const text = `select ${table.select('item')} from ${table.name} as item where id = any($1::uuid[])`;
  const [row] = await database.query<Row>(text, [possibleKeys([id], 'uuid')]);
  if (row) return row;
  const message = `There is no ${entity.name} with this id that the caller may see.`;
  throw refusal('BAD_INPUT', { at, message });
}

/** Checks that a text was given, and its length. Throws Refusal BAD_INPUT naming the place. */
export function textGiven(text: string | null | undefined, of: { at: string; most: number }): string {
  textWithin(text ?? '', of);
  return text as string;
}
