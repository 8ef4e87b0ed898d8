import { createHash } from 'node:crypto';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { refusal } from '@huitong/contract';
import { runAsNobody, runningRequest } from './caller.js';
import { connectionTimedOut, poolOptions, scopedPg, type PoolLimits, type ScopedPool } from './pools.js';
import type { Reading } from './scope.js';

/** A class of TypeORM whose instances are rows. */
export type Entity<Row> = new () => Row;

/** How an entity's table looks in SQL. */
export interface TableShape {
  readonly name: string;
  /** Database column by property. */
  column(property: string): string;
  /** Select list that yields rows with the entity's property names; columns of `alias`. */
  select(alias: string): string;
  /** All database columns that the entity maps. */
  readonly columns: readonly string[];
  /** PostgreSQL type of a property's column. */
  type(property: string): string;
  /** Whether a property's column is an array of its {@link type}. */
  isArray(property: string): boolean;
  /** Whether a property's column may be null. */
  isNullable(property: string): boolean;
  /** A row keyed by database columns, as the entity's properties. */
  row<Row>(columns: Readonly<Record<string, unknown>>): Row;
}

/** A subgraph's database, seen by its app role: every statement is scoped to the running request's caller. */
export interface Database {
  readonly source: DataSource;
  /**
   * Runs one statement with parameters and returns its rows; prepared once per connection, and planned for the values
   * it has. One that finds rows by a unique key, or writes, has one plan for all: `planned: 'ONCE'`; one whose rows go
   * behind the field rules and that looks at nothing else may meet rows in `parts` (see {@link Reading}).
   */
  query<Row>(text: string, values: readonly unknown[], how?: Reading): Promise<Row[]>;
  /** Runs `work` in one transaction under the running request's caller. */
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  table<Row extends ObjectLiteral>(entity: EntityTarget<Row>): TableShape;
  close(): Promise<void>;
}

/**
 * Connects a subgraph's app role. A connection that is not made in time is tried twice more: a process that builds its
 * schemas at that moment does not read what the server has long answered.
 * @throws Refusal DATABASE_UNREACHABLE
 */
export async function openDatabase(
  url: string,
  entities: readonly Entity<unknown>[],
  limits: PoolLimits = {},
): Promise<Database> {
  const source = new DataSource({
    type: 'postgres',
    url,
    driver: scopedPg,
    entities: [...entities] as never,
    installExtensions: false,
    extra: poolOptions(limits),
    logging: false,
  });
  try {
    await runAsNobody(() => connectInTime(source));
  } catch (cause) {
    throw refusal('DATABASE_UNREACHABLE', { cause });
  }
  const pool = (source.driver as PostgresDriver).master as ScopedPool;
  const shapes = new Map<unknown, TableShape>();
  return {
    source,
    async query<Row>(text: string, values: readonly unknown[], how?: Reading) {
      // Before a connection is taken: outside of a request this throws.
      runningRequest();
      const name = statementName(text);
      const result = await pool.query({
        ...(name ? { name } : {}),
        text,
        values: [...values],
        ...forItsValues,
        ...how,
      });
      return result.rows as Row[];
    },
    transaction: (work) => source.transaction(work),
    table(entity) {
      let shape = shapes.get(entity);
      if (!shape) shapes.set(entity, (shape = shapeOf(source, entity as never)));
      return shape;
    },
    close: () => runAsNobody(() => source.destroy()),
  };
}

const forItsValues = { planned: 'FOR_ITS_VALUES' } as const;
const connectAttempts = 3;

async function connectInTime(source: DataSource): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await source.initialize();
      return;
    } catch (error) {
      if (attempt === connectAttempts || !connectionTimedOut(error)) throw error;
    }
  }
}

// A statement's text depends on which arguments are given, never on their values. One that comes again is prepared
// under a name of its own; those that nested filters make only once are not, because a name is kept by every
// connection for as long as it lives, and so is its text here.
const mostNames = 500;
const longestNamed = 20_000;
const names = new Map<string, string>();
const seenOnce = new Set<string>();
function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known || text.length > longestNamed) return known;
  if (!seenOnce.delete(text)) {
    if (seenOnce.size >= mostNames) seenOnce.clear();
    seenOnce.add(text);
    return undefined;
  }
  if (names.size >= mostNames) return undefined;
  const name = `h${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
  names.set(text, name);
  return name;
}

function shapeOf(source: DataSource, entity: EntityTarget<ObjectLiteral>): TableShape {
  const metadata = source.getMetadata(entity);
  const columns = new Map(metadata.columns.map((column) => [column.propertyName, column.databaseName]));
  const properties = [...columns];
  const selects = new Map<string, string>();
  const selectOf = (alias: string) =>
    properties.map(([property, column]) => `${alias}.${column} as "${property}"`).join(', ');
  return {
    name: metadata.tableName,
    columns: [...columns.values()],
    type: (property) => String(metadata.findColumnWithPropertyName(property)?.type),
    isNullable: (property) => metadata.findColumnWithPropertyName(property)?.isNullable !== false,
    isArray: (property) => metadata.findColumnWithPropertyName(property)?.isArray === true,
    row: <Row>(values: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(properties.map(([property, column]) => [property, values[column]])) as Row,
    column(property) {
      const found = columns.get(property);
      if (!found) throw new Error(`${metadata.name} has no column for ${property}`);
      return found;
    },
    select(alias) {
      let select = selects.get(alias);
      if (select === undefined) selects.set(alias, (select = selectOf(alias)));
      return select;
    },
  };
}
