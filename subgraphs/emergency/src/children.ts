import { batched, type Entity, type LoaderScope, possibleKeys, rowsByKey } from '@huitong/kit';

/** Most rows of one parent that a plain list holds; histories are short. */
const mostChildren = 500;

/** Which rows belong to a parent, and in what order they are told. */
interface ChildrenOf<Row> {
  readonly entity: Entity<Row>;
  /** Property that holds the parent's key. */
  readonly parent: keyof Row & string;
  /** Property in whose order they come; ties by id. */
  readonly order: keyof Row & string;
  readonly latestFirst?: boolean;
}

/**
 * Loads the rows of many parents in one statement: histories that are read as a whole, such as the reports on an
 * incident. What can grow is a page of a list instead.
 */
export function childrenOf<Row extends object>(scope: LoaderScope, of: ChildrenOf<Row>) {
  const table = scope.database.table(of.entity);
  const parent = `item.${table.column(of.parent)}`;
  const type = table.type(of.parent);
  const direction = of.latestFirst ? 'desc' : 'asc';
  const text = `select ${table.select('item')} from unnest($1::${type}[]) as parent(key) cross join lateral (
      select item.* from ${table.name} as item where ${parent} = parent.key
      order by item.${table.column(of.order)} ${direction}, item.id limit ${mostChildren}
    ) as item order by item.${table.column(of.order)} ${direction}, item.id`;
  return batched<Row[]>(async (keys) => {
    const rows = await scope.database.query<Row>(text, [possibleKeys(keys, type)]);
    return rowsByKey(keys, rows, (row) => String(row[of.parent]));
  });
}
