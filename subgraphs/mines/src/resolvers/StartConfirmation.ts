import { ownedFields } from '@huitong/kit';
import type { StartConfirmationResolvers } from '../generated/resolvers.js';
import { mayStart, startedUnconfirmed } from '../rules/startConfirmation.js';

export const StartConfirmation: StartConfirmationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.startConfirmationById.load(id),
  ...ownedFields,
  coalMine: (row, _, { loaders }) => loaders.coalMineById.load(row.coalMineId),
  mayStart: (row) => mayStart(row),
  startedUnconfirmed: (row) => startedUnconfirmed(row),
};
