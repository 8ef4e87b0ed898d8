import { ownedFields } from '@huitong/kit';
import type { WarningCalloutResolvers } from '../generated/resolvers.js';

export const WarningCallout: WarningCalloutResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.warningCalloutById.load(id),
  ...ownedFields,
  warning: (row, _, { loaders }) => loaders.warningById.load(row.warningId),
};
