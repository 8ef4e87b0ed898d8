import type { MineHiddenDangerResolvers } from '../generated/resolvers.js';
import { mineDangers } from '../hiddenDangers.js';
import { announcementClock } from '../rules/resumption.js';

export const MineHiddenDanger: MineHiddenDangerResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.mineHiddenDangerById.load(id),
  ...mineDangers.fields,
  resumptionAnnouncementDue: (danger) => announcementClock(danger),
  coalMine: ({ objectType, objectId }, _, { loaders }) =>
    objectType === 'COAL_MINE' ? loaders.coalMineById.load(objectId) : null,
  nonCoalMine: ({ objectType, objectId }, _, { loaders }) =>
    objectType === 'NON_COAL_MINE' ? loaders.nonCoalMineById.load(objectId) : null,
  tailingsPond: ({ objectType, objectId }, _, { loaders }) =>
    objectType === 'TAILINGS_POND' ? loaders.tailingsPondById.load(objectId) : null,
};
