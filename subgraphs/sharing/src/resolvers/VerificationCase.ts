import { movesOf, ownedFields } from '@huitong/kit';
import type { VerificationCaseResolvers } from '../generated/resolvers.js';
import { clockAt, verificationTerms } from '../rules/answerClock.js';
import { verificationMachine } from '../rules/verificationMachine.js';

export const VerificationCase: VerificationCaseResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.caseById.load(id),
  ...ownedFields,
  provider: (row) => ({ uscc: row.providerDepartment }),
  grant: (row, _, { loaders }) => (row.grantId ? loaders.grantById.load(row.grantId) : null),
  due: (row) => clockAt({ dueAt: row.dueAt, from: row.openedAt }, verificationTerms, row.settledAt),
  overdue: (row) =>
    clockAt({ dueAt: row.dueAt, from: row.openedAt }, verificationTerms, row.settledAt).overdue,
  nextMoves: (row) => movesOf(verificationMachine, row.state, row),
  history: (row, _, { loaders }) => loaders.caseHistory.load(row.id),
};
