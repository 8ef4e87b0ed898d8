import type { EnterpriseInspectionResolvers } from '../generated/resolvers.js';

export const EnterpriseInspection: EnterpriseInspectionResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.inspectionById.load(id),
  division: (row, _, { loaders }) => loaders.divisionByCode.load(row.divisionCode),
  ownerDepartment: (row, _, { loaders }) => loaders.departmentByUscc.load(row.ownerDepartment),
  jointDepartments: (row, _, { loaders }) =>
    Promise.all(row.jointDepartments.map((uscc) => loaders.departmentByUscc.load(uscc))).then((found) =>
      found.filter((one) => one !== null),
    ),
};
