import { locatedFields } from '@huitong/kit';
import type { RescueTeamResolvers } from '../generated/resolvers.js';
import { equipmentItems } from '../supplyLists.js';

export const RescueTeam: RescueTeamResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.rescueTeamById.load(id),
  ...locatedFields,
  sponsorEnterprise: (team) => (team.sponsorEnterpriseUscc ? { uscc: team.sponsorEnterpriseUscc } : null),
  sponsorDepartment: (team) => (team.sponsorDepartmentUscc ? { uscc: team.sponsorDepartmentUscc } : null),
  base: (team, _, { loaders }) => (team.baseId ? loaders.rescueBaseById.load(team.baseId) : null),
  equipment: ({ id }, args, context) => equipmentItems.ofParent(context, 'teamId', args).load(id),
  agreementWith: ({ agreements }) => agreements.flatMap(({ mineId }) => (mineId ? [{ id: mineId }] : [])),
  censuses: ({ id }, _, { loaders }) => loaders.censusesOfTeam.load(id),
};
