import { ownedFields } from '@huitong/kit';
import type { ReliefNeedResolvers } from '../generated/resolvers.js';
import { reliefNeedsDueAt } from '../rules/reliefNeedsDueAt.js';

export const ReliefNeed: ReliefNeedResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.reliefNeedById.load(id),
  ...ownedFields,
  incident: (row, _, { loaders }) => loaders.incidentById.load(row.incidentId),
  late: async ({ incidentId, reportedAt }, _, { loaders }) => {
    const incident = await loaders.incidentById.load(incidentId);
    return incident && Date.parse(reportedAt) > Date.parse(reliefNeedsDueAt(incident.occurredAt));
  },
};
