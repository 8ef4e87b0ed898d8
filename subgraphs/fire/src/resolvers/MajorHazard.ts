import type { MajorHazardResolvers } from '../generated/resolvers.js';
import { fireBrigadesNear, waterSourcesNear } from '../lists.js';

export const MajorHazard: MajorHazardResolvers = {
  waterSourcesNearby: (hazard, args, context) => waterSourcesNear(context, hazard.location, args),
  fireBrigadesNearby: (hazard, args, context) => fireBrigadesNear(context, hazard.location, args),
};
