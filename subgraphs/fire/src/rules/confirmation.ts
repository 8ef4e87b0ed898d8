import type { FireEventConfirmation } from '../generated/resolvers.js';

/** One confirmation of an alarm, as the event keeps it. */
export interface Confirmation {
  readonly at: string;
  /** USCC of the department that confirmed. */
  readonly by: string;
  readonly from: FireEventConfirmation;
  readonly to: FireEventConfirmation;
  readonly reason: string | null;
}

/**
 * What an alarm may be confirmed as next. Nothing goes back to UNCONFIRMED; what was dismissed, or taken for a test
 * or a drill, may turn out to be a fire, and a fire may turn out to have been none (DOMAIN §2.5, item 74).
 */
const next: Readonly<Record<FireEventConfirmation, readonly FireEventConfirmation[]>> = {
  UNCONFIRMED: ['TRUE_FIRE', 'FALSE', 'TEST', 'DRILL'],
  TRUE_FIRE: ['FALSE'],
  FALSE: ['TRUE_FIRE'],
  TEST: ['TRUE_FIRE', 'FALSE'],
  DRILL: ['TRUE_FIRE', 'FALSE'],
};

/** The confirmations that may follow one. */
export const legalConfirmations = (from: FireEventConfirmation): readonly FireEventConfirmation[] =>
  next[from];

/** Whether a confirmation corrects an earlier one, and so has to say why. */
export const isCorrection = (from: FireEventConfirmation): boolean => from !== 'UNCONFIRMED';
