import { locatedFields } from '@huitong/kit';
import type { WaterSourceResolvers } from '../generated/resolvers.js';
import { checksOf } from '../lists.js';

export const WaterSource: WaterSourceResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.waterSourceById.load(id),
  ...locatedFields,
  enterprise: (source) => (source.enterpriseUscc ? { uscc: source.enterpriseUscc } : null),
  checks: (source, { first }, context) => checksOf(context, source.id, first),
};
