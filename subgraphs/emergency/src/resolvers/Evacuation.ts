import { ownedFields } from '@huitong/kit';
import type { EvacuationResolvers } from '../generated/resolvers.js';

export const Evacuation: EvacuationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.evacuationById.load(id),
  ...ownedFields,
  incident: (row, _, { loaders }) => (row.incidentId ? loaders.incidentById.load(row.incidentId) : null),
  warning: (row, _, { loaders }) => (row.warningId ? loaders.warningById.load(row.warningId) : null),
  shelter: (row, _, { loaders }) => (row.shelterId ? loaders.shelterById.load(row.shelterId) : null),
};
