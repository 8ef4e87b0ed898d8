import { locatedFields } from '@huitong/kit';
import type { EbikeChargingSiteResolvers } from '../generated/resolvers.js';

export const EbikeChargingSite: EbikeChargingSiteResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.ebikeChargingSiteById.load(id),
  ...locatedFields,
  fireUnit: (site, _, { loaders }) => (site.fireUnitId ? loaders.fireUnitById.load(site.fireUnitId) : null),
};
