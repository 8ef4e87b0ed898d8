import type { IndexFreshnessResolvers, Sector } from '../generated/resolvers.js';

export const IndexFreshness: IndexFreshnessResolvers = {
  sector: ({ subgraph }) => subgraph.toUpperCase() as Sector,
};
