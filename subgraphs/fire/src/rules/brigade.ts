import type { FireBrigadeKind } from '../generated/resolvers.js';

/** What a brigade says of itself; absent where it is not given. */
export interface BrigadeFacts {
  readonly kind?: FireBrigadeKind | null;
  readonly enterpriseUscc?: string | null;
  readonly headcount?: number | null;
  readonly onDuty?: number | null;
}

/** Brigades that an enterprise, rather than a government, may keep (消防法 arts 36, 39, 41). */
const keptByEnterprises: ReadonlySet<FireBrigadeKind> = new Set(['ENTERPRISE_FULL_TIME', 'MICRO_STATION']);

/** What of a brigade cannot be: more on duty than there are, or a government's brigade that an enterprise keeps. */
export function brigadeFaults({
  kind,
  enterpriseUscc,
  headcount,
  onDuty,
}: BrigadeFacts): { readonly at: 'onDuty' | 'enterpriseUscc'; readonly message: string }[] {
  const faults: { at: 'onDuty' | 'enterpriseUscc'; message: string }[] = [];
  if (typeof onDuty === 'number' && typeof headcount === 'number' && onDuty > headcount) {
    faults.push({ at: 'onDuty', message: `${onDuty} on duty are more than ${headcount} members.` });
  }
  if (enterpriseUscc && kind && !keptByEnterprises.has(kind)) {
    faults.push({ at: 'enterpriseUscc', message: `A brigade of kind ${kind} is kept by a government.` });
  }
  return faults;
}
