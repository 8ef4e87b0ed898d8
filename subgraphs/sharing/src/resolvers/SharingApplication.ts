import { movesOf, ownedFields } from '@huitong/kit';
import type { SharingApplicationResolvers } from '../generated/resolvers.js';
import { clockAt, supplementTerms } from '../rules/answerClock.js';
import { applicationMachine } from '../rules/applicationMachine.js';

/** Since when the answer is no longer waited for. */
const stopped = ({
  state,
  answeredAt,
  updatedAt,
}: {
  state: string;
  answeredAt: string | null;
  updatedAt: string;
}) => (state === 'SUBMITTED' ? null : (answeredAt ?? updatedAt));

export const SharingApplication: SharingApplicationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.applicationById.load(id),
  ...ownedFields,
  provider: (row) => ({ uscc: row.providerDepartment }),
  answerDue: (row) =>
    clockAt({ dueAt: row.answerDueAt, from: row.submittedAt }, row.answerClock, stopped(row)),
  reviewDue: (row) => row.reviewClock && clockAt({ from: row.submittedAt }, row.reviewClock, row.reviewedAt),
  supplementDue: (row) =>
    row.returnedAt === null
      ? null
      : clockAt(
          { dueAt: row.supplementDueAt, from: row.returnedAt },
          supplementTerms,
          row.state === 'RETURNED'
            ? null
            : row.submittedAt > row.returnedAt
              ? row.submittedAt
              : row.updatedAt,
        ),
  overdue: (row) =>
    clockAt({ dueAt: row.answerDueAt, from: row.submittedAt }, row.answerClock, stopped(row)).overdue,
  grant: (row, _, { loaders }) => loaders.grantOfApplication.load(row.id),
  nextMoves: (row) => movesOf(applicationMachine, row.state, row),
  history: (row, _, { loaders }) => loaders.applicationHistory.load(row.id),
};
