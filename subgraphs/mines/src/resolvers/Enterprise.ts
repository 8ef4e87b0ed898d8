import type { EnterpriseResolvers } from '../generated/resolvers.js';
import { coalMines, nonCoalMines, tailingsPonds } from '../lists.js';

export const Enterprise: EnterpriseResolvers = {
  coalMines: ({ uscc }, args, context) => coalMines.ofParent(context, 'enterpriseUscc', args).load(uscc),
  nonCoalMines: ({ uscc }, args, context) =>
    nonCoalMines.ofParent(context, 'enterpriseUscc', args).load(uscc),
  tailingsPonds: ({ uscc }, args, context) =>
    tailingsPonds.ofParent(context, 'enterpriseUscc', args).load(uscc),
};
