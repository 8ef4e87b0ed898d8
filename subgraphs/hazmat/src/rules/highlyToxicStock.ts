import type { Caller } from '@huitong/contract';
import { isOwnRow, type Owned } from '@huitong/kit';

/** The departments with which stock of highly toxic chemicals is filed (危险化学品安全法 art. 42). */
const filedWith: readonly Caller['line'][] = ['EMERGENCY', 'FIRE', 'PUBLIC_SECURITY'];

/**
 * Whether a caller that sees a tank may read how much is in it. Stock of a highly toxic chemical (剧毒化学品) goes
 * to its own department and, by grant, to those it is filed with; to nobody else, whatever the grant says
 * (危险化学品安全法 art. 42). A chemical whose toxicity is not known is treated as highly toxic.
 */
export function mayReadStock(caller: Caller, tank: Owned, isHighlyToxic: boolean | null): boolean {
  if (isHighlyToxic === false || filedWith.includes(caller.line)) return true;
  return isOwnRow(caller, tank);
}
