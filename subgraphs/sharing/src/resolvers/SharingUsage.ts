import { ownedFields } from '@huitong/kit';
import type { SharingUsageResolvers } from '../generated/resolvers.js';
import { keptUntil } from '../usage.js';

export const SharingUsage: SharingUsageResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.usageById.load(id),
  ...ownedFields,
  grant: (row, _, { loaders }) => (row.grantId ? loaders.grantById.load(row.grantId) : null),
  requester: (row) => ({ uscc: row.department }),
  rows: (row) => row.rowCount,
  unmasked: (row) => row.unmaskedCount,
  keptUntil: (row) => keptUntil(row.day),
};
