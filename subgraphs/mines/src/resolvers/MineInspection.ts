import { ownedFields } from '@huitong/kit';
import type { MineInspectionResolvers } from '../generated/resolvers.js';
import { concerned } from '../concerned.js';

export const MineInspection: MineInspectionResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.inspectionById.load(id),
  ...ownedFields,
  ...concerned,
};
