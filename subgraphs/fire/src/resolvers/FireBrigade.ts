import { locatedFields } from '@huitong/kit';
import type { FireBrigadeResolvers } from '../generated/resolvers.js';
import { vehiclesOf } from '../lists.js';

export const FireBrigade: FireBrigadeResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.fireBrigadeById.load(id),
  ...locatedFields,
  enterprise: (brigade) => (brigade.enterpriseUscc ? { uscc: brigade.enterpriseUscc } : null),
  serviceDivisions: (brigade) => brigade.serviceDivisions.map((code) => ({ code })),
  vehicles: (brigade, _, context) => vehiclesOf(context, brigade.id),
};
