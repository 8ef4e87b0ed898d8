import { ownedFields } from '@huitong/kit';
import type { MineContractorResolvers } from '../generated/resolvers.js';

export const MineContractor: MineContractorResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.contractorById.load(id),
  ...ownedFields,
  nonCoalMine: (row, _, { loaders }) => loaders.nonCoalMineById.load(row.nonCoalMineId),
  enterprise: (row) => (row.enterpriseUscc ? { uscc: row.enterpriseUscc } : null),
};
