import type { CoalMineResolvers } from '../generated/resolvers.js';
import { rescueTeams } from '../lists.js';

export const CoalMine: CoalMineResolvers = {
  rescueTeamsNearby: ({ location }, args, context) =>
    location ? rescueTeams.near(context, args).load(location) : null,
};
