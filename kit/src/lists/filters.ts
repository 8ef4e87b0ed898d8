import { refusal } from '@huitong/contract';
import type { TableShape } from '../database/database.js';
import { bigramParameters, bigramPredicateSql, searchText, searchTextSql } from '../search/index.js';
import type { Statement } from './statement.js';

/** Turns one value of a `where` input into a condition on the row aliased `item`. */
export interface Filter {
  (value: unknown, table: TableShape, statement: Statement): string;
  /**
   * The one property of the row that it looks at. Absent where it looks at several, or elsewhere: whoever was granted
   * single fields of a row does not find it by such a filter.
   */
  readonly looksAt?: string;
}

type Condition = (...[value, table, statement]: Parameters<Filter>) => string;

const lookingAt = (looksAt: string, condition: Condition): Filter => Object.assign(condition, { looksAt });

const compare = (operator: string) => (property: string) =>
  lookingAt(
    property,
    (value, table, statement) => `item.${table.column(property)} ${operator} ${statement.param(value)}`,
  );

/** Equal to the value. */
export const equals = compare('=');
/** At least the value: `…Gte`. */
export const atLeast = compare('>=');
/** At most the value: `…Lte`. */
export const atMost = compare('<=');
/** Above the value: `…Gt`. */
export const above = compare('>');
/** Below the value: `…Lt`. */
export const below = compare('<');

/** One of a list of values: `…In`; an empty list matches nothing. */
export const oneOf = (property: string): Filter =>
  lookingAt(property, (value, table, statement) => {
    const values = value as readonly unknown[];
    if (values.length > 200)
      throw refusal('BAD_INPUT', { message: 'A list in a filter holds at most 200 values.' });
    return `item.${table.column(property)}::text = any(${statement.param(values)}::text[])`;
  });

/** Whether the property has a value at all: `matched`. */
export const present = (property: string): Filter =>
  lookingAt(
    property,
    (value, table) => `item.${table.column(property)} is ${value === true ? 'not null' : 'null'}`,
  );

/** Whether a row is the caller's own: known to whoever meets it, for what is not his own is told under a grant. */
export const ownership = 'ownerDepartment';

/** The caller's own rows, its department's line in whatever division (`own: true`), or all others. */
export const own: Filter = lookingAt(ownership, (value) => {
  // A sub-select is read once a statement, the bare function once a row.
  const departments = `(select string_to_array(current_setting('huitong.departments', true), ','))::text[]`;
  return value === true
    ? `item.owner_department = any(${departments})`
    : `item.owner_department <> all(${departments})`;
});

/** A list that has the value: `…Has`. */
export const has = (property: string): Filter =>
  lookingAt(
    property,
    (value, table, statement) => `item.${table.column(property)} @> array[${statement.param(value)}]::text[]`,
  );

/**
 * Text that contains the value: `…Contains`. Found by bigrams when the table has a search column of the property;
 * with `indexed: false`, for small reference tables, by reading the rows.
 */
export const contains = (property: string, { indexed = true } = {}): Filter =>
  lookingAt(property, (value, table, statement) => {
    const term = value as string;
    if (term.trim() === '' || term.length > 100) {
      throw refusal('BAD_INPUT', { message: 'A search term has 1 to 100 characters.' });
    }
    const column = `item.${table.column(property)}`;
    const normalised = searchTextSql(column);
    if (!indexed) return `strpos(${normalised}, ${statement.param(searchText(term))}) > 0`;
    return bigramPredicateSql({
      searchText: normalised,
      windows: `${column}_bigrams`,
      firstParameter: statement.params(bigramParameters(term)),
    });
  });

/** What a `where` input may hold: the declared filters, and `and`, `or`, `not` of the same shape. */
export type Where = Readonly<Record<string, unknown>> | null | undefined;

/** What the filters that a `where` input uses look at, nested ones included; null where one does not say. */
export function lookedAtBy(
  where: Where,
  filters: Readonly<Record<string, Filter>>,
): readonly (string | null)[] {
  const inner = (part: Where) => lookedAtBy(part, filters);
  return Object.entries(where ?? {}).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    if (name === 'not') return inner(value as Where);
    if (name === 'and' || name === 'or') return (value as Where[]).flatMap(inner);
    return [Object.hasOwn(filters, name) ? (filters[name]?.looksAt ?? null) : null];
  });
}

/** Nested `and`/`or`/`not` beyond this are refused; the gateway's own limits come first. */
const deepest = 6;
/** Most conditions of one `where`: every combination is a statement of its own to plan. */
const mostConditions = 100;

/**
 * Compiles a `where` input. Fields that stand side by side are all required; a null value is as if absent.
 * @returns SQL condition over the row aliased `item`; `true` when nothing is asked.
 */
export function whereSql(
  where: Where,
  filters: Readonly<Record<string, Filter>>,
  at: { table: TableShape; statement: Statement; depth?: number; budget?: { left: number } },
): string {
  const depth = at.depth ?? 0;
  const budget = at.budget ?? { left: mostConditions };
  if (depth > deepest)
    throw refusal('BAD_INPUT', { message: 'The filter is nested too deeply.', at: 'where' });
  const inner = (part: Where) => whereSql(part, filters, { ...at, budget, depth: depth + 1 });
  const entries = Object.entries(where ?? {});
  budget.left -= Math.max(1, entries.length);
  if (budget.left < 0) {
    throw refusal('BAD_INPUT', {
      message: `A filter holds at most ${mostConditions} conditions.`,
      at: 'where',
    });
  }
  const conditions: string[] = [];
  for (const [name, value] of entries) {
    if (value === null || value === undefined) continue;
    if (name === 'not') conditions.push(`(${inner(value as Where)}) is not true`);
    else if (name === 'and') conditions.push(...(value as Where[]).map(inner));
    else if (name === 'or') conditions.push(`(${(value as Where[]).map(inner).join(' or ') || 'false'})`);
    else if (Object.hasOwn(filters, name)) {
      conditions.push((filters[name] as Filter)(value, at.table, at.statement));
    } else throw new Error(`No filter is declared for where.${name}`);
  }
  return conditions.length > 0 ? conditions.map((one) => `(${one})`).join(' and ') : 'true';
}
