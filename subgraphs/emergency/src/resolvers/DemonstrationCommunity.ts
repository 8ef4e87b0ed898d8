import { ownedFields } from '@huitong/kit';
import type { DemonstrationCommunityResolvers } from '../generated/resolvers.js';

export const DemonstrationCommunity: DemonstrationCommunityResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.demonstrationCommunityById.load(id),
  ...ownedFields,
};
