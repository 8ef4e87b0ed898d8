import { ownedFields } from '@huitong/kit';
import type { DutyRosterResolvers } from '../generated/resolvers.js';

export const DutyRoster: DutyRosterResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.dutyRosterById.load(id),
  ...ownedFields,
};
