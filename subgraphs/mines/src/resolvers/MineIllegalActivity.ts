import { ownedFields } from '@huitong/kit';
import type { MineIllegalActivityResolvers } from '../generated/resolvers.js';
import { concernedMine } from '../concerned.js';

export const MineIllegalActivity: MineIllegalActivityResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.illegalActivityById.load(id),
  ...ownedFields,
  ...concernedMine,
};
