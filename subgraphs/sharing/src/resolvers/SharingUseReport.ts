import { ownedFields } from '@huitong/kit';
import type { SharingUseReportResolvers } from '../generated/resolvers.js';

export const SharingUseReport: SharingUseReportResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.useReportById.load(id),
  ...ownedFields,
  grant: (row, _, { loaders }) => loaders.grantById.load(row.grantId),
  provider: (row) => ({ uscc: row.providerDepartment }),
};
