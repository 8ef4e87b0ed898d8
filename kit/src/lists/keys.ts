import DataLoader from 'dataloader';
import type { Entity } from '../database/database.js';
import type { LoaderScope } from '../subgraph/context.js';

/**
 * Loads rows by one unique property, one statement for all keys of the request. A hidden row and an absent one
 * are both null.
 */
export function byKey<Row extends object>(
  scope: LoaderScope,
  entity: Entity<Row>,
  property: keyof Row & string,
): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => {
    // Not before it is asked: a request makes every loader of its subgraph, and uses few.
    const table = scope.database.table(entity);
    const key = `item.${table.column(property)}`;
    const text = `select ${table.select('item')} from ${table.name} as item where ${key} = any($1::${table.type(property)}[])`;
    const wanted = possibleKeys(keys, table.type(property));
    const rows =
      wanted.length > 0
        ? await scope.database.query<Row>(text, [wanted], { planned: 'ONCE', parts: true })
        : [];
    const found = new Map(rows.map((row) => [String(row[property]), row]));
    // An id may be written in capitals.
    const rowOf = (key: unknown) =>
      typeof key === 'string' ? (found.get(key) ?? found.get(key.toLowerCase())) : undefined;
    return keys.map((key) => rowOf(key) ?? null);
  });
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The values that can be keys at all. Those of references come from other subgraphs as plain JSON; what is no key
 * finds nothing, rather than failing the statement for the others (PostgreSQL refuses a text with NUL, for one).
 * @param type PostgreSQL type of the key's column.
 */
export const possibleKeys = (values: readonly unknown[], type: string): string[] =>
  values.filter(
    (value): value is string =>
      typeof value === 'string' &&
      value.length <= 200 &&
      !value.includes('\0') &&
      (type !== 'uuid' || uuidShape.test(value)),
  );
