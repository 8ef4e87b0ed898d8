import type { EnterpriseResolvers } from '../generated/resolvers.js';
import { majorHazards } from '../lists.js';

export const Enterprise: EnterpriseResolvers = {
  majorHazards: ({ uscc }, args, context) =>
    majorHazards.ofParent(context, 'enterpriseUscc', args).load(uscc),
};
