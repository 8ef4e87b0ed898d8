import { locatedFields } from '@huitong/kit';
import type { MonitoringSiteResolvers } from '../generated/resolvers.js';

export const MonitoringSite: MonitoringSiteResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.monitoringSiteById.load(id),
  ...locatedFields,
};
