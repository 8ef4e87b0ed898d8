import type { EnterpriseResolvers } from '../generated/resolvers.js';
import { fireUnits } from '../lists.js';

export const Enterprise: EnterpriseResolvers = {
  fireUnits: ({ uscc }, args, context) => fireUnits.ofParent(context, 'enterpriseUscc', args).load(uscc),
};
