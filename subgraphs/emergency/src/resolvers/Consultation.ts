import { ownedFields } from '@huitong/kit';
import type { ConsultationResolvers } from '../generated/resolvers.js';

export const Consultation: ConsultationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.consultationById.load(id),
  ...ownedFields,
  incident: (row, _, { loaders }) => (row.incidentId ? loaders.incidentById.load(row.incidentId) : null),
  attendees: (row) => row.attendees.map((uscc) => ({ uscc })),
};
