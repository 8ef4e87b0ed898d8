import { locatedFields } from '@huitong/kit';
import type { FireUnitResolvers } from '../generated/resolvers.js';
import { fireBrigadesNear, waterSourcesNear } from '../lists.js';
import { isHighRise } from '../rules/highRise.js';
import { isNineSmallPlace } from '../rules/nineSmallPlaces.js';

export const FireUnit: FireUnitResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.fireUnitById.load(id),
  ...locatedFields,
  enterprise: (unit) => (unit.enterpriseUscc ? { uscc: unit.enterpriseUscc } : null),
  isNineSmallPlace: (unit) => isNineSmallPlace(unit.category),
  isHighRise: (unit) => isHighRise(unit),
  waterSourcesNearby: (unit, args, context) => waterSourcesNear(context, locatedFields.location(unit), args),
  fireBrigadesNearby: (unit, args, context) => fireBrigadesNear(context, locatedFields.location(unit), args),
};
