import { ownedFields } from '@huitong/kit';
import type { MinePenaltyResolvers } from '../generated/resolvers.js';
import { concerned } from '../concerned.js';
import { penaltyPublication } from '../rules/penaltyPublication.js';

export const MinePenalty: MinePenaltyResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.penaltyById.load(id),
  ...ownedFields,
  ...concerned,
  publicationDue: (row) => penaltyPublication(row, new Date()),
};
