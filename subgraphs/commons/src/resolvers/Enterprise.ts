import { locatedFields } from '@huitong/kit';
import type { EnterpriseResolvers } from '../generated/resolvers.js';
import { enterpriseSupervisors } from '../lists.js';
import { supervisionMode } from '../rules/supervisionMode.js';

/** One enterprise has a handful of supervisors. */
const mostSupervisors = 50;

export const Enterprise: EnterpriseResolvers = {
  __resolveReference: ({ uscc }, { loaders }) => loaders.enterpriseByUscc.load(uscc),
  location: locatedFields.location,
  division: (row, _, { loaders }) => loaders.divisionByCode.load(row.divisionCode),
  ownerDepartment: (row, _, { loaders }) => loaders.departmentByUscc.load(row.ownerDepartment),
  supervisionMode: ({ riskTier }) => supervisionMode(riskTier),
  async supervisors(row, _, context) {
    const loader = enterpriseSupervisors.ofParent(context, 'enterpriseId', { first: mostSupervisors });
    return (await loader.load(row.id)).nodes;
  },
};
