import type { Refusal } from '@huitong/contract';

/** Several refusals of one request that the client can mend in one go: validation, variables. */
export class RefusedTogether extends Error {
  readonly refusals: readonly Refusal[];

  /** @param refusals at least one; the first gives the status. */
  constructor(refusals: readonly Refusal[]) {
    super(refusals.map((refusal) => refusal.message).join('; '));
    this.name = 'RefusedTogether';
    this.refusals = refusals;
  }
}
