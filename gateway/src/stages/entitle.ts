import { freezeGrants, type Grant, refusal, trustCaller } from '@huitong/contract';
import { type Entitled, type Identified, widen } from '../contexts.js';
import type { RunningPolicy } from '../policy/policy.js';

export interface EntitleServices {
  /** Null where no sharing rules are enforced. */
  readonly policy: RunningPolicy | null;
}

const joined = new WeakMap<readonly Grant[], WeakMap<readonly Grant[], readonly Grant[]>>();

/** Both lists as one, and the same one each time: what follows from a caller's grants is kept by their list. */
function together(held: readonly Grant[], emergency: readonly Grant[]): readonly Grant[] {
  if (emergency.length === 0) return held;
  if (held.length === 0) return emergency;
  const known = joined.get(held) ?? new WeakMap<readonly Grant[], readonly Grant[]>();
  joined.set(held, known);
  const both = known.get(emergency) ?? freezeGrants([...held, ...emergency]);
  known.set(emergency, both);
  return both;
}

/**
 * Gives the caller the grants that its department holds now for its purpose, and those of the incident in which it
 * acts while that is open. Whoever was cut off, or has used up what one may ask for, ends here; with the next request, for the book changes within a second or two of a revocation.
 * @throws Refusal CALLER_REVOKED, QUOTA_EXCEEDED.
 */
export function entitle(identified: Identified, { policy }: EntitleServices): Entitled {
  const { caller, credential } = identified;
  if (!policy || !caller) return widen<Identified, Entitled>(identified, {});
  const book = policy.source.current();
  const kind = credential && book.revokedBy(caller, credential);
  if (kind) throw refusal('CALLER_REVOKED', { cause: `revoked by ${kind}` });
  policy.quotas.enter(caller);
  const nowSeconds = Date.now() / 1000;
  const held = book.grantsOf(caller, nowSeconds);
  const emergency = policy.emergencies.grantsOf(caller, identified.served.policy, nowSeconds);
  const grants = together(held, emergency);
  // Most callers hold none, and then the caller of the token is the caller.
  if (grants.length > 0) Object.assign(identified, { caller: trustCaller({ ...caller, grants }) });
  return widen<Identified, Entitled>(identified, {});
}
