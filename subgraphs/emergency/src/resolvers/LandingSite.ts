import { locatedFields } from '@huitong/kit';
import type { LandingSiteResolvers } from '../generated/resolvers.js';

export const LandingSite: LandingSiteResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.landingSiteById.load(id),
  ...locatedFields,
};
