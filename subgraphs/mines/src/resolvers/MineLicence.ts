import { ownedFields, today } from '@huitong/kit';
import type { MineLicenceResolvers } from '../generated/resolvers.js';
import { concerned } from '../concerned.js';

export const MineLicence: MineLicenceResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.mineLicenceById.load(id),
  ...ownedFields,
  ...concerned,
  expired: ({ validTo }) => (validTo === null ? null : validTo < today()),
};
