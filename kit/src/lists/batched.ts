import DataLoader from 'dataloader';

/**
 * A loader of a read that is neither by unique key nor a list, such as a count for each of many divisions: all keys
 * of one turn of the request go to `load` together.
 * @param load values in the order of the keys; one statement, whatever their number.
 */
export const batched = <Value>(
  load: (keys: readonly string[]) => Promise<Value[]>,
): DataLoader<string, Value> => new DataLoader((keys) => load(keys));

/** Rows by the key they belong to, in their own order; keys without rows have none. */
export function rowsByKey<Row>(
  keys: readonly string[],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Row[][] {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(keyOf(row));
    if (own) own.push(row);
    else found.set(keyOf(row), [row]);
  }
  return keys.map((key) => found.get(key) ?? []);
}
