import type { QuietPeriodResolvers } from '../generated/resolvers.js';

export const QuietPeriod: QuietPeriodResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.quietPeriodById.load(id),
  division: (row, _, { loaders }) => loaders.divisionByCode.load(row.divisionCode),
  ownerDepartment: (row, _, { loaders }) => loaders.departmentByUscc.load(row.ownerDepartment),
};
