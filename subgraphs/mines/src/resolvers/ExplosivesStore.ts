import type { ExplosivesStoreResolvers } from '../generated/resolvers.js';

export const ExplosivesStore: ExplosivesStoreResolvers = {
  exists: (mine) => mine.hasExplosivesStore === true,
  capacityKilograms: (mine) => mine.explosivesCapacityKilograms,
};
