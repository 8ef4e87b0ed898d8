import { ownedFields } from '@huitong/kit';
import type { LifeChannelResolvers } from '../generated/resolvers.js';

export const LifeChannel: LifeChannelResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.lifeChannelById.load(id),
  ...ownedFields,
  fireUnit: (row, _, { loaders }) => loaders.fireUnitById.load(row.fireUnitId),
};
