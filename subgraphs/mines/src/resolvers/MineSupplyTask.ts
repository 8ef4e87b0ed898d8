import type { MineSupplyTaskResolvers } from '../generated/resolvers.js';

export const MineSupplyTask: MineSupplyTaskResolvers = {
  year: (mine) => mine.supplyTaskYear,
  quantityWanTonnes: (mine) => mine.supplyTaskWanTonnes,
  adjustedOn: (mine) => mine.supplyTaskAdjustedOn,
};
