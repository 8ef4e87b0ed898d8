import {
  atLeast,
  atMost,
  below,
  contains,
  type Entity,
  equals,
  List,
  oneOf,
  own,
  type OwnedRow,
  present,
} from '@huitong/kit';
import { AgingUnit } from './entities/agingUnit.js';
import { Chemical } from './entities/chemical.js';
import { ChemicalFlowReport } from './entities/chemicalFlowReport.js';
import { ChemicalPark } from './entities/chemicalPark.js';
import { FillingStation } from './entities/fillingStation.js';
import { GasFillingStation } from './entities/gasFillingStation.js';
import { HazmatLicence } from './entities/hazmatLicence.js';
import { IllegalChemicalSite } from './entities/illegalChemicalSite.js';
import { IndustrialRiskUnit } from './entities/industrialRiskUnit.js';
import { LeakAlert } from './entities/leakAlert.js';
import { MajorHazard } from './entities/majorHazard.js';
import { Pipeline } from './entities/pipeline.js';
import { PipelineStation } from './entities/pipelineStation.js';
import { SpecialOperatorCert } from './entities/specialOperatorCert.js';
import { StorageUnit } from './entities/storageUnit.js';
import { Tank } from './entities/tank.js';
import { WorkPermit } from './entities/workPermit.js';
import {
  active,
  dueBefore,
  flowReportOverdue,
  leakOverdue,
  monitoringRequired,
  open,
  overrun,
  parentIs,
  renovationOverdue,
} from './rules/filters.js';
import { EVALUATION_YEARS } from './rules/clocks.js';

/** The lists of this subgraph: what can be asked for and by what it can be sorted. */
export const majorHazards = new List<MajorHazard>({
  entity: MajorHazard,
  filters: {
    matched: present('enterpriseUscc'),
    own,
    nameContains: contains('name'),
    level: equals('level'),
    levelIn: oneOf('level'),
    exposedPersonsGte: atLeast('exposedPersons'),
    monitoringConnected: equals('monitoringConnected'),
    permitSystem: equals('permitSystem'),
    locationSystem: equals('locationSystem'),
    dualPrevention: equals('dualPrevention'),
    safetyEvaluationDueBefore: dueBefore('safetyEvaluatedOn', EVALUATION_YEARS),
    enterpriseUscc: equals('enterpriseUscc'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', EXPOSED_PERSONS: 'exposedPersons', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const storageUnits = new List<StorageUnit>({
  entity: StorageUnit,
  filters: {},
  orders: { NAME: 'name' },
  defaultOrder: 'NAME',
});

// No filter and no other order: how much a tank holds must not be learned by asking which tanks hold more.
export const tanks = new List<Tank>({
  entity: Tank,
  filters: {},
  orders: { NAME: 'name' },
  defaultOrder: 'NAME',
});

/** A list asks of its rows no more than an id, unless it is asked by division or point; chemicals have neither. */
type ListedChemical = Chemical & OwnedRow;
export const chemicals = new List<ListedChemical>({
  entity: Chemical as Entity<unknown> as Entity<ListedChemical>,
  filters: {
    nameContains: contains('names'),
    casNo: equals('casNo'),
    unNo: equals('unNo'),
    isHighlyToxic: equals('isHighlyToxic'),
    isKeySupervised: equals('isKeySupervised'),
    isExplosivePrecursor: equals('isExplosivePrecursor'),
  },
  orders: { GB18218_NO: 'gb18218No', NAME: 'name', CRITICAL_QUANTITY: 'criticalQuantityTonnes' },
  defaultOrder: 'GB18218_NO',
});

export const hazmatLicences = new List<HazmatLicence>({
  entity: HazmatLicence,
  filters: {
    enterpriseUscc: equals('enterpriseUscc'),
    kind: equals('kind'),
    kindIn: oneOf('kind'),
    validToBefore: below('validTo'),
    statusIn: oneOf('status'),
    synthetic: equals('synthetic'),
  },
  orders: { LICENCE_NO: 'licenceNo', VALID_TO: 'validTo', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'LICENCE_NO',
});

export const workPermits = new List<WorkPermit>({
  entity: WorkPermit,
  filters: {
    type: equals('type'),
    typeIn: oneOf('type'),
    levelIn: oneOf('level'),
    enterpriseUscc: equals('enterpriseUscc'),
    validFromFrom: atLeast('validFrom'),
    validToUntil: atMost('validTo'),
    state: equals('state'),
    stateIn: oneOf('state'),
    active,
    overrun,
    majorHazardId: parentIs('majorHazardId'),
    synthetic: equals('synthetic'),
  },
  orders: { PERMIT_NO: 'permitNo', VALID_FROM: 'validFrom', VALID_TO: 'validTo', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'VALID_FROM',
});

export const chemicalParks = new List<ChemicalPark>({
  entity: ChemicalPark,
  filters: {
    nameContains: contains('name'),
    riskGradeIn: oneOf('riskGrade'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const fillingStations = new List<FillingStation>({
  entity: FillingStation,
  filters: {
    nameContains: contains('name'),
    enterpriseUscc: equals('enterpriseUscc'),
    kind: equals('kind'),
    stationClass: equals('stationClass'),
    stationClassIn: oneOf('stationClass'),
    standardizationGradeIn: oneOf('standardizationGrade'),
    leakDetection: equals('leakDetection'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const gasFillingStations = new List<GasFillingStation>({
  entity: GasFillingStation,
  filters: {
    nameContains: contains('name'),
    enterpriseUscc: equals('enterpriseUscc'),
    kind: equals('kind'),
    riskTierIn: oneOf('riskTier'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const industrialRiskUnits = new List<IndustrialRiskUnit>({
  entity: IndustrialRiskUnit,
  filters: {
    nameContains: contains('name'),
    enterpriseUscc: equals('enterpriseUscc'),
    kind: equals('kind'),
    kindIn: oneOf('kind'),
    personsAtPeakGte: atLeast('personsAtPeak'),
    riskTierIn: oneOf('riskTier'),
    monitoringConnected: equals('monitoringConnected'),
    monitoringRequired,
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const agingUnits = new List<AgingUnit>({
  entity: AgingUnit,
  filters: {
    nameContains: contains('name'),
    enterpriseUscc: equals('enterpriseUscc'),
    kind: equals('kind'),
    status: equals('status'),
    statusIn: oneOf('status'),
    dueOnBefore: below('dueOn'),
    overdue: renovationOverdue,
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', COMMISSIONED_ON: 'commissionedOn', DUE_ON: 'dueOn', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const pipelines = new List<Pipeline>({
  entity: Pipeline,
  filters: {
    nameContains: contains('name'),
    enterpriseUscc: equals('enterpriseUscc'),
    medium: equals('medium'),
    safetyFacilitiesAccepted: equals('safetyFacilitiesAccepted'),
    smartCathodicProtection: equals('smartCathodicProtection'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const pipelineStations = new List<PipelineStation>({
  entity: PipelineStation,
  filters: {
    nameContains: contains('name'),
    kind: equals('kind'),
    leakMonitoring: equals('leakMonitoring'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const illegalChemicalSites = new List<IllegalChemicalSite>({
  entity: IllegalChemicalSite,
  filters: { kind: equals('kind'), statusIn: oneOf('status'), synthetic: equals('synthetic') },
  orders: { FOUND_ON: 'foundOn', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'FOUND_ON',
});

export const specialOperatorCerts = new List<SpecialOperatorCert>({
  entity: SpecialOperatorCert,
  filters: {
    enterpriseUscc: equals('enterpriseUscc'),
    trade: equals('trade'),
    validToBefore: below('validTo'),
    verified: equals('verified'),
    revoked: equals('revoked'),
    synthetic: equals('synthetic'),
  },
  orders: { VALID_TO: 'validTo', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'VALID_TO',
});

export const chemicalFlowReports = new List<ChemicalFlowReport>({
  entity: ChemicalFlowReport,
  filters: {
    kind: equals('kind'),
    control: equals('control'),
    enterpriseUscc: equals('enterpriseUscc'),
    counterpartyUscc: equals('counterpartyUscc'),
    chemicalNo: equals('chemicalNo'),
    tradedFrom: atLeast('tradedOn'),
    tradedBefore: below('tradedOn'),
    reported: present('reportedAt'),
    reportOverdue: flowReportOverdue,
    synthetic: equals('synthetic'),
  },
  orders: { TRADED_ON: 'tradedOn', REPORTED_AT: 'reportedAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'TRADED_ON',
});

export const leakAlerts = new List<LeakAlert>({
  entity: LeakAlert,
  filters: {
    openedAtFrom: atLeast('openedAt'),
    open,
    overdue: leakOverdue,
    majorHazardId: parentIs('majorHazardId'),
    synthetic: equals('synthetic'),
  },
  orders: { OPENED_AT: 'openedAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'OPENED_AT',
});
