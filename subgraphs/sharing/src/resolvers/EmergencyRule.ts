import { ownedFields } from '@huitong/kit';
import { nobody } from '../defaultRule.js';
import type { EmergencyRuleResolvers } from '../generated/resolvers.js';

export const EmergencyRule: EmergencyRuleResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.emergencyRuleById.load(id),
  ...ownedFields,
  // No department has the code of what comes with the software.
  ownerDepartment: (row) => (row.ownerDepartment === nobody ? null : ownedFields.ownerDepartment(row)),
};
