import { ownedFields } from '@huitong/kit';
import type { FireVehicleResolvers } from '../generated/resolvers.js';

export const FireVehicle: FireVehicleResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.fireVehicleById.load(id),
  ...ownedFields,
  brigade: (vehicle, _, { loaders }) => loaders.fireBrigadeById.load(vehicle.fireBrigadeId),
  position: ({ positionLat: lat, positionLon: lon }) =>
    lat === null || lon === null ? null : { lat, lon, crs: 'WGS84' },
};
