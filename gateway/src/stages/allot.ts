import { trustCaller } from '@huitong/contract';
import { type Allotted, type Permitted, widen } from '../contexts.js';
import type { RunningPolicy } from '../policy/policy.js';
import { type GrantReading, grantReadings } from '../sharing/grantReadings.js';
import { whileHeldFor } from '../sharing/whileHeld.js';

export interface AllotServices {
  /** Null where no sharing rules are enforced. */
  readonly policy: RunningPolicy | null;
}

/** By what an operation reads, which is kept with its reduction. */
const readings = whileHeldFor<readonly GrantReading[]>();

/** Places that leave rounded: those read beside what is dangerous with them, and those past the day's limit. */
function coarsePlaces({ caller, joins }: Permitted, policy: RunningPolicy | null): readonly string[] {
  const past = policy && caller && joins.counted.length > 0 ? policy.quotas.join(caller, joins.counted) : [];
  return [...joins.coarse, ...past].map(({ coordinate }) => coordinate);
}

/**
 * Finds out under which grants the operation reads, and whether each still allows it; which values under
 * verification it may meet, for their departments to mark; and which places they round. Before planning, for a quota is
 * there to save the departments the work.
 * @throws Refusal QUOTA_EXCEEDED.
 */
export function allot(permitted: Permitted, { policy }: AllotServices): Allotted {
  const { caller, reduction } = permitted;
  const uses = caller
    ? readings(reduction.coordinates, caller, () => grantReadings(caller, reduction.coordinates))
    : [];
  if (policy && caller) {
    const book = policy.source.current();
    const grants = uses.map(({ grant }) => grant.id);
    if (grants.length > 0) policy.quotas.allot(grants, book);
    const disputed = book.disputedIn(reduction.reads);
    if (disputed.length > 0) Object.assign(permitted, { caller: trustCaller({ ...caller, disputed }) });
  }
  const coarse = coarsePlaces(permitted, policy);
  if (permitted.caller && coarse.length > 0) {
    Object.assign(permitted, { caller: trustCaller({ ...permitted.caller, coarse }) });
  }
  return widen<Permitted, Allotted>(permitted, { uses, coarse });
}
