import { ownedFields } from '@huitong/kit';
import type { MineQuarterlyReportResolvers } from '../generated/resolvers.js';

export const MineQuarterlyReport: MineQuarterlyReportResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.quarterlyReportById.load(id),
  ...ownedFields,
  coalMine: (row, _, { loaders }) => loaders.coalMineById.load(row.coalMineId),
};
