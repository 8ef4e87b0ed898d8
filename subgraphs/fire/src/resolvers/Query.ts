import type { QueryResolvers } from '../generated/resolvers.js';
import { fireDangers } from '../hiddenDangers.js';
import {
  buildings,
  ebikeChargingSites,
  fireBrigades,
  fireEvents,
  fireIotDevices,
  fireUnits,
  waterSources,
} from '../lists.js';

export const Query: QueryResolvers = {
  fireUnit: (_, { id }, { loaders }) => loaders.fireUnitById.load(id),
  fireUnits: (_, args, context) => fireUnits.page(context, args),
  waterSource: (_, { id }, { loaders }) => loaders.waterSourceById.load(id),
  waterSources: (_, args, context) => waterSources.page(context, args),
  fireBrigade: (_, { id }, { loaders }) => loaders.fireBrigadeById.load(id),
  fireBrigades: (_, args, context) => fireBrigades.page(context, args),
  building: (_, { id }, { loaders }) => loaders.buildingById.load(id),
  buildings: (_, args, context) => buildings.page(context, args),
  ebikeChargingSite: (_, { id }, { loaders }) => loaders.ebikeChargingSiteById.load(id),
  ebikeChargingSites: (_, args, context) => ebikeChargingSites.page(context, args),
  fireIotDevice: (_, { id }, { loaders }) => loaders.fireIotDeviceById.load(id),
  fireIotDevices: (_, args, context) => fireIotDevices.page(context, args),
  fireEvent: (_, { id }, { loaders }) => loaders.fireEventById.load(id),
  fireEvents: (_, args, context) => fireEvents.page(context, args),
  fireHiddenDanger: (_, { id }, { loaders }) => loaders.fireHiddenDangerById.load(id),
  fireHiddenDangers: (_, args, context) => fireDangers.list.page(context, args),
};
