import { withPlainClient } from '@huitong/kit';

/** How a canary is written into a column: as a text, a number, a list of channels, of contacts or of watch lists, a word of an enum. */
export type CanaryKind = 'TEXT' | 'NUMBER' | 'CHANNELS' | 'WATCH_LISTS' | 'WORD' | 'CONTACTS';

/** A table with protected cells. */
export interface ProtectedTable {
  readonly database: string;
  readonly table: string;
  /** What its canaries are called: the table, unless several databases have one of that name. */
  readonly label: string;
  /** Columns behind the protected fields. */
  readonly columns: Readonly<Record<string, CanaryKind>>;
  /** Columns whose values leave masked: in clear to nobody without a grant, their own department included. */
  readonly masked: readonly string[];
  /** Of rows that lie between departments: who sees them in place of the owner's line. */
  readonly between?: Between;
}

/** Columns of the departments that see a row, and of the provider, whose whole line sees it in its area. */
interface Between {
  readonly departments: readonly string[];
  readonly provider: string | null;
  /** Lines that see the row in their area, as SQL of the row `cell`. */
  readonly lines?: string;
}

const table = (
  database: string,
  name: string,
  columns: Readonly<Record<string, CanaryKind>>,
  masked: readonly string[] = [],
): ProtectedTable => ({ database, table: name, label: name, columns, masked });

/** Decisions on enterprises (kit's matching), of which three databases have a table. */
const matches = (subgraph: string): ProtectedTable => ({
  ...table(`huitong_${subgraph}`, 'enterprise_match', { officer: 'TEXT', note: 'TEXT' }),
  label: `${subgraph}_enterprise_match`,
});

/** Rows of the sharing subgraph (subgraphs/sharing/src/partySecurity.ts). */
const between = (
  name: string,
  columns: Readonly<Record<string, CanaryKind>>,
  departments: readonly string[],
  provider: string | null,
): ProtectedTable => ({ ...table('huitong_sharing', name, columns), between: { departments, provider } });

/** Rows of the sharing subgraph of which lines are told (subgraphs/sharing/src/emergencySecurity.ts). */
const told = (name: string, departments: readonly string[], lines: string): ProtectedTable => ({
  ...table('huitong_sharing', name, { source_id: 'TEXT' }),
  between: { departments, provider: null, lines },
});

/** The one word that vehicles are given; no other field of the graph may hold it. */
export const canaryWord = 'UNDER_REPAIR';

export const protectedTables = {
  enterprise: table(
    'huitong_commons',
    'enterprise',
    { safety_manager_name: 'TEXT', safety_manager_phone: 'TEXT', watch_lists: 'WATCH_LISTS' },
    ['safety_manager_name', 'safety_manager_phone'],
  ),
  department: table('huitong_commons', 'department', { sharing_officer_phone: 'TEXT' }, [
    'sharing_officer_phone',
  ]),
  accident: table('huitong_commons', 'accident', { deaths: 'NUMBER', serious_injuries: 'NUMBER' }),
  coalMine: table(
    'huitong_mines',
    'coal_mine',
    {
      underground_now: 'NUMBER',
      explosives_capacity: 'NUMBER',
      principal_name: 'TEXT',
      principal_phone: 'TEXT',
    },
    ['principal_name', 'principal_phone'],
  ),
  tailingsPond: table(
    'huitong_mines',
    'tailings_pond',
    { responsible_leader_name: 'TEXT', warning_contacts: 'CONTACTS' },
    ['responsible_leader_name', 'warning_contacts'],
  ),
  nonCoalMine: table('huitong_mines', 'non_coal_mine', { principal_name: 'TEXT', principal_phone: 'TEXT' }, [
    'principal_name',
    'principal_phone',
  ]),
  coalRiskAlert: table('huitong_mines', 'coal_risk_alert', { cleared_by_name: 'TEXT' }, ['cleared_by_name']),
  residentSupervisor: table('huitong_mines', 'resident_supervisor', { name: 'TEXT' }, ['name']),
  mineLeaderResponsibility: table('huitong_mines', 'mine_leader_responsibility', { official_name: 'TEXT' }, [
    'official_name',
  ]),
  mineIllegalActivity: table('huitong_mines', 'mine_illegal_activity', {
    description: 'TEXT',
    measures: 'TEXT',
    source_id: 'TEXT',
  }),
  mineHiddenDanger: table('huitong_mines', 'mine_hidden_danger', { description: 'TEXT', source_id: 'TEXT' }),
  majorHazard: table(
    'huitong_hazmat',
    'major_hazard',
    {
      principal_responsible_name: 'TEXT',
      technical_responsible_name: 'TEXT',
      operational_responsible_name: 'TEXT',
      emergency_contact_name: 'TEXT',
      emergency_contact_phone: 'TEXT',
      r: 'NUMBER',
      s: 'NUMBER',
    },
    [
      'principal_responsible_name',
      'technical_responsible_name',
      'operational_responsible_name',
      'emergency_contact_name',
      'emergency_contact_phone',
    ],
  ),
  mineMatch: matches('mines'),
  hazmatMatch: matches('hazmat'),
  fireMatch: matches('fire'),
  storageUnit: table('huitong_hazmat', 'storage_unit', { s: 'NUMBER' }),
  tank: table('huitong_hazmat', 'tank', {
    name: 'TEXT',
    bund: 'TEXT',
    source_id: 'TEXT',
    capacity_tonnes: 'NUMBER',
    design_maximum_tonnes: 'NUMBER',
  }),
  hazmatHiddenDanger: table('huitong_hazmat', 'hazmat_hidden_danger', {
    description: 'TEXT',
    source_id: 'TEXT',
  }),
  workPermit: table('huitong_hazmat', 'work_permit', { guardian_name: 'TEXT', approver_name: 'TEXT' }, [
    'guardian_name',
    'approver_name',
  ]),
  illegalChemicalSite: table('huitong_hazmat', 'illegal_chemical_site', {
    name: 'TEXT',
    address: 'TEXT',
    activity: 'TEXT',
    source_id: 'TEXT',
  }),
  specialOperatorCert: table(
    'huitong_hazmat',
    'special_operator_cert',
    { cert_no: 'TEXT', holder_name: 'TEXT', authority: 'TEXT', source_id: 'TEXT' },
    ['cert_no', 'holder_name'],
  ),
  // Not the quantity of the highly toxic: whom the law does not name gets none, whatever the grant.
  chemicalFlowReport: table('huitong_hazmat', 'chemical_flow_report', {
    chemical_name: 'TEXT',
    counterparty_name: 'TEXT',
    intended_use: 'TEXT',
    source_id: 'TEXT',
  }),
  fireUnit: table(
    'huitong_fire',
    'fire_unit',
    { responsible_person_name: 'TEXT', responsible_person_phone: 'TEXT', address: 'TEXT' },
    ['responsible_person_name', 'responsible_person_phone', 'address'],
  ),
  fireBrigade: table('huitong_fire', 'fire_brigade', { contact_phone: 'TEXT' }, ['contact_phone']),
  fireVehicle: table('huitong_fire', 'fire_vehicle', {
    status: 'WORD',
    position_lat: 'NUMBER',
    position_lon: 'NUMBER',
  }),
  fireIotDevice: table('huitong_fire', 'fire_iot_device', {
    name: 'TEXT',
    placed_at: 'TEXT',
    source_id: 'TEXT',
  }),
  fireEvent: table('huitong_fire', 'fire_event', { source_id: 'TEXT' }),
  fireHiddenDanger: table('huitong_fire', 'fire_hidden_danger', { description: 'TEXT', source_id: 'TEXT' }),
  incident: table(
    'huitong_emergency',
    'incident',
    {
      dead: 'NUMBER',
      missing: 'NUMBER',
      seriously_injured: 'NUMBER',
      slightly_injured: 'NUMBER',
      trapped: 'NUMBER',
      reporter_phone: 'TEXT',
    },
    ['reporter_phone'],
  ),
  rescueTeam: table(
    'huitong_emergency',
    'rescue_team',
    { contact_name: 'TEXT', contact_phone: 'TEXT', comms_channels: 'CHANNELS' },
    ['contact_name', 'contact_phone'],
  ),
  warehouse: table('huitong_emergency', 'warehouse', { manager_name: 'TEXT', manager_phone: 'TEXT' }, [
    'manager_name',
    'manager_phone',
  ]),
  shelter: table('huitong_emergency', 'shelter', { manager_name: 'TEXT', manager_phone: 'TEXT' }, [
    'manager_name',
    'manager_phone',
  ]),
  warningCallout: table(
    'huitong_emergency',
    'warning_callout',
    { person_name: 'TEXT', person_phone: 'TEXT' },
    ['person_name', 'person_phone'],
  ),
  incidentReport: table('huitong_emergency', 'incident_report', {
    content: 'TEXT',
    dead: 'NUMBER',
    missing: 'NUMBER',
    seriously_injured: 'NUMBER',
    slightly_injured: 'NUMBER',
    trapped: 'NUMBER',
  }),
  // Not the quantities: a gap is a difference of them, and would look like the canary of another row.
  reliefNeed: table('huitong_emergency', 'relief_need', { name: 'TEXT', source_id: 'TEXT' }),
  villagePlanSet: table('huitong_emergency', 'village_plan_set', { responsible_name: 'TEXT' }, [
    'responsible_name',
  ]),
  responseCard: table('huitong_emergency', 'response_card', { contact_phone: 'TEXT' }, ['contact_phone']),
  dutyRoster: table('huitong_emergency', 'duty_roster', { person_name: 'TEXT', person_phone: 'TEXT' }, [
    'person_name',
    'person_phone',
  ]),
  disasterInformant: table(
    'huitong_emergency',
    'disaster_informant',
    { name: 'TEXT', phone: 'TEXT', source_id: 'TEXT' },
    ['name', 'phone'],
  ),
  expert: table('huitong_emergency', 'expert', { name: 'TEXT', phone: 'TEXT' }, ['name', 'phone']),
  sharingApplication: between(
    'sharing_application',
    { basis: 'TEXT', scenario: 'TEXT', signatory_subject: 'TEXT', source_id: 'TEXT' },
    ['owner_department', 'provider_department'],
    'provider_department',
  ),
  sharingGrant: between(
    'sharing_grant',
    { external_authorisation_number: 'TEXT', source_id: 'TEXT' },
    ['owner_department', 'department'],
    'owner_department',
  ),
  verificationCase: between(
    'verification_case',
    { problem: 'TEXT', evidence: 'TEXT', entity_key: 'TEXT' },
    ['owner_department', 'provider_department'],
    'provider_department',
  ),
  sharingDispute: between(
    'sharing_dispute',
    { subject: 'TEXT', claim: 'TEXT' },
    ['owner_department', 'counterpart_department'],
    null,
  ),
  sharingUsage: between(
    'sharing_usage',
    { subject: 'TEXT', source_id: 'TEXT' },
    ['owner_department', 'department'],
    'owner_department',
  ),
  sharingUseReport: between(
    'sharing_use_report',
    { scenario: 'TEXT', effect: 'TEXT' },
    ['owner_department', 'provider_department'],
    'provider_department',
  ),
  revocation: between('revocation', { value: 'TEXT', reason: 'TEXT' }, [], null),
  emergencyAccess: told('emergency_access', [], 'array[cell.provider]'),
  emergencyDisposal: told(
    'emergency_disposal',
    ['owner_department'],
    '(select array_agg(provider) from emergency_access as access where access.grant_key = cell.grant_key)',
  ),
} as const;

type TableName = keyof typeof protectedTables;

/** Columns that answer a protected field; of a field that leads to protected rows, all that the rows' table has. */
const cells = (name: TableName, ...columns: string[]) => ({
  table: name,
  columns: columns.length > 0 ? columns : Object.keys(protectedTables[name].columns),
});

/** Every field of the graph whose rule is CONDITIONAL, NOT_SHARED or masked, and the cells behind it. */
export const protectedFields: Readonly<
  Record<string, { readonly table: TableName; readonly columns: readonly string[] }>
> = {
  'Enterprise.safetyManagerName': cells('enterprise', 'safety_manager_name'),
  'Enterprise.safetyManagerPhone': cells('enterprise', 'safety_manager_phone'),
  'Enterprise.watchLists': cells('enterprise', 'watch_lists'),
  'Accident.casualties': cells('accident'),
  'Department.sharingOfficerPhone': cells('department', 'sharing_officer_phone'),
  'CoalMine.undergroundNow': cells('coalMine', 'underground_now'),
  'CoalMine.explosivesStore': cells('coalMine', 'explosives_capacity'),
  'ExplosivesStore.capacityKilograms': cells('coalMine', 'explosives_capacity'),
  'CoalMine.principalName': cells('coalMine', 'principal_name'),
  'CoalMine.principalPhone': cells('coalMine', 'principal_phone'),
  'TailingsPond.responsibleLeaderName': cells('tailingsPond', 'responsible_leader_name'),
  'TailingsPond.warningContacts': cells('tailingsPond', 'warning_contacts'),
  'PondWarningContact.name': cells('tailingsPond', 'warning_contacts'),
  'PondWarningContact.phone': cells('tailingsPond', 'warning_contacts'),
  'NonCoalMine.principalName': cells('nonCoalMine', 'principal_name'),
  'NonCoalMine.principalPhone': cells('nonCoalMine', 'principal_phone'),
  'CoalRiskAlert.clearedByName': cells('coalRiskAlert', 'cleared_by_name'),
  'ResidentSupervisor.name': cells('residentSupervisor', 'name'),
  'MineLeaderResponsibility.officialName': cells('mineLeaderResponsibility', 'official_name'),
  'Query.mineIllegalActivities': cells('mineIllegalActivity'),
  'CoalMine.illegalActivities': cells('mineIllegalActivity'),
  'NonCoalMine.illegalActivities': cells('mineIllegalActivity'),
  'MineIllegalActivityConnection.nodes': cells('mineIllegalActivity'),
  'MineIllegalActivityEdge.node': cells('mineIllegalActivity'),
  'NonCoalMine.hiddenDangers': cells('mineHiddenDanger'),
  'TailingsPond.hiddenDangers': cells('mineHiddenDanger'),
  'Query.mineHiddenDangers': cells('mineHiddenDanger'),
  'Query.mineHiddenDanger': cells('mineHiddenDanger'),
  'CoalMine.hiddenDangers': cells('mineHiddenDanger'),
  'MineHiddenDangerConnection.nodes': cells('mineHiddenDanger'),
  'MineHiddenDangerEdge.node': cells('mineHiddenDanger'),
  'CoalMine.enterpriseMatches': cells('mineMatch'),
  'TailingsPond.enterpriseMatches': cells('mineMatch'),
  'MajorHazard.enterpriseMatches': cells('hazmatMatch'),
  'FireUnit.enterpriseMatches': cells('fireMatch'),
  'MajorHazard.principalResponsibleName': cells('majorHazard', 'principal_responsible_name'),
  'MajorHazard.technicalResponsibleName': cells('majorHazard', 'technical_responsible_name'),
  'MajorHazard.operationalResponsibleName': cells('majorHazard', 'operational_responsible_name'),
  'MajorHazard.emergencyContactName': cells('majorHazard', 'emergency_contact_name'),
  'MajorHazard.emergencyContactPhone': cells('majorHazard', 'emergency_contact_phone'),
  'MajorHazard.r': cells('majorHazard', 'r'),
  'MajorHazard.s': cells('majorHazard', 's'),
  'StorageUnit.s': cells('storageUnit', 's'),
  'MajorHazard.tanks': cells('tank'),
  'StorageUnit.tanks': cells('tank'),
  'TankConnection.nodes': cells('tank'),
  'TankEdge.node': cells('tank'),
  'Query.hazmatHiddenDangers': cells('hazmatHiddenDanger'),
  'MajorHazard.hiddenDangers': cells('hazmatHiddenDanger'),
  'FillingStation.hiddenDangers': cells('hazmatHiddenDanger'),
  'GasFillingStation.hiddenDangers': cells('hazmatHiddenDanger'),
  'IndustrialRiskUnit.hiddenDangers': cells('hazmatHiddenDanger'),
  'HazmatHiddenDangerConnection.nodes': cells('hazmatHiddenDanger'),
  'ConfirmFireEventPayload.event': cells('fireEvent'),
  'IngestFireStatusPayload.device': cells('fireIotDevice'),
  'IngestFireStatusPayload.events': cells('fireEvent'),
  'MoveFireHiddenDangerPayload.hiddenDanger': cells('fireHiddenDanger'),
  'MoveHazmatHiddenDangerPayload.hiddenDanger': cells('hazmatHiddenDanger'),
  'MoveMineHiddenDangerPayload.hiddenDanger': cells('mineHiddenDanger'),
  'Query.fireEvent': cells('fireEvent'),
  'Query.fireHiddenDanger': cells('fireHiddenDanger'),
  'Query.fireIotDevice': cells('fireIotDevice'),
  'Query.hazmatHiddenDanger': cells('hazmatHiddenDanger'),
  'Query.illegalChemicalSite': cells('illegalChemicalSite'),
  'Query.specialOperatorCert': cells('specialOperatorCert'),
  'UpsertFireHiddenDangerPayload.hiddenDanger': cells('fireHiddenDanger'),
  'UpsertFireIotDevicePayload.fireIotDevice': cells('fireIotDevice'),
  'UpsertHazmatHiddenDangerPayload.hiddenDanger': cells('hazmatHiddenDanger'),
  'UpsertIllegalChemicalSitePayload.illegalChemicalSite': cells('illegalChemicalSite'),
  'UpsertMineHiddenDangerPayload.hiddenDanger': cells('mineHiddenDanger'),
  'ClassifyMineHiddenDangerPayload.hiddenDanger': cells('mineHiddenDanger'),
  'AnnounceMineResumptionPayload.hiddenDanger': cells('mineHiddenDanger'),
  'UpsertMineIllegalActivityPayload.mineIllegalActivity': cells('mineIllegalActivity'),
  'UpsertSpecialOperatorCertPayload.specialOperatorCert': cells('specialOperatorCert'),
  'HazmatHiddenDangerEdge.node': cells('hazmatHiddenDanger'),
  'WorkPermit.guardianName': cells('workPermit', 'guardian_name'),
  'WorkPermit.approverName': cells('workPermit', 'approver_name'),
  'Query.illegalChemicalSites': cells('illegalChemicalSite'),
  'IllegalChemicalSiteConnection.nodes': cells('illegalChemicalSite'),
  'IllegalChemicalSiteEdge.node': cells('illegalChemicalSite'),
  'Query.specialOperatorCerts': cells('specialOperatorCert'),
  'Enterprise.specialOperatorCerts': cells('specialOperatorCert'),
  'SpecialOperatorCertConnection.nodes': cells('specialOperatorCert'),
  'SpecialOperatorCertEdge.node': cells('specialOperatorCert'),
  'Query.chemicalFlowReport': cells('chemicalFlowReport'),
  'Query.chemicalFlowReports': cells('chemicalFlowReport'),
  'Enterprise.chemicalFlowReports': cells('chemicalFlowReport'),
  'ChemicalFlowReportConnection.nodes': cells('chemicalFlowReport'),
  'ChemicalFlowReportEdge.node': cells('chemicalFlowReport'),
  'UpsertChemicalFlowReportPayload.chemicalFlowReport': cells('chemicalFlowReport'),
  'SpecialOperatorCert.certNo': cells('specialOperatorCert', 'cert_no'),
  'SpecialOperatorCert.holderName': cells('specialOperatorCert', 'holder_name'),
  'FireUnit.responsiblePersonName': cells('fireUnit', 'responsible_person_name'),
  'FireUnit.responsiblePersonPhone': cells('fireUnit', 'responsible_person_phone'),
  'FireUnit.address': cells('fireUnit', 'address'),
  'FireBrigade.contactPhone': cells('fireBrigade', 'contact_phone'),
  'FireVehicle.status': cells('fireVehicle', 'status'),
  'FireVehicle.position': cells('fireVehicle', 'position_lat', 'position_lon'),
  // When a vehicle was last seen is of its row as its place is; an instant can hold no canary.
  'FireVehicle.positionAt': cells('fireVehicle', 'position_lat', 'position_lon'),
  'Query.fireIotDevices': cells('fireIotDevice'),
  'FireUnit.iotDevices': cells('fireIotDevice'),
  'FireEvent.device': cells('fireIotDevice'),
  'FireIotDeviceConnection.nodes': cells('fireIotDevice'),
  'FireIotDeviceEdge.node': cells('fireIotDevice'),
  'Query.fireEvents': cells('fireEvent'),
  'FireUnit.events': cells('fireEvent'),
  'FireIotDevice.events': cells('fireEvent'),
  'FireEventConnection.nodes': cells('fireEvent'),
  'FireEventEdge.node': cells('fireEvent'),
  'Query.fireHiddenDangers': cells('fireHiddenDanger'),
  'FireUnit.hiddenDangers': cells('fireHiddenDanger'),
  'FireHiddenDangerConnection.nodes': cells('fireHiddenDanger'),
  'FireHiddenDangerEdge.node': cells('fireHiddenDanger'),
  'Incident.casualties': cells(
    'incident',
    ...['dead', 'missing', 'seriously_injured', 'slightly_injured', 'trapped'],
  ),
  'Incident.reporterPhone': cells('incident', 'reporter_phone'),
  'RescueTeam.contactName': cells('rescueTeam', 'contact_name'),
  'RescueTeam.contactPhone': cells('rescueTeam', 'contact_phone'),
  'RescueTeam.commsChannels': cells('rescueTeam', 'comms_channels'),
  'Warehouse.managerName': cells('warehouse', 'manager_name'),
  'Warehouse.managerPhone': cells('warehouse', 'manager_phone'),
  'Shelter.managerName': cells('shelter', 'manager_name'),
  'Shelter.managerPhone': cells('shelter', 'manager_phone'),
  'WarningCallout.personName': cells('warningCallout', 'person_name'),
  'WarningCallout.personPhone': cells('warningCallout', 'person_phone'),
  'IncidentReport.content': cells('incidentReport', 'content'),
  'IncidentReport.casualties': cells(
    'incidentReport',
    ...['dead', 'missing', 'seriously_injured', 'slightly_injured', 'trapped'],
  ),
  'Incident.reliefNeeds': cells('reliefNeed'),
  'Incident.reliefGap': cells('reliefNeed'),
  'ReliefNeedConnection.nodes': cells('reliefNeed'),
  'ReliefNeedEdge.node': cells('reliefNeed'),
  'UpsertReliefNeedPayload.reliefNeed': cells('reliefNeed'),
  'VillagePlanSet.responsibleName': cells('villagePlanSet', 'responsible_name'),
  'ResponseCard.contactPhone': cells('responseCard', 'contact_phone'),
  'DutyRoster.personName': cells('dutyRoster', 'person_name'),
  'DutyRoster.personPhone': cells('dutyRoster', 'person_phone'),
  'Query.disasterInformant': cells('disasterInformant'),
  'Query.disasterInformants': cells('disasterInformant'),
  'AdminDivision.informant': cells('disasterInformant'),
  'DisasterInformant.name': cells('disasterInformant', 'name'),
  'DisasterInformant.phone': cells('disasterInformant', 'phone'),
  'DisasterInformantConnection.nodes': cells('disasterInformant'),
  'DisasterInformantEdge.node': cells('disasterInformant'),
  'UpsertDisasterInformantPayload.disasterInformant': cells('disasterInformant'),
  'Expert.name': cells('expert', 'name'),
  'Expert.phone': cells('expert', 'phone'),
  'Query.sharingApplication': cells('sharingApplication'),
  'Query.sharingApplications': cells('sharingApplication'),
  'Query.sharingGrant': cells('sharingGrant'),
  'Query.sharingGrants': cells('sharingGrant'),
  'Query.verificationCase': cells('verificationCase'),
  'Query.verificationCases': cells('verificationCase'),
  'Query.sharingDispute': cells('sharingDispute'),
  'Query.sharingDisputes': cells('sharingDispute'),
  'Query.sharingUsages': cells('sharingUsage'),
  'Query.sharingUseReports': cells('sharingUseReport'),
  'Query.revocations': cells('revocation'),
  'SharingApplication.grant': cells('sharingGrant'),
  'SharingApplicationConnection.nodes': cells('sharingApplication'),
  'SharingApplicationEdge.node': cells('sharingApplication'),
  'SharingGrant.application': cells('sharingApplication'),
  'SharingGrant.usageRecords': cells('sharingUsage'),
  'SharingGrant.useReports': cells('sharingUseReport'),
  'SharingGrantConnection.nodes': cells('sharingGrant'),
  'SharingGrantEdge.node': cells('sharingGrant'),
  'VerificationCase.grant': cells('sharingGrant'),
  'VerificationCaseConnection.nodes': cells('verificationCase'),
  'VerificationCaseEdge.node': cells('verificationCase'),
  'SharingDispute.application': cells('sharingApplication'),
  'SharingDispute.grant': cells('sharingGrant'),
  'SharingDisputeConnection.nodes': cells('sharingDispute'),
  'SharingDisputeEdge.node': cells('sharingDispute'),
  'SharingUsage.grant': cells('sharingGrant'),
  'UseOfVanishedItems.grant': cells('sharingGrant'),
  'SharingUsageConnection.nodes': cells('sharingUsage'),
  'SharingUsageEdge.node': cells('sharingUsage'),
  'SharingUseReport.grant': cells('sharingGrant'),
  'SharingUseReportConnection.nodes': cells('sharingUseReport'),
  'SharingUseReportEdge.node': cells('sharingUseReport'),
  'RevocationConnection.nodes': cells('revocation'),
  'RevocationEdge.node': cells('revocation'),
  'ApplyForSharingPayload.application': cells('sharingApplication'),
  'SharingApplicationPayload.application': cells('sharingApplication'),
  'SharingApplicationPayload.grant': cells('sharingGrant'),
  'SharingGrantPayload.grant': cells('sharingGrant'),
  'VerificationCasePayload.verificationCase': cells('verificationCase'),
  'SharingDisputePayload.dispute': cells('sharingDispute'),
  'SharingUseReportPayload.useReport': cells('sharingUseReport'),
  'RevocationPayload.revocation': cells('revocation'),
  'Query.emergencyAccesses': cells('emergencyAccess'),
  'EmergencyAccessConnection.nodes': cells('emergencyAccess'),
  'EmergencyAccessEdge.node': cells('emergencyAccess'),
  'Query.emergencyDisposals': cells('emergencyDisposal'),
  'EmergencyDisposalConnection.nodes': cells('emergencyDisposal'),
  'EmergencyDisposalEdge.node': cells('emergencyDisposal'),
  'EmergencyDisposalPayload.emergencyDisposal': cells('emergencyDisposal'),
};

/** Who owns a row with canaries, and where it stands. */
export interface PlantedRow {
  readonly owner: string;
  readonly path: readonly string[];
  /** Of a row that lies between departments: which, and its provider; null of any other. */
  readonly parties: readonly string[] | null;
  readonly provider: string | null;
  /** Lines that see the row in their area. */
  readonly lines: readonly string[];
}

/** A canary found in a text. `row` is null for a word, which does not say where it comes from. */
export interface Canary {
  readonly table: ProtectedTable;
  readonly column: string;
  readonly row: number | null;
}

const tables: readonly ProtectedTable[] = Object.values(protectedTables);
const firstNumber = 700_000_000;
const perTable = 1_000_000;
const perColumn = 100_000;

function expression({ label, columns }: ProtectedTable, column: string): string {
  const text = `'canary:${label}:' || n || ':${column}:'`;
  switch (columns[column]) {
    case 'NUMBER': {
      const base =
        firstNumber +
        tables.findIndex((one) => one.label === label) * perTable +
        Object.keys(columns).indexOf(column) * perColumn;
      return `${base} + n`;
    }
    case 'CHANNELS':
      return `jsonb_build_array(jsonb_build_object('type', 'RADIO_370_MHZ', 'callSign', ${text}, 'frequencyBand', ${text}))`;
    case 'CONTACTS':
      return `jsonb_build_array(jsonb_build_object('name', ${text}, 'role', '联系人', 'phone', ${text}))`;
    case 'WATCH_LISTS':
      return `jsonb_build_array(jsonb_build_object('list', 'KEY', 'since', null, 'reason', ${text}))`;
    case 'WORD':
      return `'${canaryWord}'`;
    default:
      return text;
  }
}

/**
 * Writes canaries into every protected cell of every row, as the superuser, whom no policy binds.
 * @returns owner and place of the rows of each table, by table and row number.
 */
export async function plant(
  urlOf: (database: string) => Promise<string>,
): Promise<ReadonlyMap<string, readonly PlantedRow[]>> {
  const planted = new Map<string, readonly PlantedRow[]>();
  for (const one of tables) {
    const sets = Object.keys(one.columns).map((column) => `${column} = ${expression(one, column)}`);
    const numbered = `(select id, row_number() over (order by id) - 1 as n from ${one.table}) as numbered`;
    const parties = one.between ? `array[${one.between.departments.join(', ')}]::text[]` : 'null::text[]';
    await withPlainClient(await urlOf(one.database), async (client) => {
      // Records between departments are held by triggers against everybody, the superuser included.
      if (one.between) await client.query('set session_replication_role = replica');
      const { rows } = await client.query<PlantedRow & { n: number }>(
        `update ${one.table} as cell set ${sets.join(', ')} from ${numbered} where numbered.id = cell.id
         returning n::int, owner_department as owner, division_path as path, ${parties} as parties,
           ${one.between?.provider ?? 'null'} as provider,
           coalesce(${one.between?.lines ?? 'null'}, '{}'::text[]) as lines`,
      );
      planted.set(
        one.label,
        rows.sort((left, right) => left.n - right.n),
      );
    });
  }
  return planted;
}

function fromNumber(value: number): Canary | null {
  const rest = value - firstNumber;
  const one = tables[Math.floor(rest / perTable)];
  const column = one && Object.keys(one.columns)[Math.floor((rest % perTable) / perColumn)];
  return one && column ? { table: one, column, row: rest % perColumn } : null;
}

/** Every canary in a text: an answer as it came over the wire, a header, a line of a log. */
export function canariesIn(text: string): Canary[] {
  const texts = [...text.matchAll(/canary:(\w+):(\d+):(\w+):/g)].flatMap(
    ([, name, row, column = '']): Canary[] => {
      const one = tables.find((candidate) => candidate.label === name);
      return one ? [{ table: one, column, row: Number(row) }] : [];
    },
  );
  // A part of a UUID has 4, 8 or 12 digits, a division code 6, 9 or 12, but none of these begins with 7.
  const numbers = [...text.matchAll(/(?<![\w-])7\d{8}(?![\w-])/g)].flatMap(
    ([digits]) => fromNumber(Number(digits)) ?? [],
  );
  const words = text.includes(canaryWord)
    ? [{ table: protectedTables.fireVehicle as ProtectedTable, column: 'status', row: null }]
    : [];
  return [...texts, ...numbers, ...words];
}
