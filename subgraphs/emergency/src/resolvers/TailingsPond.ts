import type { TailingsPondResolvers } from '../generated/resolvers.js';
import { shelters } from '../lists.js';

export const TailingsPond: TailingsPondResolvers = {
  sheltersNearby: ({ location }, args, context) =>
    location ? shelters.near(context, args).load(location) : null,
};
