import type { EnterpriseResolvers } from '../generated/resolvers.js';
import { coalMines } from '../lists.js';

export const Enterprise: EnterpriseResolvers = {
  coalMines: ({ uscc }, args, context) => coalMines.ofParent(context, 'enterpriseUscc', args).load(uscc),
};
