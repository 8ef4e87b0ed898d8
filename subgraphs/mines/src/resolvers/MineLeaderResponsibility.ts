import { ownedFields } from '@huitong/kit';
import type { MineLeaderResponsibilityResolvers } from '../generated/resolvers.js';
import { concerned } from '../concerned.js';

export const MineLeaderResponsibility: MineLeaderResponsibilityResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.leaderResponsibilityById.load(id),
  ...ownedFields,
  ...concerned,
  lastVisitOn: ({ visits }) => visits.at(-1)?.on ?? null,
};
