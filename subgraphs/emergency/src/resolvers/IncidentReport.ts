import { ownedFields } from '@huitong/kit';
import type { IncidentReportResolvers } from '../generated/resolvers.js';
import { reportedCasualties } from '../rules/casualties.js';

export const IncidentReport: IncidentReportResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.incidentReportById.load(id),
  ...ownedFields,
  incident: (row, _, { loaders }) => loaders.incidentById.load(row.incidentId),
  casualties: reportedCasualties,
};
