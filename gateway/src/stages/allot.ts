import { trustCaller } from '@huitong/contract';
import { type Allotted, type Permitted, widen } from '../contexts.js';
import type { RunningPolicy } from '../policy/policy.js';
import { grantReadings } from '../sharing/grantReadings.js';

export interface AllotServices {
  /** Null where no sharing rules are enforced. */
  readonly policy: RunningPolicy | null;
}

/**
 * Finds out under which grants the operation reads, and whether each still allows it; and which values under
 * verification it may meet, for their departments to mark. Before planning, for a quota is
 * there to save the departments the work.
 * @throws Refusal QUOTA_EXCEEDED.
 */
export function allot(permitted: Permitted, { policy }: AllotServices): Allotted {
  const { caller, reduction } = permitted;
  const uses = caller ? grantReadings(caller, reduction.coordinates) : [];
  if (policy && caller) {
    const book = policy.source.current();
    const grants = uses.map(({ grant }) => grant.id);
    if (grants.length > 0) policy.quotas.allot(grants, book);
    const disputed = book.disputedIn(reduction.reads);
    if (disputed.length > 0) Object.assign(permitted, { caller: trustCaller({ ...caller, disputed }) });
  }
  return widen<Permitted, Allotted>(permitted, { uses });
}
