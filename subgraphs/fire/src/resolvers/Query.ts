import type { QueryResolvers } from '../generated/resolvers.js';
import { fireBrigades, fireUnits, waterSources } from '../lists.js';

export const Query: QueryResolvers = {
  fireUnit: (_, { id }, { loaders }) => loaders.fireUnitById.load(id),
  fireUnits: (_, args, context) => fireUnits.page(context, args),
  waterSource: (_, { id }, { loaders }) => loaders.waterSourceById.load(id),
  waterSources: (_, args, context) => waterSources.page(context, args),
  fireBrigade: (_, { id }, { loaders }) => loaders.fireBrigadeById.load(id),
  fireBrigades: (_, args, context) => fireBrigades.page(context, args),
};
