import { createHash } from 'node:crypto';
import DataLoader from 'dataloader';
import type { Database, Entity, TableShape } from '../database/database.js';
import {
  boxParameters,
  boxPredicateSql,
  type GeoPoint,
  nearestBatchParameters,
  nearestBatchSql,
  nearParameters,
  nearPredicateSql,
} from '../geo/index.js';
import type { Reading } from '../database/scope.js';
import { looksAtPartsOnly } from '../sharing/parts.js';
import type { LoaderScope } from '../subgraph/context.js';
import { boxOf, type ListArguments, nearOf, pageSize } from './arguments.js';
import { type Connection, connectionOf, type Found, once } from './connection.js';
import { openCursor } from './cursors.js';
import { type Filter, lookedAtBy, ownership, whereSql } from './filters.js';
import { possibleKeys } from './keys.js';
import { type Key, nearestFirst, type Order, sortedBy } from './order.js';
import { Statement } from './statement.js';

/** What a list offers beside what every list offers. */
export interface ListSpec<Row> {
  readonly entity: Entity<Row>;
  readonly filters: Readonly<Record<string, Filter>>;
  /** Value of the schema's order enum → property sorted by. */
  readonly orders: Readonly<Record<string, keyof Row & string>>;
  readonly defaultOrder: string;
  /** Property that identifies a row and breaks ties; `id` unless said. */
  readonly key?: keyof Row & string;
  /** Property that holds the codes of the row's division and its ancestors; `divisionPath` unless said. */
  readonly path?: keyof Row & string;
}

/** How rows belong to the keys of a batch. */
interface Belonging {
  readonly name: string;
  /** PostgreSQL type of the keys. */
  readonly type: string;
  /** The keys that can be one of that type; others belong to nothing. */
  readonly possible: (keys: readonly string[]) => string[];
  /** SQL condition between `item` and `parent.key`. */
  readonly match: string;
  /**
   * Whether a key has few rows, which are found first and sorted then (`offset 0` keeps the two apart). Else PostgreSQL
   * may walk the whole table in its order to meet the few: for the units of one enterprise among 300,000 it did, since
   * names and enterprises go together, and took 1.5 s.
   */
  readonly isFew: boolean;
  /** Codes of the divisions that the keys name. */
  readonly divisions: (keys: readonly string[]) => readonly string[];
}

/** A list of rows as the schema shows it: filtered, ordered, paged, near a point, inside a box or a division. */
export class List<Row extends object> {
  readonly #spec: ListSpec<Row>;

  constructor(spec: ListSpec<Row>) {
    this.#spec = spec;
  }

  /** One page. One statement, whatever the arguments; a second one only when `totalCount` is read. */
  async page(scope: LoaderScope, args: ListArguments): Promise<Connection<Row>> {
    const size = pageSize(args.first);
    const table = scope.database.table(this.#spec.entity);
    const identity = this.#identity(args);
    const statement = new Statement();
    const order = this.#order(args, table, statement);
    const conditions = [...order.where, ...this.#conditions(args, table, statement)];
    const counted = { text: conditions.join(' and '), values: [...statement.values] };
    if (typeof args.after === 'string') conditions.push(order.after(openCursor(args.after, identity)));
    const reading = { parts: this.#looksAtPartsOnly(scope, args, args.division ? [args.division] : []) };
    const rows = await scope.database.query<Found<Row>>(
      `select ${table.select('item')}, ${order.value} as "sortValue", ${order.metres} as metres
       from ${table.name} as item where ${conditions.join(' and ')}
       order by ${order.by} limit ${statement.param(size + 1)}`,
      statement.values,
      reading,
    );
    noteListed(scope, rows.slice(0, size));
    return connectionOf(rows, {
      size,
      identity,
      key: this.#keyOf(table).property,
      count: once(() => countRows(scope.database, { table, reading, ...counted })),
    });
  }

  /**
   * The nearest rows of each of many points, loaded in one statement for all points of the request.
   * @returns dataloader from a point to its page; `after` does not apply.
   */
  near(
    scope: LoaderScope,
    args: Pick<ListArguments, 'where' | 'first'> & { readonly withinKm?: number | null },
  ) {
    const { entity, filters } = this.#spec;
    const name = `near ${entity.name} ${JSON.stringify(args)}`;
    return scope.batch<GeoPoint, Connection<Row>>(name, () => {
      const size = pageSize(args.first);
      const table = scope.database.table(entity);
      return new DataLoader(
        async (centres) => {
          const within = args.withinKm ?? null;
          // A point comes from another subgraph; a bad one fails alone.
          const problems = centres.map((point) =>
            problemOf(() => nearOf({ point, withinKm: within ?? 500 })),
          );
          const good = centres.flatMap((point, index) => (problems[index] ? [] : [{ point, index }]));
          const statement = new Statement();
          const bounds = within === null ? {} : { withinMetres: within * 1000 };
          const origins = good.map(({ point }) => point);
          statement.params(nearestBatchParameters({ centres: origins, limit: size + 1, ...bounds }));
          const where = whereSql(args.where, filters, { table, statement });
          const text = nearestBatchSql({
            table: table.name,
            column: 'ecef',
            columns: table.columns,
            tieBreaker: 'id',
            bounded: within !== null,
            where,
          });
          const rows =
            good.length > 0
              ? await scope.database.query<Record<string, unknown>>(text, statement.values, {
                  parts: this.#looksAtPartsOnly(
                    scope,
                    { ...args, near: { point: origins[0]!, withinKm: 1 } },
                    [],
                  ),
                })
              : [];
          const perCentre: Found<Row>[][] = centres.map(() => []);
          for (const { centre, metres, ...columns } of rows) {
            const row = { ...table.row<Row>(columns), sortValue: null, metres: metres as number };
            perCentre[good[centre as number]?.index ?? -1]?.push(row as Found<Row>);
          }
          return perCentre.map((found, index) => {
            noteListed(scope, found.slice(0, size));
            return problems[index] ?? connectionOf(found, { size, identity: name, key: 'id', count: null });
          });
        },
        { cacheKeyFn: (point) => `${point.lat} ${point.lon}` as never },
      );
    });
  }

  /**
   * The rows that belong to each of many parents, one statement for all parents of the request.
   * @returns dataloader from the parent's key to its page; `after` does not apply.
   */
  ofParent(
    scope: LoaderScope,
    property: keyof Row & string,
    args: Pick<ListArguments, 'where' | 'orderBy' | 'first'>,
  ) {
    const table = scope.database.table(this.#spec.entity);
    const type = table.type(property);
    return this.#ofEach(scope, args, {
      name: `parent ${this.#spec.entity.name}.${property}`,
      type,
      possible: (keys) => possibleKeys(keys, type),
      match: `item.${table.column(property)} = parent.key`,
      isFew: true,
      divisions: () => [],
    });
  }

  /**
   * The rows in each of many divisions or below it, one statement for all divisions of the request.
   * @returns dataloader from a division's code to its page; `after` does not apply.
   */
  inDivision(scope: LoaderScope, args: Pick<ListArguments, 'where' | 'orderBy' | 'first'>) {
    const table = scope.database.table(this.#spec.entity);
    return this.#ofEach(scope, args, {
      name: `division ${this.#spec.entity.name}`,
      type: 'text',
      possible: (keys) => [...keys],
      match: `item.${table.column(this.#spec.path ?? 'divisionPath')} @> array[parent.key]`,
      isFew: false,
      divisions: (keys) => keys,
    });
  }

  /** Pages of many keys in one statement; `match` says which rows belong to `parent.key`. */
  #ofEach(scope: LoaderScope, args: Pick<ListArguments, 'where' | 'orderBy' | 'first'>, of: Belonging) {
    const name = `${of.name} ${JSON.stringify(args)}`;
    return scope.batch<string, Connection<Row>>(name, () => {
      const size = pageSize(args.first);
      const table = scope.database.table(this.#spec.entity);
      return new DataLoader(async (parents) => {
        const statement = new Statement();
        const order = this.#order(args, table, statement);
        const conditions = [of.match, ...this.#conditions(args, table, statement)];
        const keys = statement.param(of.possible(parents));
        const rows = await scope.database.query<Found<Row> & { parentKey: string }>(
          `select ${table.select('item')}, ${order.value} as "sortValue", null as metres, item."parentKey"
           from unnest(${keys}::${of.type}[]) as parent(key) cross join lateral (
             select item.*, parent.key as "parentKey" from (
               select * from ${table.name} as item where ${conditions.join(' and ')}${of.isFew ? ' offset 0' : ''}
             ) as item
             order by ${order.by} limit ${statement.param(size + 1)}
           ) as item order by ${order.by}`,
          statement.values,
          { parts: this.#looksAtPartsOnly(scope, args, of.divisions(parents)) },
        );
        const perParent = new Map<string, Found<Row>[]>(parents.map((key) => [key, []]));
        for (const row of rows) perParent.get(row.parentKey)?.push(row);
        const { property } = this.#keyOf(table);
        return parents.map((parent) => {
          const found = perParent.get(parent) ?? [];
          noteListed(scope, found.slice(0, size));
          return connectionOf(found, { size, identity: name, key: property, count: null });
        });
      });
    });
  }

  /** Whether the list's conditions and order look at nothing that a grant of single fields does not give. */
  #looksAtPartsOnly(
    { caller, neverNull }: LoaderScope,
    { where, orderBy, near, bbox }: ListArguments,
    divisions: readonly string[],
  ): boolean {
    const { entity, filters, orders, defaultOrder } = this.#spec;
    return looksAtPartsOnly(caller, entity.name, {
      filters: [...lookedAtBy(where, filters), ...(near || bbox ? ['location'] : [])],
      order: near && !orderBy ? null : (orders[orderBy?.field ?? defaultOrder] ?? null),
      divisions,
      always: new Set([...(neverNull.get(entity.name) ?? []), ownership]),
    });
  }

  /** A cursor belongs to one list with one set of filters and one order. */
  #identity(args: ListArguments): string {
    const { where, orderBy, near, bbox, division } = args;
    const shape = JSON.stringify([this.#spec.entity.name, where, orderBy, near, bbox, division]);
    return createHash('sha256').update(shape).digest('base64url');
  }

  #keyOf(table: TableShape): Key {
    const property = this.#spec.key ?? 'id';
    return { property, column: `item.${table.column(property)}`, type: table.type(property) };
  }

  #conditions(args: ListArguments, table: TableShape, statement: Statement): string[] {
    const conditions: string[] = [];
    const box = boxOf(args.bbox);
    if (box) {
      const firstParameter = statement.params(boxParameters(box));
      conditions.push(boxPredicateSql({ lat: 'item.lat', lon: 'item.lon', firstParameter }));
    }
    if (args.division) {
      const path = table.column(this.#spec.path ?? 'divisionPath');
      conditions.push(`item.${path} @> array[${statement.param(args.division)}::text]`);
    }
    if (args.where) conditions.push(whereSql(args.where, this.#spec.filters, { table, statement }));
    return conditions.length > 0 ? conditions : ['true'];
  }

  #order(args: ListArguments, table: TableShape, statement: Statement): Order {
    const near = nearOf(args.near);
    const key = this.#keyOf(table);
    if (near && !args.orderBy) return nearestFirst(near, key, statement);
    const field = args.orderBy?.field ?? this.#spec.defaultOrder;
    const property = this.#spec.orders[field];
    if (!property) throw new Error(`No order is declared for ${field}`);
    const column = `item.${table.column(property)}`;
    const type = table.type(property);
    const nullable = table.isNullable(property);
    const descending = args.orderBy?.direction === 'DESC';
    const sorted = sortedBy(column, { key, type, nullable, descending, statement });
    if (!near) return sorted;
    const within = nearPredicateSql({
      column: 'item.ecef',
      firstParameter: statement.params(nearParameters(near)),
    });
    return { ...sorted, metres: within.metres, where: [within.where] };
  }
}

/** Counts rows whose owner is none of the caller's line: the gateway bounds how many of these one may collect. */
function noteListed({ notes, caller }: LoaderScope, rows: readonly object[]): void {
  const own = new Set(caller.departments);
  for (const row of rows) {
    const { ownerDepartment } = row as { readonly ownerDepartment?: unknown };
    if (typeof ownerDepartment === 'string' && !own.has(ownerDepartment)) notes.listed += 1;
  }
}

function problemOf(check: () => unknown): Error | null {
  try {
    check();
    return null;
  } catch (problem) {
    return problem as Error;
  }
}

async function countRows(
  database: Database,
  counted: { table: TableShape; text: string; values: readonly unknown[]; reading: Reading },
) {
  const { table, text, values, reading } = counted;
  const [row] = await database.query<{ count: number }>(
    `select count(*) as count from ${table.name} as item where ${text}`,
    values,
    reading,
  );
  return row?.count ?? 0;
}
