import { locatedFields } from '@huitong/kit';
import type { IndustrialRiskUnitResolvers } from '../generated/resolvers.js';
import { hazmatDangers } from '../hiddenDangers.js';
import { isMonitoringRequired } from '../rules/monitoringRequired.js';
import { riskTierRank } from '../rules/ranks.js';

export const IndustrialRiskUnit: IndustrialRiskUnitResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.industrialRiskUnitById.load(id),
  ...locatedFields,
  enterprise: ({ enterpriseUscc }) => (enterpriseUscc ? { uscc: enterpriseUscc } : null),
  monitoringRequired: ({ kind }) => isMonitoringRequired(kind),
  riskTierSeverityRank: ({ riskTier }) => riskTierRank(riskTier),
  hiddenDangers: ({ id }, args, context) => hazmatDangers.list.ofParent(context, 'objectId', args).load(id),
};
