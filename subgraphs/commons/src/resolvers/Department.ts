import type { DepartmentResolvers } from '../generated/resolvers.js';
import { departments } from '../lists.js';

export const Department: DepartmentResolvers = {
  __resolveReference: ({ uscc }, { loaders }) => loaders.departmentByUscc.load(uscc),
  division: (row, _, { loaders }) => loaders.divisionByCode.load(row.divisionCode),
  parent: (row, _, { loaders }) => (row.parentUscc ? loaders.departmentByUscc.load(row.parentUscc) : null),
  subordinates: (row, args, context) => departments.ofParent(context, 'parentUscc', args).load(row.uscc),
};
