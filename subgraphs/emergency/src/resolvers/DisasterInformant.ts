import { ownedFields } from '@huitong/kit';
import type { DisasterInformantResolvers } from '../generated/resolvers.js';

export const DisasterInformant: DisasterInformantResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.disasterInformantById.load(id),
  ...ownedFields,
};
