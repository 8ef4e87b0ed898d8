import { locatedFields } from '@huitong/kit';
import type { MajorHazardResolvers } from '../generated/resolvers.js';
import { storageUnits, tanks } from '../lists.js';
import { severityRank } from '../rules/severityRank.js';

export const MajorHazard: MajorHazardResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.majorHazardById.load(id),
  ...locatedFields,
  enterprise: (hazard) => (hazard.enterpriseUscc ? { uscc: hazard.enterpriseUscc } : null),
  severityRank: ({ level }) => severityRank(level),
  units: (hazard, args, context) => storageUnits.ofParent(context, 'majorHazardId', args).load(hazard.id),
  tanks: (hazard, args, context) => tanks.ofParent(context, 'majorHazardId', args).load(hazard.id),
};
