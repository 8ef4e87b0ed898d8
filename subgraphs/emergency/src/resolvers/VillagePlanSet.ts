import { ownedFields } from '@huitong/kit';
import type { VillagePlanSetResolvers } from '../generated/resolvers.js';

export const VillagePlanSet: VillagePlanSetResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.villagePlanSetById.load(id),
  ...ownedFields,
};
