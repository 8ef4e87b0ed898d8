import { locatedFields } from '@huitong/kit';
import type { RescueTeamResolvers } from '../generated/resolvers.js';

export const RescueTeam: RescueTeamResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.rescueTeamById.load(id),
  ...locatedFields,
  sponsorEnterprise: (team) => (team.sponsorEnterpriseUscc ? { uscc: team.sponsorEnterpriseUscc } : null),
  sponsorDepartment: (team) => (team.sponsorDepartmentUscc ? { uscc: team.sponsorDepartmentUscc } : null),
};
