import { ownedFields } from '@huitong/kit';
import type { TeamCensusResolvers } from '../generated/resolvers.js';

export const TeamCensus: TeamCensusResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.teamCensusById.load(id),
  ...ownedFields,
  team: (row, _, { loaders }) => loaders.rescueTeamById.load(row.teamId),
};
