import type { MineHiddenDangerResolvers } from '../generated/resolvers.js';
import { mineDangers } from '../hiddenDangers.js';

export const MineHiddenDanger: MineHiddenDangerResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.mineHiddenDangerById.load(id),
  ...mineDangers.fields,
  coalMine: ({ objectType, objectId }, _, { loaders }) =>
    objectType === 'COAL_MINE' ? loaders.coalMineById.load(objectId) : null,
  nonCoalMine: ({ objectType, objectId }, _, { loaders }) =>
    objectType === 'NON_COAL_MINE' ? loaders.nonCoalMineById.load(objectId) : null,
  tailingsPond: ({ objectType, objectId }, _, { loaders }) =>
    objectType === 'TAILINGS_POND' ? loaders.tailingsPondById.load(objectId) : null,
};
