import type { CoalMineResolvers } from '../generated/resolvers.js';
import { majorHazards } from '../lists.js';

export const CoalMine: CoalMineResolvers = {
  majorHazardsNearby: ({ location }, args, context) =>
    location ? majorHazards.near(context, args).load({ lat: location.lat, lon: location.lon }) : null,
};
