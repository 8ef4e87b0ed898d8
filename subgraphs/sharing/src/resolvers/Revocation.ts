import { ownedFields } from '@huitong/kit';
import type { RevocationResolvers } from '../generated/resolvers.js';

export const Revocation: RevocationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.revocationById.load(id),
  ...ownedFields,
};
