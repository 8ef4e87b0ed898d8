import type { FireHiddenDangerResolvers } from '../generated/resolvers.js';
import { fireDangers } from '../hiddenDangers.js';

export const FireHiddenDanger: FireHiddenDangerResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.fireHiddenDangerById.load(id),
  ...fireDangers.fields,
  fireUnit: ({ objectType, objectId }, _, { loaders }) =>
    objectType === 'FIRE_UNIT' ? loaders.fireUnitById.load(objectId) : null,
};
