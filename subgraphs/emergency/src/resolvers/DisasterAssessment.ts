import { ownedFields } from '@huitong/kit';
import type { DisasterAssessmentResolvers } from '../generated/resolvers.js';

export const DisasterAssessment: DisasterAssessmentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.disasterAssessmentById.load(id),
  ...ownedFields,
  incident: (row, _, { loaders }) => loaders.incidentById.load(row.incidentId),
};
