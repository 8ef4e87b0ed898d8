import { readFileSync } from 'node:fs';
import type { Entity } from '../database/database.js';
import type { Migration } from '../database/migrations.js';
import type { SampleSize } from '../sample/size.js';
import type { Dataset } from '../datasets/dataset.js';
import type { AnyStateMachine } from '../states/machine.js';
import type { LoaderScope } from './context.js';

/** A department's name in the two languages of the answers. */
export interface DepartmentName {
  readonly zh: string;
  readonly en: string;
}

/** Everything that makes a subgraph; its src/main.ts holds one and nothing else. */
export interface SubgraphDefinition<Loaders = unknown> {
  /** Name in the supergraph, database and settings: lower case letters. */
  readonly name: string;
  /** Who is missing when this subgraph does not answer. */
  readonly department: DepartmentName;
  /** The package's folder, for schema.graphql: `new URL('../..', import.meta.url)`. */
  readonly home: URL;
  readonly entities: readonly Entity<unknown>[];
  readonly migrations: readonly Migration[];
  /** GraphQL type → field → resolver; one file of src/resolvers each. */
  readonly resolvers: Readonly<Record<string, unknown>>;
  readonly createLoaders: (scope: LoaderScope) => Loaders;
  /** GraphQL types of its own that stand in the index of `commons`; each has an `indexedTable` in a migration. */
  readonly indexed?: readonly string[];
  /** Life cycles of its rows; docs/states.md is generated from them. */
  readonly machines?: readonly AnyStateMachine[];
  /** What departments can import. */
  readonly datasets: readonly Dataset[];
  /** Synthetic rows for a demonstration, from sample/. */
  readonly sample: SampleData;
}

/**
 * Demo rows: table by table, in order of reference; every row `synthetic: true`. Kinds of which there are many are
 * generators that make row after row, so that a hundredfold demonstration fits in memory.
 */
export type SampleData = (size?: SampleSize) => readonly SampleTable[];
export interface SampleTable {
  readonly entity: Entity<unknown>;
  readonly rows: Iterable<object>;
}

/** Declares a subgraph; starts nothing. The caller decides whether it runs alone or inside the one process. */
export function defineSubgraph<Loaders>(
  definition: SubgraphDefinition<Loaders>,
): SubgraphDefinition<Loaders> {
  return Object.freeze(definition);
}

/** A subgraph's own SDL, without the prelude. */
export function schemaText(definition: Pick<SubgraphDefinition, 'home'>): string {
  return readFileSync(new URL('schema.graphql', definition.home), 'utf8');
}
