import { locatedFields, today } from '@huitong/kit';
import type { EnterpriseResolvers } from '../generated/resolvers.js';
import { assistanceTriggers } from '../assistance.js';
import { accidents, enterpriseSupervisors } from '../lists.js';
import { supervisionMode } from '../rules/supervisionMode.js';
import { dishonestOn } from '../rules/watchLists.js';

/** One enterprise has a handful of supervisors. */
const mostSupervisors = 50;

export const Enterprise: EnterpriseResolvers = {
  __resolveReference: ({ uscc }, { loaders }) => loaders.enterpriseByUscc.load(uscc),
  location: locatedFields.location,
  division: (row, _, { loaders }) => loaders.divisionByCode.load(row.divisionCode),
  ownerDepartment: (row, _, { loaders }) => loaders.departmentByUscc.load(row.ownerDepartment),
  supervisionMode: ({ riskTier }) => supervisionMode(riskTier),
  dishonest: (row) => dishonestOn(row, today()),
  accidents: (row, args, context) => accidents.ofParent(context, 'enterpriseUscc', args).load(row.uscc),
  assistanceTrigger: (row, args, context) => assistanceTriggers(context, args, { enterprise: row.uscc }),
  async supervisors(row, _, context) {
    const loader = enterpriseSupervisors.ofParent(context, 'enterpriseId', { first: mostSupervisors });
    return (await loader.load(row.id)).nodes;
  },
};
