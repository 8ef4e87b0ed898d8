import { ownedFields } from '@huitong/kit';
import type { MineMonitoringPointResolvers } from '../generated/resolvers.js';
import { concerned } from '../concerned.js';
import { exceeded } from '../rules/monitoring.js';

export const MineMonitoringPoint: MineMonitoringPointResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.monitoringPointById.load(id),
  ...ownedFields,
  ...concerned,
  exceeded: (row) => exceeded(row),
};
