import { ownedFields } from '@huitong/kit';
import type { FireEventResolvers } from '../generated/resolvers.js';

export const FireEvent: FireEventResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.fireEventById.load(id),
  ...ownedFields,
  fireUnit: (event, _, { loaders }) => loaders.fireUnitById.load(event.fireUnitId),
  device: (event, _, { loaders }) =>
    event.fireIotDeviceId ? loaders.fireIotDeviceById.load(event.fireIotDeviceId) : null,
  confirmedBy: ({ confirmedBy }) => (confirmedBy ? { uscc: confirmedBy } : null),
};
