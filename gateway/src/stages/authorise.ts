import { type Grant, grantHolds, type VerifiedCaller } from '@huitong/contract';
import { refusedUnder } from '@huitong/engine';
import { type Bounded, type Permitted, widen } from '../contexts.js';
import { RefusedTogether } from '../refusedTogether.js';
import type { Unauthorized } from '../options.js';
import { denialRefusal } from '../sharing/denialRefusal.js';
import { isUnauthorized } from '../sharing/denials.js';
import type { RiskyField } from '../sharing/joinRisks.js';
import { grantsAbout, type Joins, judgeJoins } from '../sharing/joins.js';
import {
  type PermittedOperation,
  reductionFor,
  type ReductionFor,
  withoutJoins,
} from '../sharing/reductions.js';
import { whileHeldFor } from '../sharing/whileHeld.js';

function reduced(bounded: Bounded, of: ReductionFor): PermittedOperation {
  const { caller, rights, checked } = bounded;
  const { policy, supergraph } = of.served;
  const denials = {
    sharing: policy && caller ? policy.denialsFor(caller) : null,
    directives: supergraph.authorization?.denialsFor(rights) ?? null,
  };
  return reductionFor(checked, denials, of);
}

const noJoins: Joins = { refused: [], coarse: [], counted: [], exact: [] };

/** By what is dangerous in an operation, which is kept with its reduction. */
const weighed = whileHeldFor<readonly Grant[]>();

const grantsWeighed = (caller: VerifiedCaller, risky: readonly RiskyField[]): readonly Grant[] =>
  weighed(risky, caller, () => {
    const now = Date.now() / 1000;
    const holding = caller.grants.filter((grant) => grantHolds(caller, grant, now));
    return grantsAbout(risky, holding);
  });

/** Most operations read nothing that is dangerous beside anything, and go by at the cost of one look. */
function joinsOf({ caller, joined }: Bounded, { risky }: PermittedOperation): Joins {
  if (!caller || risky.length === 0) return noJoins;
  const joins = judgeJoins(risky, joined, { caller, grants: grantsWeighed(caller, risky) });
  for (const field of joins.exact) joined.add(field);
  return joins;
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
 * @throws RefusedTogether of FIELD_NOT_SHARED, JOIN_RISK or UNAUTHORIZED_FIELD_OR_TYPE in reject mode; Refusal TOO_LARGE_EXPANDED.
 */
export function authorise(bounded: Bounded, services: AuthoriseServices): Permitted {
  const of = { served: bounded.served, maximumSelections: services.maximumSelections };
  const shared = reduced(bounded, of);
  const joins = joinsOf(bounded, shared);
  const reduction = withoutJoins(bounded.checked, shared, joins.refused, of);
  const refused = refusedUnder(reduction, bounded.variables);
  const rejected = services.unauthorized === 'reject' && refused.some(isUnauthorized);
  if (rejected || (refused.length > 0 && wantsAllOrNothing(bounded))) {
    throw new RefusedTogether(refused.map((denied) => denialRefusal(denied)));
  }
  return widen<Bounded, Permitted>(bounded, { reduction, refused, joins });
}
