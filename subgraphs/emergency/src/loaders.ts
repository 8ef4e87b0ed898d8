import { byKey, type LoaderScope, type SubgraphContext } from '@huitong/kit';
import { childrenOf } from './children.js';
import { informantOfDivision } from './divisionReads.js';
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

/** Every read by key; made anew for each request. */
export const createLoaders = (scope: LoaderScope) => ({
  incidentById: byKey(scope, Incident, 'id'),
  rescueTeamById: byKey(scope, RescueTeam, 'id'),
  warehouseById: byKey(scope, Warehouse, 'id'),
  stockItemById: byKey(scope, StockItem, 'id'),
  shelterById: byKey(scope, Shelter, 'id'),
  rescueBaseById: byKey(scope, RescueBase, 'id'),
  equipmentById: byKey(scope, Equipment, 'id'),
  equipmentSetById: byKey(scope, EquipmentSet, 'id'),
  teamCensusById: byKey(scope, TeamCensus, 'id'),
  reservePlanById: byKey(scope, ReservePlan, 'id'),
  warningById: byKey(scope, Warning, 'id'),
  warningCalloutById: byKey(scope, WarningCallout, 'id'),
  responseActivationById: byKey(scope, ResponseActivation, 'id'),
  incidentReportById: byKey(scope, IncidentReport, 'id'),
  reliefNeedById: byKey(scope, ReliefNeed, 'id'),
  evacuationById: byKey(scope, Evacuation, 'id'),
  consultationById: byKey(scope, Consultation, 'id'),
  disasterAssessmentById: byKey(scope, DisasterAssessment, 'id'),
  emergencyPlanById: byKey(scope, EmergencyPlan, 'id'),
  villagePlanSetById: byKey(scope, VillagePlanSet, 'id'),
  drillById: byKey(scope, Drill, 'id'),
  responseCardById: byKey(scope, ResponseCard, 'id'),
  dutyRosterById: byKey(scope, DutyRoster, 'id'),
  disasterInformantById: byKey(scope, DisasterInformant, 'id'),
  expertById: byKey(scope, Expert, 'id'),
  demonstrationCommunityById: byKey(scope, DemonstrationCommunity, 'id'),
  landingSiteById: byKey(scope, LandingSite, 'id'),
  fireAccessRouteById: byKey(scope, FireAccessRoute, 'id'),
  ewTerminalById: byKey(scope, EwTerminal, 'id'),
  monitoringSiteById: byKey(scope, MonitoringSite, 'id'),
  planSetOfVillage: byKey(scope, VillagePlanSet, 'divisionCode'),
  informantOfDivision: informantOfDivision(scope),
  censusesOfTeam: childrenOf(scope, {
    entity: TeamCensus,
    parent: 'teamId',
    order: 'year',
    latestFirst: true,
  }),
  responsesOfIncident: childrenOf(scope, {
    entity: ResponseActivation,
    parent: 'incidentId',
    order: 'activatedAt',
  }),
  responsesOfWarning: childrenOf(scope, {
    entity: ResponseActivation,
    parent: 'warningId',
    order: 'activatedAt',
  }),
  reportsOfIncident: childrenOf(scope, { entity: IncidentReport, parent: 'incidentId', order: 'reportedAt' }),
  consultationsOfIncident: childrenOf(scope, { entity: Consultation, parent: 'incidentId', order: 'heldAt' }),
  assessmentsOfIncident: childrenOf(scope, {
    entity: DisasterAssessment,
    parent: 'incidentId',
    order: 'assessedAt',
  }),
  cardsOfPlan: childrenOf(scope, { entity: ResponseCard, parent: 'planId', order: 'post' }),
});

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;
