import { type SampleData, sampleSize } from '@huitong/kit';
import { CatalogEntry } from '../src/entities/catalogEntry.js';
import { CatalogEntryEvent } from '../src/entities/catalogEntryEvent.js';
import { CatalogVersion } from '../src/entities/catalogVersion.js';
import { EmergencyAccess } from '../src/entities/emergencyAccess.js';
import { EmergencyDisposal } from '../src/entities/emergencyDisposal.js';
import { EmergencyRule } from '../src/entities/emergencyRule.js';
import { Revocation } from '../src/entities/revocation.js';
import { SharingApplication } from '../src/entities/sharingApplication.js';
import { SharingApplicationEvent } from '../src/entities/sharingApplicationEvent.js';
import { SharingDispute } from '../src/entities/sharingDispute.js';
import { SharingDisputeEvent } from '../src/entities/sharingDisputeEvent.js';
import { SharingGrant } from '../src/entities/sharingGrant.js';
import { SharingGrantEvent } from '../src/entities/sharingGrantEvent.js';
import { SharingUsage } from '../src/entities/sharingUsage.js';
import { SharingUseReport } from '../src/entities/sharingUseReport.js';
import { VerificationCase } from '../src/entities/verificationCase.js';
import { VerificationCaseEvent } from '../src/entities/verificationCaseEvent.js';
import { demoApplication } from './applications.js';
import { demoEntries, demoVersions } from './catalogue.js';
import { demoAccesses, demoDisposals } from './emergency.js';
import { demoGrant } from './grants.js';
import { demoCases, demoDisputes, demoReports, demoRevocations, demoRules, demoUsage } from './records.js';
import { demoRequests } from './requests.js';
import type { Walked } from './walk.js';

const rowsOf = <Row>(walked: readonly Walked<Row>[]) => walked.map(({ row }) => row as object);
const eventsOf = (walked: readonly Walked<unknown>[]) => walked.flatMap(({ events }) => events);

/**
 * Applications and grants of 晋城's departments in every state, with cases, disputes, reports and some use; all
 * invented. The days are counted back from the day on which they are loaded, so that clocks run and grants hold.
 */
export const sample: SampleData = (size = sampleSize()) => {
  const applications = demoRequests.map(demoApplication);
  const grants = demoRequests.flatMap(({ name }, index) => {
    const { row } = applications[index] as Walked<SharingApplication>;
    return row.state === 'APPROVED' ? [demoGrant(name, row, index)] : [];
  });
  const used = grants.map(({ row }) => row).filter(({ startsAt }) => Date.parse(startsAt) < Date.now());
  const [tanks, river] = used as [SharingGrant, SharingGrant];
  const cases = demoCases(tanks);
  const disputes = demoDisputes(river);
  const entries = demoEntries();
  const rules = demoRules();
  const [rule] = rules as [EmergencyRule];
  return [
    // History first: a row that finds none would begin one of its own.
    { entity: SharingApplicationEvent, rows: eventsOf(applications) },
    { entity: SharingApplication, rows: rowsOf(applications) },
    { entity: SharingGrantEvent, rows: eventsOf(grants) },
    { entity: SharingGrant, rows: rowsOf(grants) },
    { entity: VerificationCaseEvent, rows: eventsOf(cases) },
    { entity: VerificationCase, rows: rowsOf(cases) },
    { entity: SharingDisputeEvent, rows: eventsOf(disputes) },
    { entity: SharingDispute, rows: rowsOf(disputes) },
    { entity: SharingUsage, rows: demoUsage(used, size.count(600, 60)) },
    { entity: SharingUseReport, rows: demoReports(used) },
    { entity: Revocation, rows: demoRevocations() },
    { entity: EmergencyRule, rows: rules },
    { entity: EmergencyAccess, rows: demoAccesses(rule) },
    { entity: EmergencyDisposal, rows: demoDisposals(rule) },
    { entity: CatalogEntryEvent, rows: eventsOf(entries) },
    { entity: CatalogEntry, rows: rowsOf(entries) },
    { entity: CatalogVersion, rows: demoVersions(entries.map(({ row }) => row)) },
  ];
};
