import { ownedFields } from '@huitong/kit';
import type { ResponseCardResolvers } from '../generated/resolvers.js';

export const ResponseCard: ResponseCardResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.responseCardById.load(id),
  ...ownedFields,
  plan: (row, _, { loaders }) => (row.planId ? loaders.emergencyPlanById.load(row.planId) : null),
  enterprise: (row) => (row.enterpriseUscc ? { uscc: row.enterpriseUscc } : null),
};
