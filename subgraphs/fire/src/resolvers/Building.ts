import { ownedFields } from '@huitong/kit';
import type { BuildingResolvers } from '../generated/resolvers.js';
import { isHighRise } from '../rules/highRise.js';
import { combustibilityRank, insulationRisk } from '../rules/insulationRisk.js';

export const Building: BuildingResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.buildingById.load(id),
  ...ownedFields,
  fireUnit: (row, _, { loaders }) => loaders.fireUnitById.load(row.fireUnitId),
  isHighRise: (building) => isHighRise(building),
  insulationQualityRank: ({ insulationGrade }) => combustibilityRank(insulationGrade),
  insulationRisk: ({ insulationGrade }) => insulationRisk(insulationGrade),
};
