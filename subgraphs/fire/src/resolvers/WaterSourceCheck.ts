import { ownedFields } from '@huitong/kit';
import type { WaterSourceCheckResolvers } from '../generated/resolvers.js';

export const WaterSourceCheck: WaterSourceCheckResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.waterSourceCheckById.load(id),
  ...ownedFields,
  waterSource: (check, _, { loaders }) => loaders.waterSourceById.load(check.waterSourceId),
};
