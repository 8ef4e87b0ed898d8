import { refusal } from '@huitong/contract';
import { type Dataset, textWithin, within } from '@huitong/kit';
import { demonstrationCommunities } from './datasets/demonstrationCommunities.js';
import { disasterInformants } from './datasets/disasterInformants.js';
import { drills } from './datasets/drills.js';
import { emergencyPlans } from './datasets/emergencyPlans.js';
import { equipment } from './datasets/equipment.js';
import { ewTerminals } from './datasets/ewTerminals.js';
import { experts } from './datasets/experts.js';
import { fireAccessRoutes } from './datasets/fireAccessRoutes.js';
import { incidents } from './datasets/incidents.js';
import { landingSites } from './datasets/landingSites.js';
import { monitoringSites } from './datasets/monitoringSites.js';
import { rescueBases } from './datasets/rescueBases.js';
import { rescueTeams } from './datasets/rescueTeams.js';
import { reservePlans } from './datasets/reservePlans.js';
import { shelters } from './datasets/shelters.js';
import { stockItems } from './datasets/stockItems.js';
import { teamCensuses } from './datasets/teamCensuses.js';
import { villagePlanSets } from './datasets/villagePlanSets.js';
import { warehouses } from './datasets/warehouses.js';
import { Consultation } from './entities/consultation.js';
import { DemonstrationCommunity } from './entities/demonstrationCommunity.js';
import { DisasterAssessment } from './entities/disasterAssessment.js';
import { DisasterInformant } from './entities/disasterInformant.js';
import { Drill } from './entities/drill.js';
import { DutyRoster } from './entities/dutyRoster.js';
import { EmergencyPlan } from './entities/emergencyPlan.js';
import { Equipment } from './entities/equipment.js';
import { EquipmentSet } from './entities/equipmentSet.js';
import { Evacuation } from './entities/evacuation.js';
import { EwTerminal } from './entities/ewTerminal.js';
import { Expert } from './entities/expert.js';
import { FireAccessRoute } from './entities/fireAccessRoute.js';
import { Incident } from './entities/incident.js';
import { IncidentReport } from './entities/incidentReport.js';
import { LandingSite } from './entities/landingSite.js';
import { MonitoringSite } from './entities/monitoringSite.js';
import { ReliefNeed } from './entities/reliefNeed.js';
import { RescueBase } from './entities/rescueBase.js';
import { RescueTeam } from './entities/rescueTeam.js';
import { ReservePlan } from './entities/reservePlan.js';
import { ResponseActivation } from './entities/responseActivation.js';
import { ResponseCard } from './entities/responseCard.js';
import { Shelter } from './entities/shelter.js';
import { StockItem } from './entities/stockItem.js';
import { TeamCensus } from './entities/teamCensus.js';
import { VillagePlanSet } from './entities/villagePlanSet.js';
import { Warehouse } from './entities/warehouse.js';
import { Warning } from './entities/warning.js';
import { WarningCallout } from './entities/warningCallout.js';
import type {
  UpsertConsultationInput,
  UpsertDemonstrationCommunityInput,
  UpsertDisasterAssessmentInput,
  UpsertDisasterInformantInput,
  UpsertDrillInput,
  UpsertDutyRosterInput,
  UpsertEmergencyPlanInput,
  UpsertEquipmentInput,
  UpsertEquipmentSetInput,
  UpsertEvacuationInput,
  UpsertEwTerminalInput,
  UpsertExpertInput,
  UpsertFireAccessRouteInput,
  UpsertIncidentInput,
  UpsertIncidentReportInput,
  UpsertLandingSiteInput,
  UpsertMonitoringSiteInput,
  UpsertReliefNeedInput,
  UpsertRescueBaseInput,
  UpsertRescueTeamInput,
  UpsertReservePlanInput,
  UpsertResponseActivationInput,
  UpsertResponseCardInput,
  UpsertShelterInput,
  UpsertStockItemInput,
  UpsertTeamCensusInput,
  UpsertVillagePlanSetInput,
  UpsertWarehouseInput,
  UpsertWarningInput,
  UpsertWarningCalloutInput,
} from './generated/resolvers.js';
import * as bounds from './inputColumns.js';
import { checkTeam, teamLists } from './teamInput.js';
import { inOrder, listWithin, writer } from './writing.js';

const incident = { incidentId: 'incidentById' } as const;
const warning = { warningId: 'warningById' } as const;

/** Bounds and rules of a dataset. */
const boundsOf = ({ columns, check }: Dataset) => ({ columns, ...(check && { rowCheck: check }) });

function bad(at: string, message: string): never {
  throw refusal('BAD_INPUT', { at: `input.${at}`, message });
}
const texts = (list: readonly string[] | null | undefined, at: string, most: number) =>
  listWithin(list, { at, most }, (text, place) => textWithin(text, { at: place, most: 500 }));

export const writeRescueTeam = writer<RescueTeam, UpsertRescueTeamInput>({
  entity: RescueTeam,
  ...boundsOf(rescueTeams),
  parents: { baseId: 'rescueBaseById' },
  check: checkTeam,
  values: teamLists,
});

export const writeWarehouse = writer<Warehouse, UpsertWarehouseInput>({
  entity: Warehouse,
  ...boundsOf(warehouses),
});

export const writeStockItem = writer<StockItem, UpsertStockItemInput>({
  entity: StockItem,
  ...boundsOf(stockItems),
  parents: { warehouseId: 'warehouseById' },
  divisionCode: async ({ caller, loaders }, { warehouseId }) => {
    const warehouse = await loaders.warehouseById.load(warehouseId);
    if (warehouse?.ownerDepartment === caller.department) return warehouse.divisionCode;
    return bad('warehouseId', 'Goods are written into a warehouse of the own department.');
  },
});

export const writeShelter = writer<Shelter, UpsertShelterInput>({
  entity: Shelter,
  ...boundsOf(shelters),
});

export const writeRescueBase = writer<RescueBase, UpsertRescueBaseInput>({
  entity: RescueBase,
  ...boundsOf(rescueBases),
});

export const writeEquipment = writer<Equipment, UpsertEquipmentInput>({
  entity: Equipment,
  ...boundsOf(equipment),
  parents: { teamId: 'rescueTeamById', warehouseId: 'warehouseById' },
});

export const writeEquipmentSet = writer<EquipmentSet, UpsertEquipmentSetInput>({
  entity: EquipmentSet,
  columns: bounds.equipmentSetColumns,
  check: ({ items }) =>
    listWithin(items, { at: 'input.items', most: 200 }, ({ name, required, actual }, at) => {
      textWithin(name, { at: `${at}.name`, most: 100 });
      within(required, { at: `${at}.required`, least: 0, most: 1_000_000 });
      within(actual, { at: `${at}.actual`, least: 0, most: 1_000_000 });
    }),
});

export const writeTeamCensus = writer<TeamCensus, UpsertTeamCensusInput>({
  entity: TeamCensus,
  ...boundsOf(teamCensuses),
  parents: { teamId: 'rescueTeamById' },
});

export const writeReservePlan = writer<ReservePlan, UpsertReservePlanInput>({
  entity: ReservePlan,
  ...boundsOf(reservePlans),
});

export const writeIncident = writer<Incident, UpsertIncidentInput>({
  entity: Incident,
  ...boundsOf(incidents),
  check: (input) => {
    listWithin(input.affectedDivisions, { at: 'input.affectedDivisions', most: 200 });
  },
});

export const writeWarning = writer<Warning, UpsertWarningInput>({
  entity: Warning,
  columns: bounds.warningColumns,
  parents: { supersedesId: 'warningById' },
  check: (input) => {
    inOrder(input, 'startsAt', 'expiresAt', { order: 'after' });
    inOrder(input, 'publishedAt', 'liftedAt');
    listWithin(input.affectedDivisions, { at: 'input.affectedDivisions', most: 200 });
  },
});

export const writeWarningCallout = writer<WarningCallout, UpsertWarningCalloutInput>({
  entity: WarningCallout,
  columns: bounds.warningCalloutColumns,
  parents: warning,
  check: (input) => {
    inOrder(input, 'calledAt', 'acknowledgedAt');
    inOrder(input, 'calledAt', 'feedbackAt');
  },
});

export const writeResponseActivation = writer<ResponseActivation, UpsertResponseActivationInput>({
  entity: ResponseActivation,
  columns: bounds.responseActivationColumns,
  parents: { ...incident, ...warning },
  check: (input) => {
    if (!input.incidentId && !input.warningId)
      bad('incidentId', 'A response is one to an incident or to a warning: name at least one of them.');
    inOrder(input, 'activatedAt', 'expectedUntil', { order: 'after' });
    inOrder(input, 'activatedAt', 'endedAt');
  },
});

export const writeIncidentReport = writer<IncidentReport, UpsertIncidentReportInput>({
  entity: IncidentReport,
  columns: bounds.incidentReportColumns,
  parents: incident,
});

export const writeReliefNeed = writer<ReliefNeed, UpsertReliefNeedInput>({
  entity: ReliefNeed,
  columns: bounds.reliefNeedColumns,
  parents: incident,
});

export const writeEvacuation = writer<Evacuation, UpsertEvacuationInput>({
  entity: Evacuation,
  columns: bounds.evacuationColumns,
  parents: { ...incident, ...warning, shelterId: 'shelterById' },
  check: (input) => {
    if (!input.incidentId && !input.warningId)
      bad('incidentId', 'People are moved because of an incident or a warning: name at least one of them.');
    inOrder(input, 'startedAt', 'completedAt');
    inOrder(input, 'startedAt', 'returnedAt');
  },
});

export const writeConsultation = writer<Consultation, UpsertConsultationInput>({
  entity: Consultation,
  columns: bounds.consultationColumns,
  parents: incident,
  check: ({ attendees, actions }) => {
    listWithin(attendees, { at: 'input.attendees', most: 50 });
    texts(actions, 'input.actions', 50);
  },
});

export const writeDisasterAssessment = writer<DisasterAssessment, UpsertDisasterAssessmentInput>({
  entity: DisasterAssessment,
  columns: bounds.disasterAssessmentColumns,
  parents: incident,
});

export const writeEmergencyPlan = writer<EmergencyPlan, UpsertEmergencyPlanInput>({
  entity: EmergencyPlan,
  ...boundsOf(emergencyPlans),
});

export const writeVillagePlanSet = writer<VillagePlanSet, UpsertVillagePlanSetInput>({
  entity: VillagePlanSet,
  ...boundsOf(villagePlanSets),
});

export const writeDrill = writer<Drill, UpsertDrillInput>({
  entity: Drill,
  ...boundsOf(drills),
  parents: { planId: 'emergencyPlanById' },
});

export const writeResponseCard = writer<ResponseCard, UpsertResponseCardInput>({
  entity: ResponseCard,
  columns: bounds.responseCardColumns,
  parents: { planId: 'emergencyPlanById' },
  check: ({ steps }) => texts(steps, 'input.steps', 30),
});

export const writeDutyRoster = writer<DutyRoster, UpsertDutyRosterInput>({
  entity: DutyRoster,
  columns: bounds.dutyRosterColumns,
  check: (input) => inOrder(input, 'startsAt', 'endsAt', { order: 'after' }),
});

export const writeDisasterInformant = writer<DisasterInformant, UpsertDisasterInformantInput>({
  entity: DisasterInformant,
  ...boundsOf(disasterInformants),
});

export const writeExpert = writer<Expert, UpsertExpertInput>({
  entity: Expert,
  ...boundsOf(experts),
  values: ({ specialties }) => (specialties ? { specialties: [...new Set(specialties)] } : {}),
});

export const writeDemonstrationCommunity = writer<DemonstrationCommunity, UpsertDemonstrationCommunityInput>({
  entity: DemonstrationCommunity,
  ...boundsOf(demonstrationCommunities),
});

export const writeLandingSite = writer<LandingSite, UpsertLandingSiteInput>({
  entity: LandingSite,
  ...boundsOf(landingSites),
});

export const writeFireAccessRoute = writer<FireAccessRoute, UpsertFireAccessRouteInput>({
  entity: FireAccessRoute,
  ...boundsOf(fireAccessRoutes),
});

export const writeEwTerminal = writer<EwTerminal, UpsertEwTerminalInput>({
  entity: EwTerminal,
  ...boundsOf(ewTerminals),
});

export const writeMonitoringSite = writer<MonitoringSite, UpsertMonitoringSiteInput>({
  entity: MonitoringSite,
  ...boundsOf(monitoringSites),
});
