import type { MajorHazardResolvers } from '../generated/resolvers.js';
import { rescueTeams, shelters } from '../lists.js';

export const MajorHazard: MajorHazardResolvers = {
  rescueTeamsNearby: ({ location }, args, context) =>
    location ? rescueTeams.near(context, args).load(location) : null,
  sheltersNearby: ({ location }, args, context) =>
    location ? shelters.near(context, args).load(location) : null,
};
