import type { QueryResolvers } from '../generated/resolvers.js';
import { mineDangers } from '../hiddenDangers.js';
import {
  coalMines,
  coalRiskAlerts,
  hiddenHazardSurveys,
  mineIllegalActivities,
  mineLicences,
  nonCoalMines,
  tailingsPonds,
} from '../lists.js';
import { CoalMineTally, TailingsPondTally } from '../statistics.js';

export const Query: QueryResolvers = {
  coalMine: (_, { id }, { loaders }) => loaders.coalMineById.load(id),
  coalMines: (_, args, context) => coalMines.page(context, args),
  coalMineStatistics: (_, { where, division }, context) =>
    new CoalMineTally(context, { where: where ?? null, division: division ?? null }),
  nonCoalMine: (_, { id }, { loaders }) => loaders.nonCoalMineById.load(id),
  nonCoalMines: (_, args, context) => nonCoalMines.page(context, args),
  tailingsPond: (_, { id }, { loaders }) => loaders.tailingsPondById.load(id),
  tailingsPonds: (_, args, context) => tailingsPonds.page(context, args),
  tailingsPondStatistics: (_, { where, division }, context) =>
    new TailingsPondTally(context, { where: where ?? null, division: division ?? null }),
  mineHiddenDanger: (_, { id }, { loaders }) => loaders.mineHiddenDangerById.load(id),
  mineHiddenDangers: (_, args, context) => mineDangers.list.page(context, args),
  coalRiskAlerts: (_, args, context) => coalRiskAlerts.page(context, args),
  mineLicences: (_, args, context) => mineLicences.page(context, args),
  hiddenHazardSurveys: (_, args, context) => hiddenHazardSurveys.page(context, args),
  mineIllegalActivities: (_, args, context) => mineIllegalActivities.page(context, args),
};
