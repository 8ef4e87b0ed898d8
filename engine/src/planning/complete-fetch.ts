import type { GraphQLSchema } from 'graphql';
import type { FetchIr } from '../ir.js';
import { answerShape } from './answer-shape.js';
import { entityPart } from './entity-part.js';

/** A fetch as a planner describes it. */
export type PlannedFetch = Omit<FetchIr, 'shape' | 'part'>;

/**
 * Adds what follows from a fetch's operation: the shape of its answer and, of an entity fetch, its parts. An entity
 * fetch asks for `_entities(representations: $representations)` and nothing else.
 *
 * @param schema the supergraph's own schema (it has what `@inaccessible` hides).
 * @throws Error when the operation is none of a fetch.
 */
export function completeFetch(schema: GraphQLSchema, fetch: PlannedFetch): FetchIr {
  const contextual = new Set(fetch.contexts?.map(({ variable }) => variable));
  return {
    ...fetch,
    ...(fetch.requires ? { part: entityPart(fetch.operation, contextual) } : {}),
    shape: answerShape(schema, fetch.operation),
  };
}
