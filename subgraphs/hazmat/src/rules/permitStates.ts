import type { WorkPermitState } from '../generated/resolvers.js';

/** The moves of a permit; a closed or withdrawn one stays as it is, a new permit is written. */
const moves: Readonly<Record<WorkPermitState, readonly WorkPermitState[]>> = {
  DRAFT: ['APPROVED', 'REVOKED'],
  APPROVED: ['ACTIVE', 'REVOKED'],
  ACTIVE: ['CLOSED', 'REVOKED'],
  CLOSED: [],
  REVOKED: [],
};

/** The states into which a permit may go from here; empty at the end of its life. */
export const nextStates = (from: WorkPermitState): readonly WorkPermitState[] => moves[from];

/** Whether a permit may go from one state to another; staying is no move and always allowed. */
export const mayMove = (from: WorkPermitState, to: WorkPermitState): boolean =>
  from === to || moves[from].includes(to);
