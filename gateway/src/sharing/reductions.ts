import type { CheckedDocument, Served } from '../served.js';
import type { Denials } from './policy.js';
import { reduceOperation } from './reduce.js';
import type { Reduction } from './reduction.js';

/** Writing out concrete types may multiply what the limit on selections let through, up to this factor. */
const growth = 4;

/** Without sharing rules an operation is planned as it came. */
function unreduced({ document, operation, operationHash }: CheckedDocument): Reduction {
  return {
    document,
    operationName: operation.name?.value ?? null,
    planKey: operationHash,
    shape: null,
    refusals: new Map(),
    coordinates: { conditional: [], notShared: [], masked: [], others: 0 },
  };
}

export interface ReductionFor {
  readonly served: Served;
  /** The limit on expanded selections. */
  readonly maximumSelections: number;
}

/**
 * An operation as callers with these denials may run it; made once for both, whoever asks.
 * @param denials null where nobody is asked who they are.
 * @throws Refusal TOO_LARGE_EXPANDED.
 */
export function reductionFor(
  checked: CheckedDocument,
  denials: Denials | null,
  { served, maximumSelections }: ReductionFor,
): Reduction {
  const { policy, supergraph, reductions } = served;
  const key = denials ? `${checked.operationHash} ${denials.signature}` : checked.operationHash;
  const known = reductions.get(key);
  if (known) return known;
  const { document, operation } = checked;
  const reduction =
    policy && denials
      ? reduceOperation({
          document,
          operation,
          schema: supergraph.apiSchema,
          policy,
          denials,
          maximumSelections: maximumSelections * growth,
        })
      : unreduced(checked);
  reductions.set(key, reduction);
  return reduction;
}
