import { ownedFields } from '@huitong/kit';
import type { DrillResolvers } from '../generated/resolvers.js';

export const Drill: DrillResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.drillById.load(id),
  ...ownedFields,
  enterprise: (row) => (row.enterpriseUscc ? { uscc: row.enterpriseUscc } : null),
  plan: (row, _, { loaders }) => (row.planId ? loaders.emergencyPlanById.load(row.planId) : null),
  unannounced: (drill) => (drill.unannouncedClaimed === null ? null : drill),
};
