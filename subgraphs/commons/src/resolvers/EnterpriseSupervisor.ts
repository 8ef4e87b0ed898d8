import type { EnterpriseSupervisorResolvers } from '../generated/resolvers.js';

export const EnterpriseSupervisor: EnterpriseSupervisorResolvers = {
  department: (row, _, { loaders }) => loaders.departmentByUscc.load(row.departmentUscc),
};
