import type { ChemicalResolvers } from '../generated/resolvers.js';

export const Chemical: ChemicalResolvers = {
  __resolveReference: ({ gb18218No }, { loaders }) => loaders.chemicalByNo.load(String(gb18218No)),
};
