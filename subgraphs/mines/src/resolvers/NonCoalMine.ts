import { locatedFields } from '@huitong/kit';
import type { NonCoalMineResolvers } from '../generated/resolvers.js';
import { closureTriggersOf } from '../closure.js';
import { mineDangers } from '../hiddenDangers.js';
import { mineIllegalActivities } from '../lists.js';
import * as records from '../records.js';
import { managementTiersWithinLimit } from '../rules/managementTiers.js';

const of = (id: string) => ({ property: 'nonCoalMineId', id }) as const;

export const NonCoalMine: NonCoalMineResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.nonCoalMineById.load(id),
  ...locatedFields,
  enterprise: (mine) => (mine.enterpriseUscc ? { uscc: mine.enterpriseUscc } : null),
  managementTiersWithinLimit: (mine) => managementTiersWithinLimit(mine.managementTiers),
  monitoring: (mine, args, context) => records.monitoringPoints.of(context, of(mine.id), args),
  contractors: (mine, args, context) => records.contractors.of(context, of(mine.id), args),
  licences: (mine, args, context) => records.licences.of(context, of(mine.id), args),
  illegalActivities: (mine, { first }, context) =>
    mineIllegalActivities
      .ofParent(context, 'nonCoalMineId', {
        orderBy: { field: 'FOUND_ON', direction: 'DESC' },
        first: first ?? null,
      })
      .load(mine.id),
  hiddenDangers: (mine, args, context) => mineDangers.list.ofParent(context, 'objectId', args).load(mine.id),
  leaderResponsibilities: (mine, args, context) =>
    records.leaderResponsibilities.of(context, of(mine.id), args),
  inspections: (mine, args, context) => records.inspections.of(context, of(mine.id), args),
  penalties: (mine, args, context) => records.penalties.of(context, of(mine.id), args),
  closureTriggers: (mine, _, context) => closureTriggersOf(context, 'nonCoalMineId', mine.id),
};
