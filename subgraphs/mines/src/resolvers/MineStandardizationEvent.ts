import { ownedFields } from '@huitong/kit';
import type { MineStandardizationEventResolvers } from '../generated/resolvers.js';

export const MineStandardizationEvent: MineStandardizationEventResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.standardizationEventById.load(id),
  ...ownedFields,
  coalMine: (row, _, { loaders }) => loaders.coalMineById.load(row.coalMineId),
};
