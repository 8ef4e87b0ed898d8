import { locatedFields, today } from '@huitong/kit';
import type { EnterpriseResolvers } from '../generated/resolvers.js';
import { assistanceTriggers } from '../assistance.js';
import { gateOf, quotaUse } from '../inspections.js';
import {
  accidents,
  enterpriseInspections,
  enterpriseSupervisors,
  formerNames,
  quietPeriods,
} from '../lists.js';
import { supervisionMode } from '../rules/supervisionMode.js';
import { dishonestOn } from '../rules/watchLists.js';

/** One enterprise has a handful of supervisors. */
const mostSupervisors = 50;

export const Enterprise: EnterpriseResolvers = {
  __resolveReference: ({ uscc }, { loaders }) => loaders.enterpriseByUscc.load(uscc),
  location: locatedFields.location,
  division: (row, _, { loaders }) => loaders.divisionByCode.load(row.divisionCode),
  ownerDepartment: (row, _, { loaders }) => loaders.departmentByUscc.load(row.ownerDepartment),
  async formerNames({ id }, { first }, context) {
    const orderBy = { field: 'VALID_TO', direction: 'DESC' } as const;
    return (await formerNames.ofParent(context, 'enterpriseId', { first, orderBy }).load(id)).nodes;
  },
  inspectionQuota: (row, { year }, context) => quotaUse(context, row, year),
  async quietPeriods({ id }, { first }, context) {
    const orderBy = { field: 'FROM', direction: 'DESC' } as const;
    return (await quietPeriods.ofParent(context, 'enterpriseId', { first, orderBy }).load(id)).nodes;
  },
  async inspections({ id }, { from, to, first }, context) {
    const orderBy = { field: 'PLANNED_ON', direction: 'DESC' } as const;
    const where = { plannedGte: from ?? null, plannedLte: to ?? null };
    const loader = enterpriseInspections.ofParent(context, 'enterpriseId', { first, orderBy, where });
    return (await loader.load(id)).nodes;
  },
  canInspect: (row, { at, windowDays }, context) => gateOf(context, row, { at: at ?? null, windowDays }),
  supervisionMode: ({ riskTier }) => supervisionMode(riskTier),
  dishonest: (row) => dishonestOn(row, today()),
  accidents: (row, args, context) => accidents.ofParent(context, 'enterpriseUscc', args).load(row.uscc),
  assistanceTrigger: (row, args, context) => assistanceTriggers(context, args, { enterprise: row.uscc }),
  async supervisors(row, _, context) {
    const loader = enterpriseSupervisors.ofParent(context, 'enterpriseId', { first: mostSupervisors });
    return (await loader.load(row.id)).nodes;
  },
};
