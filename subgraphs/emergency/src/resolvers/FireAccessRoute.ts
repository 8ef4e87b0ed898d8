import { locatedFields } from '@huitong/kit';
import type { FireAccessRouteResolvers } from '../generated/resolvers.js';

export const FireAccessRoute: FireAccessRouteResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.fireAccessRouteById.load(id),
  ...locatedFields,
};
