import { CatalogEntry } from './CatalogEntry.js';
import { EmergencyAccess } from './EmergencyAccess.js';
import { EmergencyDisposal } from './EmergencyDisposal.js';
import { EmergencyRule } from './EmergencyRule.js';
import { Mutation } from './Mutation.js';
import { Query } from './Query.js';
import { Revocation } from './Revocation.js';
import { SharingApplication } from './SharingApplication.js';
import { SharingDispute } from './SharingDispute.js';
import { SharingGrant } from './SharingGrant.js';
import { SharingUsage } from './SharingUsage.js';
import { SharingUseReport } from './SharingUseReport.js';
import { VerificationCase } from './VerificationCase.js';

/** One GraphQL type a file. */
export const resolvers = {
  Query,
  Mutation,
  SharingApplication,
  SharingGrant,
  VerificationCase,
  SharingDispute,
  SharingUsage,
  SharingUseReport,
  Revocation,
  EmergencyRule,
  EmergencyAccess,
  EmergencyDisposal,
  CatalogEntry,
};
