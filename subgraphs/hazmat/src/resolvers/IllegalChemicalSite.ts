import { locatedFields } from '@huitong/kit';
import type { IllegalChemicalSiteResolvers } from '../generated/resolvers.js';

export const IllegalChemicalSite: IllegalChemicalSiteResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.illegalChemicalSiteById.load(id),
  ...locatedFields,
};
