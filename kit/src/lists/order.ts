import { type NearFilter, nearParameters, nearPredicateSql } from '../geo/index.js';
import type { Position } from './cursors.js';
import type { Statement } from './statement.js';

/** What identifies a row of a list and breaks ties. */
export interface Key {
  readonly property: string;
  readonly column: string;
  readonly type: string;
}

/** How a list is sorted, in SQL over the row aliased `item`. */
export interface Order {
  readonly by: string;
  /** The sort value, for the cursor. */
  readonly value: string;
  readonly metres: string;
  /** Restriction that comes with the order: the radius. */
  readonly where: readonly string[];
  /** Condition for the rows after a position. */
  readonly after: (position: Position) => string;
}

/** Sorts by the distance from a point, which bounds the list too. */
export function nearestFirst(near: NearFilter, key: Key, statement: Statement): Order {
  const sql = nearPredicateSql({
    column: 'item.ecef',
    firstParameter: statement.params(nearParameters(near)),
  });
  return {
    by: `${sql.orderBy}, ${key.column}`,
    value: sql.orderBy,
    metres: sql.metres,
    where: [sql.where],
    after: ({ value, id }) =>
      `(${sql.orderBy}, ${key.column}) > (${statement.param(value)}::float8, ${statement.param(id)}::${key.type})`,
  };
}

/** A column that a list is sorted by. */
interface Sorting {
  readonly key: Key;
  /** PostgreSQL type of the column. */
  readonly type: string;
  readonly nullable: boolean;
  readonly descending: boolean;
  readonly statement: Statement;
}

/**
 * Sorts by a column, ties broken by id. The sort value travels as PostgreSQL's own text: an instant has microseconds
 * there and only milliseconds in JavaScript, and a position rounded down repeats rows in one direction and skips them
 * in the other.
 *
 * A column that is never null is sorted with its ties in one direction, so that one index over both serves either
 * way and finds a position at once.
 */
export function sortedBy(column: string, sorting: Sorting): Order {
  if (sorting.nullable) return sortedNullsLast(column, sorting);
  const { key, type, descending, statement } = sorting;
  const [direction, beyond] = descending ? ['desc', '<'] : ['asc', '>'];
  return {
    by: `${column} ${direction}, ${key.column} ${direction}`,
    value: `${column}::text`,
    metres: 'null::float8',
    where: [],
    after: ({ value, id }) =>
      `(${column}, ${key.column}) ${beyond} (${statement.param(value)}::${type}, ${statement.param(id)}::${key.type})`,
  };
}

/** Nulls last in both directions: what is not known is no more interesting at the top. */
function sortedNullsLast(column: string, { key, type, descending, statement }: Sorting): Order {
  const beyond = descending ? '<' : '>';
  return {
    by: `${column} ${descending ? 'desc' : 'asc'} nulls last, ${key.column}`,
    value: `${column}::text`,
    metres: 'null::float8',
    where: [],
    after({ value, id }) {
      const tie = `${key.column} > ${statement.param(id)}::${key.type}`;
      if (value === null) return `(${column} is null and ${tie})`;
      const given = `${statement.param(value)}::${type}`;
      return `(${column} ${beyond} ${given} or (${column} = ${given} and ${tie}) or ${column} is null)`;
    },
  };
}
