import { locatedFields } from '@huitong/kit';
import type { GasFillingStationResolvers } from '../generated/resolvers.js';
import { hazmatDangers } from '../hiddenDangers.js';
import { riskTierRank } from '../rules/ranks.js';

export const GasFillingStation: GasFillingStationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.gasFillingStationById.load(id),
  ...locatedFields,
  enterprise: ({ enterpriseUscc }) => (enterpriseUscc ? { uscc: enterpriseUscc } : null),
  riskTierSeverityRank: ({ riskTier }) => riskTierRank(riskTier),
  hiddenDangers: ({ id }, args, context) => hazmatDangers.list.ofParent(context, 'objectId', args).load(id),
};
