import type { TestSubgraph } from './federation.js';
import { abstractTypes } from './semantics-abstract.js';
import { directives } from './semantics-directives.js';
import { keys } from './semantics-keys.js';
import { values } from './semantics-values.js';

/** One question and what must be answered. */
export interface SemanticCase {
  readonly title: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  /** Labels of progressive overrides that are on. */
  readonly labels?: readonly string[];
  readonly data: unknown;
  /** Parts of each error, in order. */
  readonly errors?: readonly unknown[];
  /** The subgraphs asked, in order, where that is what the case is about. */
  readonly requests?: readonly string[];
}

/** A federation and the rules that it shows. */
export interface Semantics {
  readonly title: string;
  readonly subgraphs: Readonly<Record<string, TestSubgraph>>;
  readonly cases: readonly SemanticCase[];
}

export const semantics: readonly Semantics[] = [...keys, ...directives, ...abstractTypes, ...values];
