import { claim, type Bounded, type Permitted } from '../contexts.js';
import { RefusedTogether } from '../refusedTogether.js';
import { denialRefusal } from '../sharing/denialRefusal.js';
import { reduceOperation } from '../sharing/reduce.js';
import { holds, type Reduction } from '../sharing/reduction.js';
import type { Served } from '../served.js';

/** Writing out concrete types may multiply what the limit on selections let through, up to this factor. */
const growth = 4;

/** Without sharing rules an operation is planned as it came. */
function unreduced({ document, operation, operationHash }: Bounded): Reduction {
  return {
    document,
    operationName: operation.name?.value ?? null,
    planKey: operationHash,
    shape: null,
    refusals: new Map(),
    coordinates: { conditional: [], notShared: [], masked: [], others: 0 },
  };
}

function reduced(bounded: Bounded, served: Served, maximumSelections: number): Reduction {
  const { policy } = served;
  if (!policy || !bounded.caller) return unreduced(bounded);
  const denials = policy.denialsFor(bounded.caller);
  const key = `${bounded.operationHash} ${denials.signature}`;
  const known = served.reductions.get(key);
  if (known) return known;
  const { document, operation } = bounded;
  const { apiSchema: schema } = served.supergraph;
  const reduction = reduceOperation({ document, operation, schema, policy, denials, maximumSelections });
  served.reductions.set(key, reduction);
  return reduction;
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
  const reduction = reduced(bounded, bounded.served, services.maximumSelections * growth);
  const refused = [...reduction.refusals.values()]
    .filter(({ alternatives }) => alternatives.some((conditions) => holds(conditions, bounded.variables)))
    .map(({ denied }) => denied);
  if (refused.length > 0 && wantsAllOrNothing(bounded)) {
    throw new RefusedTogether(refused.map((denied) => denialRefusal(denied)));
  }
  return claim<Permitted>({ ...bounded, reduction, refused });
}
