import type { QueryResolvers } from '../generated/resolvers.js';
import {
  catalogEntries,
  emergencyAccesses,
  emergencyDisposals,
  emergencyRules,
  revocations,
  sharingApplications,
  sharingDisputes,
  sharingGrants,
  sharingUsages,
  sharingUseReports,
  verificationCases,
} from '../lists.js';
import { policySince } from '../policyFeed.js';
import { usesOfVanishedItems } from '../vanishedItems.js';

export const Query: QueryResolvers = {
  sharingApplication: (_, { id }, { loaders }) => loaders.applicationById.load(id),
  sharingApplications: (_, args, context) => sharingApplications.page(context, args),
  sharingGrant: (_, { id }, { loaders }) => loaders.grantById.load(id),
  sharingGrants: (_, args, context) => sharingGrants.page(context, args),
  verificationCase: (_, { id }, { loaders }) => loaders.caseById.load(id),
  verificationCases: (_, args, context) => verificationCases.page(context, args),
  sharingDispute: (_, { id }, { loaders }) => loaders.disputeById.load(id),
  sharingDisputes: (_, args, context) => sharingDisputes.page(context, args),
  sharingUsages: (_, args, context) => sharingUsages.page(context, args),
  sharingUseReports: (_, args, context) => sharingUseReports.page(context, args),
  revocations: (_, args, context) => revocations.page(context, args),
  emergencyRules: (_, args, context) => emergencyRules.page(context, args),
  emergencyAccesses: (_, args, context) => emergencyAccesses.page(context, args),
  emergencyDisposals: (_, args, context) => emergencyDisposals.page(context, args),
  catalogEntry: (_, { entry }, { loaders }) => loaders.catalogEntryByEntry.load(entry),
  catalogEntries: (_, args, context) => catalogEntries.page(context, args),
  grantsOfVanishedItems: (_, __, context) => usesOfVanishedItems(context),
  sharingPolicy: (_, { since }, context) => policySince(context, since ?? null),
};
