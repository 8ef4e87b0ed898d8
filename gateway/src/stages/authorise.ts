import { type Bounded, type Permitted, widen } from '../contexts.js';
import { RefusedTogether } from '../refusedTogether.js';
import { denialRefusal } from '../sharing/denialRefusal.js';
import { reductionFor } from '../sharing/reductions.js';
import { holds, type Reduction } from '../sharing/reduction.js';
import type { Served } from '../served.js';

function reduced(bounded: Bounded, served: Served, maximumSelections: number): Reduction {
  const denials = served.policy && bounded.caller ? served.policy.denialsFor(bounded.caller) : null;
  return reductionFor(bounded.checked, denials, { served, maximumSelections });
}

/** A client may rather have nothing than an answer with holes: `extensions: {"huitong": {"mode": "reject"}}`. */
function wantsAllOrNothing(bounded: Bounded): boolean {
  const { extensions } = bounded.params;
  const ours: unknown = Object.hasOwn(extensions, 'huitong') ? extensions['huitong'] : null;
  return typeof ours === 'object' && ours !== null && (ours as { mode?: unknown }).mode === 'reject';
}

/**
 * Reduces the operation to what this caller may read. Before planning, so that what is refused is never asked of a
 * subgraph; once for an operation and a set of refusals, whoever asks.
 * @throws RefusedTogether of FIELD_NOT_SHARED in reject mode; Refusal TOO_LARGE_EXPANDED.
 */
export function authorise(bounded: Bounded, services: { readonly maximumSelections: number }): Permitted {
  const reduction = reduced(bounded, bounded.served, services.maximumSelections);
  const refused =
    reduction.refusals.size === 0
      ? []
      : [...reduction.refusals.values()]
          .filter(({ alternatives }) =>
            alternatives.some((conditions) => holds(conditions, bounded.variables)),
          )
          .map(({ denied }) => denied);
  if (refused.length > 0 && wantsAllOrNothing(bounded)) {
    throw new RefusedTogether(refused.map((denied) => denialRefusal(denied)));
  }
  return widen<Bounded, Permitted>(bounded, { reduction, refused });
}
