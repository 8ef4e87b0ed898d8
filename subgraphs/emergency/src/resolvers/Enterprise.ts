import type { EnterpriseResolvers } from '../generated/resolvers.js';
import { rescueTeams } from '../lists.js';

export const Enterprise: EnterpriseResolvers = {
  rescueTeams: ({ uscc }, args, context) =>
    rescueTeams.ofParent(context, 'sponsorEnterpriseUscc', args).load(uscc),
};
