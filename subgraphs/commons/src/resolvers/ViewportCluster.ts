import type { ViewportClusterResolvers } from '../generated/resolvers.js';

export const ViewportCluster: ViewportClusterResolvers = {
  location: ({ lat, lon }) => ({ lat, lon, crs: 'WGS84' }),
};
