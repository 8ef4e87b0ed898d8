import { movesOf, ownedFields } from '@huitong/kit';
import type { SharingGrantResolvers } from '../generated/resolvers.js';
import { sharingUsages, sharingUseReports } from '../lists.js';
import { clockAt, shareTerms } from '../rules/answerClock.js';
import { disposalDue, grantMachine, standingOf } from '../rules/grantMachine.js';
import { usageByDay } from '../usage.js';

export const SharingGrant: SharingGrantResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.grantById.load(id),
  ...ownedFields,
  application: (grant, _, { loaders }) => loaders.applicationById.load(grant.applicationId),
  grantee: (grant) => ({ uscc: grant.department }),
  standing: (grant) => standingOf(grant),
  shareDue: (grant) => clockAt({ from: grant.approvedAt }, shareTerms, grant.sharedAt),
  disposalDue: (grant) => disposalDue(grant),
  usageRecords: (grant, { first }, context) =>
    sharingUsages
      .ofParent(context, 'grantId', { first, orderBy: { field: 'AT', direction: 'DESC' } })
      .load(grant.id),
  usageByDay: (grant, _, context) => usageByDay(context).load(grant.id),
  useReports: (grant, { first }, context) =>
    sharingUseReports
      .ofParent(context, 'grantId', { first, orderBy: { field: 'PERIOD_TO', direction: 'DESC' } })
      .load(grant.id),
  nextMoves: (grant) => movesOf(grantMachine, grant.state, grant),
  history: (grant, _, { loaders }) => loaders.grantHistory.load(grant.id),
};
