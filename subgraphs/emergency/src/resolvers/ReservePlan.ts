import { ownedFields } from '@huitong/kit';
import type { ReservePlanResolvers } from '../generated/resolvers.js';

export const ReservePlan: ReservePlanResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.reservePlanById.load(id),
  ...ownedFields,
};
