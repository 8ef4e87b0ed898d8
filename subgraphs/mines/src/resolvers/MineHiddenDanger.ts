import { ownedFields, today } from '@huitong/kit';
import type { MineHiddenDangerResolvers } from '../generated/resolvers.js';

export const MineHiddenDanger: MineHiddenDangerResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.mineHiddenDangerById.load(id),
  ...ownedFields,
  coalMine: (danger, _, { loaders }) => loaders.coalMineById.load(danger.coalMineId),
  overdue: ({ dueOn, state }) => dueOn !== null && state !== 'DEREGISTERED' && dueOn < today(),
};
