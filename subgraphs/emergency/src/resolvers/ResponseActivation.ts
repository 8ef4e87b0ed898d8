import { ownedFields } from '@huitong/kit';
import type { ResponseActivationResolvers } from '../generated/resolvers.js';
import { responseLevels, severityRank } from '../rules/severityRank.js';

export const ResponseActivation: ResponseActivationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.responseActivationById.load(id),
  ...ownedFields,
  incident: (row, _, { loaders }) => (row.incidentId ? loaders.incidentById.load(row.incidentId) : null),
  warning: (row, _, { loaders }) => (row.warningId ? loaders.warningById.load(row.warningId) : null),
  levelSeverityRank: ({ level }) => severityRank(responseLevels, level),
};
