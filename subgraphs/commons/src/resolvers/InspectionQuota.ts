import type { InspectionQuotaResolvers } from '../generated/resolvers.js';

export const InspectionQuota: InspectionQuotaResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.inspectionQuotaById.load(id),
  division: (row, _, { loaders }) => loaders.divisionByCode.load(row.divisionCode),
  ownerDepartment: (row, _, { loaders }) => loaders.departmentByUscc.load(row.ownerDepartment),
};
