import { locatedFields } from '@huitong/kit';
import type { CoalMineResolvers } from '../generated/resolvers.js';
import { mineDangers } from '../hiddenDangers.js';

export const CoalMine: CoalMineResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.coalMineById.load(id),
  ...locatedFields,
  enterprise: (mine) => (mine.enterpriseUscc ? { uscc: mine.enterpriseUscc } : null),
  // The store keeps its owner with it, so that the rules on its own fields can be judged.
  explosivesStore: (mine) => (mine.hasExplosivesStore === null ? null : mine),
  hiddenDangers: (mine, args, context) => mineDangers.list.ofParent(context, 'objectId', args).load(mine.id),
};
