import { refusedUnder } from '@huitong/engine';
import { type Bounded, type Permitted, widen } from '../contexts.js';
import { RefusedTogether } from '../refusedTogether.js';
import type { Unauthorized } from '../options.js';
import { denialRefusal } from '../sharing/denialRefusal.js';
import { isUnauthorized } from '../sharing/denials.js';
import { type PermittedOperation, reductionFor } from '../sharing/reductions.js';
import type { Served } from '../served.js';

function reduced(bounded: Bounded, served: Served, maximumSelections: number): PermittedOperation {
  const { caller, rights, checked } = bounded;
  const { policy, supergraph } = served;
  const denials = {
    sharing: policy && caller ? policy.denialsFor(caller) : null,
    directives: supergraph.authorization?.denialsFor(rights) ?? null,
  };
  return reductionFor(checked, denials, { served, maximumSelections });
}

/** A client may rather have nothing than an answer with holes: `extensions: {"huitong": {"mode": "reject"}}`. */
function wantsAllOrNothing(bounded: Bounded): boolean {
  const { extensions } = bounded.params;
  const ours: unknown = Object.hasOwn(extensions, 'huitong') ? extensions['huitong'] : null;
  return typeof ours === 'object' && ours !== null && (ours as { mode?: unknown }).mode === 'reject';
}

export interface AuthoriseServices {
  readonly maximumSelections: number;
  /** What becomes of an operation that asks for what directives of federation's own keep from the caller. */
  readonly unauthorized: Unauthorized;
}

/**
 * Reduces the operation to what this caller may read. Before planning, so that what is refused is never asked of a
 * subgraph; once for an operation and a set of refusals, whoever asks.
 * @throws RefusedTogether of FIELD_NOT_SHARED or UNAUTHORIZED_FIELD_OR_TYPE in reject mode; Refusal TOO_LARGE_EXPANDED.
 */
export function authorise(bounded: Bounded, services: AuthoriseServices): Permitted {
  const reduction = reduced(bounded, bounded.served, services.maximumSelections);
  const refused = refusedUnder(reduction, bounded.variables);
  const rejected = services.unauthorized === 'reject' && refused.some(isUnauthorized);
  if (rejected || (refused.length > 0 && wantsAllOrNothing(bounded))) {
    throw new RefusedTogether(refused.map((denied) => denialRefusal(denied)));
  }
  return widen<Bounded, Permitted>(bounded, { reduction, refused });
}
