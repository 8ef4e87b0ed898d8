import { refusal, trustCaller } from '@huitong/contract';
import { type Entitled, type Identified, widen } from '../contexts.js';
import type { RunningPolicy } from '../policy/policy.js';

export interface EntitleServices {
  /** Null where no sharing rules are enforced. */
  readonly policy: RunningPolicy | null;
}

/**
 * Gives the caller the grants that its department holds now for its purpose, and those of the incident in which it
 * acts while that is open. Whoever was cut off, or has used up what
 * one may ask for, ends here; with the next request, for the book changes within a second or two of a revocation.
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
  const grants = emergency.length === 0 ? held : [...held, ...emergency];
  // Most callers hold none, and then the caller of the token is the caller.
  if (grants.length > 0) Object.assign(identified, { caller: trustCaller({ ...caller, grants }) });
  return widen<Identified, Entitled>(identified, {});
}
