import type { CoalMineResolvers } from '../generated/resolvers.js';
import { fireBrigadesNear, waterSourcesNear } from '../lists.js';

export const CoalMine: CoalMineResolvers = {
  waterSourcesNearby: (mine, args, context) => waterSourcesNear(context, mine.location, args),
  fireBrigadesNearby: (mine, args, context) => fireBrigadesNear(context, mine.location, args),
};
