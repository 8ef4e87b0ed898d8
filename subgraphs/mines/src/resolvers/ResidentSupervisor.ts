import { ownedFields, today } from '@huitong/kit';
import type { ResidentSupervisorResolvers } from '../generated/resolvers.js';

export const ResidentSupervisor: ResidentSupervisorResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.residentSupervisorById.load(id),
  ...ownedFields,
  coalMine: (row, _, { loaders }) => loaders.coalMineById.load(row.coalMineId),
  current: ({ from, to }) => from <= today() && (to === null || to >= today()),
};
