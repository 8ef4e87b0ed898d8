import { ownedFields } from '@huitong/kit';
import type { FireFacilityResolvers } from '../generated/resolvers.js';
import { systemCode } from '../rules/codes.js';

export const FireFacility: FireFacilityResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.fireFacilityById.load(id),
  ...ownedFields,
  fireUnit: (row, _, { loaders }) => loaders.fireUnitById.load(row.fireUnitId),
  systemCode: ({ system }) => systemCode(system),
};
