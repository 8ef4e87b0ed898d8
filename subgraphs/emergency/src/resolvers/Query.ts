import type { QueryResolvers } from '../generated/resolvers.js';
import { incidents, rescueTeams, shelters, stockItems, warehouses } from '../lists.js';

export const Query: QueryResolvers = {
  incident: (_, { id }, { loaders }) => loaders.incidentById.load(id),
  incidents: (_, args, context) => incidents.page(context, args),
  rescueTeam: (_, { id }, { loaders }) => loaders.rescueTeamById.load(id),
  rescueTeams: (_, args, context) => rescueTeams.page(context, args),
  warehouse: (_, { id }, { loaders }) => loaders.warehouseById.load(id),
  warehouses: (_, args, context) => warehouses.page(context, args),
  stockItem: (_, { id }, { loaders }) => loaders.stockItemById.load(id),
  stockItems: (_, args, context) => stockItems.page(context, args),
  shelter: (_, { id }, { loaders }) => loaders.shelterById.load(id),
  shelters: (_, args, context) => shelters.page(context, args),
};
