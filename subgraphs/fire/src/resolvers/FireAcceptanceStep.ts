import { ownedFields } from '@huitong/kit';
import type { FireAcceptanceStepResolvers } from '../generated/resolvers.js';

export const FireAcceptanceStep: FireAcceptanceStepResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.fireAcceptanceStepById.load(id),
  ...ownedFields,
  fireUnit: (row, _, { loaders }) => loaders.fireUnitById.load(row.fireUnitId),
};
