import DataLoader from 'dataloader';
import type { Entity, TableShape } from '../database/database.js';
import type { LoaderScope } from '../subgraph/context.js';
import { type Filter, whereSql } from './filters.js';
import { Statement } from './statement.js';

/** One figure over the rows counted: an SQL aggregate over the rows aliased `item`, with its parameters. */
export type Aggregate = (statement: Statement, table: TableShape) => string;

/** Which rows are counted; those alone that the caller may see. */
export interface Counted {
  readonly where?: Readonly<Record<string, unknown>> | null;
  readonly division?: string | null;
}

/** A part of a whole, with what was counted. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  /** 0 to 1; null when there is nothing to divide by. */
  readonly rate: number | null;
  /** What was counted, in words. */
  readonly definition: string;
}

/** Counts the rows for which a condition holds. */
export const count = (condition: string | Aggregate): Aggregate =>
  typeof condition === 'string'
    ? () => `count(*) filter (where ${condition})`
    : (statement, table) => `count(*) filter (where ${condition(statement, table)})`;

/**
 * Figures of one table: whatever is asked of it in one answer is read in one statement, under row scope. A figure
 * over no row at all is 0.
 */
export class Tally {
  readonly counted: Counted;
  readonly #figures: DataLoader<Aggregate, number>;

  constructor(
    scope: LoaderScope,
    of: { readonly entity: Entity<object>; readonly filters: Readonly<Record<string, Filter>> },
    counted: Counted,
  ) {
    this.counted = counted;
    this.#figures = new DataLoader(
      async (aggregates) => {
        const table = scope.database.table(of.entity);
        const statement = new Statement();
        const figures = aggregates.map(
          (one, index) => `coalesce(${one(statement, table)}, 0)::float8 as f${index}`,
        );
        const conditions = [whereSql(counted.where, of.filters, { table, statement })];
        if (typeof counted.division === 'string') {
          conditions.push(`item.division_path @> array[${statement.param(counted.division)}::text]`);
        }
        const [row] = await scope.database.query<Record<string, number>>(
          `select ${figures.join(', ')} from ${table.name} as item where ${conditions.join(' and ')}`,
          statement.values,
        );
        return aggregates.map((_, index) => row?.[`f${index}`] ?? 0);
      },
      { cache: false },
    );
  }

  figure(aggregate: Aggregate): Promise<number> {
    return this.#figures.load(aggregate);
  }

  /** Rows for which a condition holds. */
  rows(condition: string | Aggregate): Promise<number> {
    return this.figure(count(condition));
  }

  /** A part of a whole, never a bare percentage. */
  async share(of: { part: Aggregate; whole: Aggregate; definition: string }): Promise<Share> {
    const [numerator, denominator] = await Promise.all([this.figure(of.part), this.figure(of.whole)]);
    return {
      numerator,
      denominator,
      rate: denominator === 0 ? null : numerator / denominator,
      definition: of.definition,
    };
  }
}
