import { ownedFields } from '@huitong/kit';
import type { LeakAlertResolvers } from '../generated/resolvers.js';
import { isLeakOverdue } from '../rules/leakAlerts.js';

export const LeakAlert: LeakAlertResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.leakAlertById.load(id),
  ...ownedFields,
  majorHazard: ({ majorHazardId }, _, { loaders }) => loaders.majorHazardById.load(majorHazardId),
  overdue: (alert) => isLeakOverdue(alert, new Date()),
};
