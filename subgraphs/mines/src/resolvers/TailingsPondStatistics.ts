import type { TailingsPondStatisticsResolvers } from '../generated/resolvers.js';
import { tailingsPonds } from '../lists.js';

export const TailingsPondStatistics: TailingsPondStatisticsResolvers = {
  total: (tally) => tally.rows('true'),
  byStatus: (tally) => tally.byStatus(),
  closureDue: (tally) => tally.closureDue(),
  closureDueWithoutPlan: (tally) => tally.closureDueWithoutPlan(),
  closureOverdue: (tally) => tally.closureOverdue(),
  closureRate: (tally) => tally.closureRate(),
  overhead: (tally) => tally.overhead(),
  monitoringRate: (tally) => tally.monitoringRate(),
  ponds: ({ counted }, { first, after }, context) =>
    tailingsPonds.page(context, {
      where: { and: [counted.where ?? {}, { closureDue: true }] },
      division: counted.division ?? null,
      first: first ?? null,
      after: after ?? null,
    }),
};
