import { ownedFields } from '@huitong/kit';
import type { CoalRiskAlertResolvers } from '../generated/resolvers.js';
import { riskAlertSeverityRank } from '../rules/ranks.js';

export const CoalRiskAlert: CoalRiskAlertResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.coalRiskAlertById.load(id),
  ...ownedFields,
  coalMine: (row, _, { loaders }) => loaders.coalMineById.load(row.coalMineId),
  severityRank: ({ level }) => riskAlertSeverityRank(level),
  open: ({ clearedAt }) => clearedAt === null,
};
