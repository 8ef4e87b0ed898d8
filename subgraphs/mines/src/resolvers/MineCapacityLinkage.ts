import type { MineCapacityLinkageResolvers } from '../generated/resolvers.js';

export const MineCapacityLinkage: MineCapacityLinkageResolvers = {
  measure: (mine) => mine.capacityLinkageMeasure,
  reason: (mine) => mine.capacityLinkageReason,
  decidedOn: (mine) => mine.capacityLinkageDecidedOn,
};
