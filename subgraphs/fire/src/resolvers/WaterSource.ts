import { locatedFields } from '@huitong/kit';
import type { WaterSourceResolvers } from '../generated/resolvers.js';

export const WaterSource: WaterSourceResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.waterSourceById.load(id),
  ...locatedFields,
};
