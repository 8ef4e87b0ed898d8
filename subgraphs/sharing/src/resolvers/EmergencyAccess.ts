import { ownedFields } from '@huitong/kit';
import type { EmergencyAccessResolvers } from '../generated/resolvers.js';

export const EmergencyAccess: EmergencyAccessResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.emergencyAccessById.load(id),
  ...ownedFields,
  // The gateway's record is no department's.
  ownerDepartment: () => null,
  rule: ({ ruleId }, _, { loaders }) => loaders.emergencyRuleById.load(ruleId),
  incidentId: ({ incident }) => incident,
};
