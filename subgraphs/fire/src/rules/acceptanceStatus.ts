import type {
  FireAcceptanceKind,
  FireAcceptanceResult,
  FireAcceptanceStatus,
} from '../generated/resolvers.js';

/** What decides the status: the step, its result and its day. */
export interface AcceptanceStep {
  readonly kind: FireAcceptanceKind;
  readonly result: FireAcceptanceResult | null;
  readonly decidedOn: string | null;
}

/** Steps in time order; those without a day, which are under way, come last. */
export const inTimeOrder = <Step extends AcceptanceStep>(steps: readonly Step[]): Step[] =>
  [...steps].sort((one, other) => (one.decidedOn ?? '9999').localeCompare(other.decidedOn ?? '9999'));

/**
 * 消防审验: where a building project stands by its newest acceptance (特殊建设工程消防验收) or filing (其他建设工程备案);
 * a design review alone accepts nothing. A project registered as 历史遗留 stays one until a later step passes
 * (建设工程消防设计审查验收管理暂行规定, 住房和城乡建设部令第51号 and 58号).
 * @returns null when there is no step.
 */
export function acceptanceStatus(steps: readonly AcceptanceStep[]): FireAcceptanceStatus | null {
  const ordered = inTimeOrder(steps);
  if (ordered.length === 0) return null;
  const deciding = ordered.filter(({ kind }) => kind === 'ACCEPTANCE' || kind === 'FILING').at(-1);
  if (deciding?.result === 'PASSED') return 'ACCEPTED';
  if (ordered.some(({ kind }) => kind === 'LEGACY_REGISTRATION')) return 'LEGACY_UNRESOLVED';
  return deciding?.result === 'FAILED' ? 'REJECTED' : 'IN_PROGRESS';
}
