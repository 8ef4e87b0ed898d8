import { defineSubgraph } from '@huitong/kit';
import { migrations } from '../migrations/index.js';
import { sample } from '../sample/index.js';
import { datasets } from './datasets/index.js';
import { CatalogEntry } from './entities/catalogEntry.js';
import { CatalogEntryEvent } from './entities/catalogEntryEvent.js';
import { CatalogVersion } from './entities/catalogVersion.js';
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
import { createLoaders } from './loaders.js';
import { resolvers } from './resolvers/index.js';
import { applicationMachine } from './rules/applicationMachine.js';
import { catalogueMachine } from './rules/catalogueMachine.js';
import { disputeMachine } from './rules/disputeMachine.js';
import { grantMachine } from './rules/grantMachine.js';
import { verificationMachine } from './rules/verificationMachine.js';

export const sharing = defineSubgraph({
  name: 'sharing',
  department: { zh: '数据局', en: 'Data administration' },
  home: new URL('../../', import.meta.url),
  entities: [
    SharingApplication,
    SharingApplicationEvent,
    SharingGrant,
    SharingGrantEvent,
    VerificationCase,
    VerificationCaseEvent,
    SharingDispute,
    SharingDisputeEvent,
    SharingUsage,
    SharingUseReport,
    Revocation,
    EmergencyRule,
    EmergencyAccess,
    EmergencyDisposal,
    CatalogEntry,
    CatalogEntryEvent,
    CatalogVersion,
  ],
  migrations,
  resolvers,
  createLoaders,
  machines: [applicationMachine, grantMachine, verificationMachine, disputeMachine, catalogueMachine],
  datasets,
  sample,
});
