import type { EnterpriseFormerNameResolvers } from '../generated/resolvers.js';

export const EnterpriseFormerName: EnterpriseFormerNameResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.formerNameById.load(id),
  division: (row, _, { loaders }) => loaders.divisionByCode.load(row.divisionCode),
  ownerDepartment: (row, _, { loaders }) => loaders.departmentByUscc.load(row.ownerDepartment),
};
