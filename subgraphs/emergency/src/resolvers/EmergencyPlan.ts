import { ownedFields, today } from '@huitong/kit';
import type { EmergencyPlanResolvers } from '../generated/resolvers.js';
import { planOverdue } from '../rules/planOverdue.js';

export const EmergencyPlan: EmergencyPlanResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.emergencyPlanById.load(id),
  ...ownedFields,
  enterprise: (row) => (row.enterpriseUscc ? { uscc: row.enterpriseUscc } : null),
  overdue: (plan) => planOverdue(plan, today()),
  responseCards: ({ id }, _, { loaders }) => loaders.cardsOfPlan.load(id),
};
