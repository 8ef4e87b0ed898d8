import { locatedFields, today } from '@huitong/kit';
import type { TailingsPondResolvers } from '../generated/resolvers.js';
import { closureDue } from '../rules/closureDue.js';

export const TailingsPond: TailingsPondResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.tailingsPondById.load(id),
  ...locatedFields,
  enterprise: (pond) => (pond.enterpriseUscc ? { uscc: pond.enterpriseUscc } : null),
  closureDue: (pond) => closureDue(pond, today()),
};
