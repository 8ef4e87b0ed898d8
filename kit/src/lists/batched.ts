import DataLoader from 'dataloader';
import type { LoaderScope } from '../subgraph/context.js';

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

/**
 * One dataloader of the request for reads that no list and no key stands for: all that is asked in one step of the
 * answer is loaded together.
 * @param name of the read with its arguments; the same name, the same dataloader.
 * @param of `key` by which inputs count as the same; `load` answers in the order of its inputs.
 */
export const batchedInRequest = <Input, Output>(
  scope: LoaderScope,
  name: string,
  of: { key: (input: Input) => string; load: (inputs: readonly Input[]) => Promise<Output[]> },
): DataLoader<Input, Output> =>
  scope.batch<Input, Output>(
    name,
    () =>
      new DataLoader<Input, Output, string>((inputs) => of.load(inputs), {
        cacheKeyFn: of.key,
      }) as unknown as DataLoader<Input, Output>,
  );
