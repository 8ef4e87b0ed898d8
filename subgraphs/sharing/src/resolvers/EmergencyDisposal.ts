import { ownedFields } from '@huitong/kit';
import type { EmergencyDisposalResolvers } from '../generated/resolvers.js';
import { clockAt, emergencyDisposalTerms } from '../rules/answerClock.js';

export const EmergencyDisposal: EmergencyDisposalResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.emergencyDisposalById.load(id),
  ...ownedFields,
  rule: ({ ruleId }, _, { loaders }) => loaders.emergencyRuleById.load(ruleId),
  incidentId: ({ incident }) => incident,
  unmasked: ({ unmaskedCount }) => unmaskedCount,
  due: ({ dueAt, endedAt, disposedAt }) =>
    clockAt({ dueAt, from: endedAt }, emergencyDisposalTerms, disposedAt),
};
