import { ownedFields } from '@huitong/kit';
import type { ExpertResolvers } from '../generated/resolvers.js';

export const Expert: ExpertResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.expertById.load(id),
  ...ownedFields,
  enterprise: ({ enterpriseUscc }) => (enterpriseUscc ? { uscc: enterpriseUscc } : null),
};
