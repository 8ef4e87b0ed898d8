import type { QueryResolvers } from '../generated/resolvers.js';
import { coalMines, mineHiddenDangers, tailingsPonds } from '../lists.js';

export const Query: QueryResolvers = {
  coalMine: (_, { id }, { loaders }) => loaders.coalMineById.load(id),
  coalMines: (_, args, context) => coalMines.page(context, args),
  tailingsPond: (_, { id }, { loaders }) => loaders.tailingsPondById.load(id),
  tailingsPonds: (_, args, context) => tailingsPonds.page(context, args),
  mineHiddenDangers: (_, args, context) => mineHiddenDangers.page(context, args),
};
