import { locatedFields } from '@huitong/kit';
import type { ShelterResolvers } from '../generated/resolvers.js';

export const Shelter: ShelterResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.shelterById.load(id),
  ...locatedFields,
};
