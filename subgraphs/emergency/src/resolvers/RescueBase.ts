import { locatedFields } from '@huitong/kit';
import type { RescueBaseResolvers } from '../generated/resolvers.js';
import { rescueTeams } from '../lists.js';

export const RescueBase: RescueBaseResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.rescueBaseById.load(id),
  ...locatedFields,
  teams: (base, args, context) => rescueTeams.ofParent(context, 'baseId', args).load(base.id),
};
