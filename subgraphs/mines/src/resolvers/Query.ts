import type { QueryResolvers } from '../generated/resolvers.js';
import { mineDangers } from '../hiddenDangers.js';
import { coalMines, tailingsPonds } from '../lists.js';

export const Query: QueryResolvers = {
  coalMine: (_, { id }, { loaders }) => loaders.coalMineById.load(id),
  coalMines: (_, args, context) => coalMines.page(context, args),
  tailingsPond: (_, { id }, { loaders }) => loaders.tailingsPondById.load(id),
  tailingsPonds: (_, args, context) => tailingsPonds.page(context, args),
  mineHiddenDanger: (_, { id }, { loaders }) => loaders.mineHiddenDangerById.load(id),
  mineHiddenDangers: (_, args, context) => mineDangers.list.page(context, args),
};
