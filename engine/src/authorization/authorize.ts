import { Kind, type OperationDefinitionNode } from 'graphql';
import { BoundedCache } from '../planning/bounded-cache.js';
import type { PlannableOperation } from '../planning/planner.js';
import { reduceOperation } from '../reduction/reduce.js';
import { type Reduction, refusedUnder } from '../reduction/reduction.js';
import { restoreRefused } from '../reduction/restore.js';
import type { Supergraph } from '../supergraph.js';
import type { Unauthorized } from './authorization.js';
import type { CallerRights } from './rights.js';

/** A field or type that was taken out, and the first place in the answer where it is missing. */
export interface Removed {
  /** `Type.field` or `Type`. */
  readonly coordinate: string;
  /** Absent where no object stands in the answer that would have had it. */
  readonly path?: readonly (string | number)[];
}

/** An operation as a caller may run it. */
export interface Authorized {
  /** To be planned in place of the caller's. */
  readonly operation: PlannableOperation;
  /** What the caller asked for and may not read, under these variables. */
  readonly refused: readonly Unauthorized[];
  /** Puts null where something was taken out. */
  complete(data: Readonly<Record<string, unknown>> | null): {
    readonly data: Readonly<Record<string, unknown>> | null;
    readonly removed: readonly Removed[];
  };
}

/** Selections of an operation whose concrete types are written out. */
const defaultMaximumSelections = 4000;

const kept = new WeakMap<object, BoundedCache<Reduction<Unauthorized>>>();

/**
 * Takes out of an operation what the supergraph's own directives keep from a caller. Reductions are kept by the
 * operation's key and by what is denied, so that callers of equal rights share one, and its plan.
 *
 * @param variables coerced
 * @throws ReductionTooLarge
 */
export function authorize(
  { authorization, apiSchema }: Pick<Supergraph<unknown>, 'authorization' | 'apiSchema'>,
  asked: PlannableOperation,
  {
    rights,
    variables,
    maximumSelections = defaultMaximumSelections,
  }: {
    readonly rights: CallerRights;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly maximumSelections?: number;
  },
): Authorized {
  if (authorization === null) {
    return { operation: asked, refused: [], complete: (data) => ({ data, removed: [] }) };
  }
  const denials = authorization.denialsFor(rights);
  let cache = kept.get(authorization);
  if (!cache) kept.set(authorization, (cache = new BoundedCache({ maxEntries: 2000, maxBytes: Infinity })));
  const key = `${asked.key} ${denials.signature}`;
  let reduction = cache.get(key);
  if (!reduction) {
    const { document } = asked;
    const operation = operationOf(asked);
    reduction = reduceOperation({ document, operation, schema: apiSchema, denials, maximumSelections });
    cache.set(key, reduction, 0);
  }
  const { document } = reduction;
  const found = reduction;
  return {
    operation: { ...asked, document, key, denials },
    refused: refusedUnder(reduction, variables),
    complete(data) {
      const restored = restoreRefused(data, found, variables);
      const places = restored.places;
      const asked = refusedUnder(found, variables).map(({ coordinate }) => coordinate);
      // Objects that only `__typename` was asked of are met here for the first time.
      const removed = [...new Set([...asked, ...places.keys()])].map((coordinate): Removed => {
        const path = places.get(coordinate);
        return path ? { coordinate, path } : { coordinate };
      });
      return { data: restored.data, removed };
    },
  };
}

function operationOf({ document, operationName }: PlannableOperation): OperationDefinitionNode {
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode =>
      node.kind === Kind.OPERATION_DEFINITION && (!operationName || node.name?.value === operationName),
  );
  if (!operation) throw new Error('The document has no such operation.');
  return operation;
}
