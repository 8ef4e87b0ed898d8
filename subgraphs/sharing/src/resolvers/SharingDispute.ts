import { movesOf, ownedFields } from '@huitong/kit';
import type { SharingDisputeResolvers } from '../generated/resolvers.js';
import { disputeMachine } from '../rules/disputeMachine.js';

export const SharingDispute: SharingDisputeResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.disputeById.load(id),
  ...ownedFields,
  counterpart: (row) => ({ uscc: row.counterpartDepartment }),
  application: (row, _, { loaders }) =>
    row.applicationId ? loaders.applicationById.load(row.applicationId) : null,
  grant: (row, _, { loaders }) => (row.grantId ? loaders.grantById.load(row.grantId) : null),
  nextMoves: (row) => movesOf(disputeMachine, row.state, row),
  history: (row, _, { loaders }) => loaders.disputeHistory.load(row.id),
};
