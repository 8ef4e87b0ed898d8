import { today } from '@huitong/kit';
import type { PondClosureResolvers } from '../generated/resolvers.js';

export const PondClosure: PondClosureResolvers = {
  planDue: (pond) => pond.closurePlanDue,
  stage: (pond) => pond.closureStage,
  overdue: ({ closurePlanDue, status }) =>
    closurePlanDue === null
      ? null
      : closurePlanDue < today() && status !== 'CLOSED' && status !== 'DEREGISTERED',
};
