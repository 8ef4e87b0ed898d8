import { above, below, contains, equals, type Filter, has, List, oneOf, possibleKeys } from '@huitong/kit';
import { CatalogEntry } from './entities/catalogEntry.js';
import { EmergencyAccess } from './entities/emergencyAccess.js';
import { EmergencyDisposal } from './entities/emergencyDisposal.js';
import { EmergencyRule } from './entities/emergencyRule.js';
import { Revocation } from './entities/revocation.js';
import { SharingApplication } from './entities/sharingApplication.js';
import { SharingDispute } from './entities/sharingDispute.js';
import { SharingGrant } from './entities/sharingGrant.js';
import { SharingUsage } from './entities/sharingUsage.js';
import { SharingUseReport } from './entities/sharingUseReport.js';
import { VerificationCase } from './entities/verificationCase.js';

/** Not answered in time: still waiting after the clock has run out, or answered after it. */
const overdue: Filter = (value) => {
  const late = `coalesce(item.answered_at, now()) >= item.answer_due_at and item.state in ('SUBMITTED', 'APPROVED', 'REFUSED')`;
  return value === true ? `(${late})` : `not (${late})`;
};
const open: Filter = (value) => `item.ended_at is ${value === true ? 'null' : 'not null'}`;
const disposed: Filter = (value) => `item.disposed_at is ${value === true ? 'not null' : 'null'}`;
/** Not proved in time: still waiting after the clock has run out, or proved after it. */
const disposalOverdue: Filter = (value) =>
  `coalesce(item.disposed_at, now()) ${value === true ? '>=' : '<'} item.due_at`;
const lifted: Filter = (value) => `item.lifted_at is ${value === true ? 'not null' : 'null'}`;
/** An id that is none matches nothing. */
const grantId: Filter = (value, _, statement) => {
  const [id] = possibleKeys([value], 'uuid');
  return id ? `item.grant_id = ${statement.param(id)}` : 'false';
};
const synthetic = equals('synthetic');

export const sharingApplications = new List<SharingApplication>({
  entity: SharingApplication,
  filters: {
    stateIn: oneOf('state'),
    number: equals('number'),
    applicantUscc: equals('ownerDepartment'),
    providerUscc: equals('providerDepartment'),
    purposeIn: oneOf('purpose'),
    coordinatesHas: has('coordinates'),
    submittedAfter: above('submittedAt'),
    answerDueBefore: below('answerDueAt'),
    overdue,
    synthetic,
  },
  orders: {
    SUBMITTED_AT: 'submittedAt',
    ANSWER_DUE_AT: 'answerDueAt',
    NUMBER: 'number',
    UPDATED_AT: 'updatedAt',
  },
  defaultOrder: 'SUBMITTED_AT',
});

export const sharingGrants = new List<SharingGrant>({
  entity: SharingGrant,
  filters: {
    stateIn: oneOf('state'),
    granteeUscc: equals('department'),
    providerUscc: equals('ownerDepartment'),
    purposeIn: oneOf('purpose'),
    coordinatesHas: has('coordinates'),
    expiresBefore: below('expiresAt'),
    expiresAfter: above('expiresAt'),
    synthetic,
  },
  orders: { STARTS_AT: 'startsAt', EXPIRES_AT: 'expiresAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'STARTS_AT',
});

export const verificationCases = new List<VerificationCase>({
  entity: VerificationCase,
  filters: {
    stateIn: oneOf('state'),
    coordinate: equals('coordinate'),
    providerUscc: equals('providerDepartment'),
    dueBefore: below('dueAt'),
    synthetic,
  },
  orders: { OPENED_AT: 'openedAt', DUE_AT: 'dueAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'OPENED_AT',
});

export const sharingDisputes = new List<SharingDispute>({
  entity: SharingDispute,
  filters: { stateIn: oneOf('state'), counterpartUscc: equals('counterpartDepartment'), synthetic },
  orders: { RAISED_AT: 'raisedAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'RAISED_AT',
});

export const sharingUsages = new List<SharingUsage>({
  entity: SharingUsage,
  filters: {
    grantId,
    grantKey: equals('grantKey'),
    requesterUscc: equals('department'),
    providerUscc: equals('ownerDepartment'),
    coordinatesHas: has('coordinates'),
    atAfter: above('at'),
    atBefore: below('at'),
    synthetic,
  },
  orders: { AT: 'at', ROWS: 'rowCount', UNMASKED: 'unmaskedCount' },
  defaultOrder: 'AT',
});

export const sharingUseReports = new List<SharingUseReport>({
  entity: SharingUseReport,
  filters: { grantId, providerUscc: equals('providerDepartment'), synthetic },
  orders: { PERIOD_TO: 'periodTo', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'PERIOD_TO',
});

export const revocations = new List<Revocation>({
  entity: Revocation,
  filters: { kindIn: oneOf('kind'), value: equals('value'), lifted, synthetic },
  orders: { SINCE: 'since', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'SINCE',
});

export const emergencyRules = new List<EmergencyRule>({
  entity: EmergencyRule,
  filters: { active: equals('active'), coordinatesHas: has('coordinates'), synthetic },
  orders: { NAME: 'name', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const emergencyAccesses = new List<EmergencyAccess>({
  entity: EmergencyAccess,
  filters: {
    incidentId: equals('incident'),
    providerIn: oneOf('provider'),
    coordinatesHas: has('coordinates'),
    open,
    openedAfter: above('openedAt'),
    synthetic,
  },
  orders: { OPENED_AT: 'openedAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'OPENED_AT',
});

export const emergencyDisposals = new List<EmergencyDisposal>({
  entity: EmergencyDisposal,
  filters: {
    incidentId: equals('incident'),
    departmentUscc: equals('ownerDepartment'),
    dueBefore: below('dueAt'),
    disposed,
    overdue: disposalOverdue,
    synthetic,
  },
  orders: { DUE_AT: 'dueAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'DUE_AT',
});

/** At least one item that the graph has now is of the attribute. */
const itemAttribute: Filter = (value, _, statement) =>
  `item.items @> ${statement.param(JSON.stringify([{ attribute: value, withdrawnInVersion: null }]))}::jsonb`;

export const catalogEntries = new List<CatalogEntry>({
  entity: CatalogEntry,
  filters: {
    provider: has('providers'),
    attributeIn: oneOf('attribute'),
    itemAttribute,
    gradeIn: oneOf('grade'),
    nameContains: contains('name', { indexed: false }),
    typeName: equals('typeName'),
    stateIn: oneOf('state'),
    reviewDueBefore: below('reviewDueAt'),
    changedAfter: above('changedAt'),
    synthetic,
  },
  orders: {
    ENTRY: 'entry',
    NAME: 'name',
    CHANGED_AT: 'changedAt',
    REVIEW_DUE_AT: 'reviewDueAt',
    UPDATED_AT: 'updatedAt',
  },
  defaultOrder: 'ENTRY',
});
