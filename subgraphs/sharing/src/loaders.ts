import { byKey, historyLoader, type LoaderScope, type SubgraphContext } from '@huitong/kit';
import { CatalogEntry } from './entities/catalogEntry.js';
import { CatalogEntryEvent } from './entities/catalogEntryEvent.js';
import { EmergencyAccess } from './entities/emergencyAccess.js';
import { EmergencyDisposal } from './entities/emergencyDisposal.js';
import { EmergencyRule } from './entities/emergencyRule.js';
import { Revocation } from './entities/revocation.js';
import { SharingApplication } from './entities/sharingApplication.js';
import { SharingApplicationEvent } from './entities/sharingApplicationEvent.js';
import { SharingDispute } from './entities/sharingDispute.js';
import { SharingDisputeEvent } from './entities/sharingDisputeEvent.js';
import { SharingGrant } from './entities/sharingGrant.js';
import { SharingGrantEvent } from './entities/sharingGrantEvent.js';
import { SharingUsage } from './entities/sharingUsage.js';
import { SharingUseReport } from './entities/sharingUseReport.js';
import { VerificationCase } from './entities/verificationCase.js';
import { VerificationCaseEvent } from './entities/verificationCaseEvent.js';
import { versionsOf } from './catalogueVersions.js';

/** Every read by key; made anew for each request. */
export const createLoaders = (scope: LoaderScope) => ({
  applicationById: byKey(scope, SharingApplication, 'id'),
  grantById: byKey(scope, SharingGrant, 'id'),
  grantOfApplication: byKey(scope, SharingGrant, 'applicationId'),
  caseById: byKey(scope, VerificationCase, 'id'),
  disputeById: byKey(scope, SharingDispute, 'id'),
  usageById: byKey(scope, SharingUsage, 'id'),
  useReportById: byKey(scope, SharingUseReport, 'id'),
  revocationById: byKey(scope, Revocation, 'id'),
  emergencyRuleById: byKey(scope, EmergencyRule, 'id'),
  emergencyAccessById: byKey(scope, EmergencyAccess, 'id'),
  emergencyDisposalById: byKey(scope, EmergencyDisposal, 'id'),
  applicationHistory: historyLoader(scope, SharingApplicationEvent),
  grantHistory: historyLoader(scope, SharingGrantEvent),
  caseHistory: historyLoader(scope, VerificationCaseEvent),
  disputeHistory: historyLoader(scope, SharingDisputeEvent),
  catalogEntryById: byKey(scope, CatalogEntry, 'id'),
  catalogEntryByEntry: byKey(scope, CatalogEntry, 'entry'),
  catalogVersionsOf: versionsOf(scope),
  catalogHistory: historyLoader(scope, CatalogEntryEvent),
});

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;
