import { ownedFields } from '@huitong/kit';
import type { StorageUnitResolvers } from '../generated/resolvers.js';
import { tanks } from '../lists.js';

export const StorageUnit: StorageUnitResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.storageUnitById.load(id),
  ...ownedFields,
  majorHazard: (unit, _, { loaders }) => loaders.majorHazardById.load(unit.majorHazardId),
  tanks: (unit, args, context) => tanks.ofParent(context, 'storageUnitId', args).load(unit.id),
};
