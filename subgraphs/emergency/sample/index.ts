import { Random, type SampleData, sampleSize } from '@huitong/kit';
import { Consultation } from '../src/entities/consultation.js';
import { DemonstrationCommunity } from '../src/entities/demonstrationCommunity.js';
import { DisasterAssessment } from '../src/entities/disasterAssessment.js';
import { DisasterInformant } from '../src/entities/disasterInformant.js';
import { Drill } from '../src/entities/drill.js';
import { DutyRoster } from '../src/entities/dutyRoster.js';
import { EmergencyPlan } from '../src/entities/emergencyPlan.js';
import { Equipment } from '../src/entities/equipment.js';
import { EquipmentSet } from '../src/entities/equipmentSet.js';
import { Evacuation } from '../src/entities/evacuation.js';
import { EwTerminal } from '../src/entities/ewTerminal.js';
import { Expert } from '../src/entities/expert.js';
import { FireAccessRoute } from '../src/entities/fireAccessRoute.js';
import { Incident } from '../src/entities/incident.js';
import { IncidentReport } from '../src/entities/incidentReport.js';
import { LandingSite } from '../src/entities/landingSite.js';
import { MonitoringSite } from '../src/entities/monitoringSite.js';
import { ReliefNeed } from '../src/entities/reliefNeed.js';
import { RescueBase } from '../src/entities/rescueBase.js';
import { RescueTeam } from '../src/entities/rescueTeam.js';
import { ReservePlan } from '../src/entities/reservePlan.js';
import { ResponseActivation } from '../src/entities/responseActivation.js';
import { ResponseCard } from '../src/entities/responseCard.js';
import { Shelter } from '../src/entities/shelter.js';
import { StockItem } from '../src/entities/stockItem.js';
import { TeamCensus } from '../src/entities/teamCensus.js';
import { VillagePlanSet } from '../src/entities/villagePlanSet.js';
import { Warehouse } from '../src/entities/warehouse.js';
import { Warning } from '../src/entities/warning.js';
import { WarningCallout } from '../src/entities/warningCallout.js';
import { sampleBases, sampleCensuses, sampleEquipment, sampleReservePlans, sampleSets } from './equipment.js';
import { sampleExperts } from './experts.js';
import { sampleIncidents } from './incidents.js';
import {
  sampleCards,
  sampleCommunities,
  sampleDrills,
  sampleInformants,
  samplePlans,
  samplePlanSets,
  sampleRoster,
} from './plans.js';
import {
  sampleActivations,
  sampleAssessments,
  sampleConsultations,
  sampleEvacuations,
  sampleReliefNeeds,
  sampleReports,
} from './response.js';
import { sampleShelters } from './shelters.js';
import { sampleLandingSites, sampleMonitoring, sampleRoutes, sampleTerminals } from './sites.js';
import { sampleStock, sampleWarehouses } from './supplies.js';
import { sampleTeams } from './teams.js';
import { sampleCallouts, sampleLinkedResponses, sampleWarnings } from './warnings.js';

const seed = 20_260_504;

/**
 * What the emergency departments of 晋城 and of 交城县 (水峪贯镇 above all) would have, all invented: open and closed
 * incidents with what belongs to them, teams, bases, equipment, warehouses with 2,000 stock lines, shelters, warnings,
 * plans, drills, sites. Each kind of row has random numbers of its own: a new row here does not change the others.
 * Rows that others refer to are made once and kept; what there is most of is made row by row.
 */
export const sample: SampleData = (size = sampleSize()) => {
  const random = (table: number) => new Random(seed + table);
  const incidents = [...sampleIncidents(random(0), size)];
  const bases = sampleBases(random(5));
  const teams = [...sampleTeams(random(1), bases, size)];
  const warehouses = sampleWarehouses(random(2), size);
  const shelters = [...sampleShelters(random(4), size)];
  const warnings = sampleWarnings(random(6), size);
  const plans = samplePlans(random(7), size);
  return [
    { entity: Incident, rows: incidents },
    { entity: RescueBase, rows: bases },
    { entity: RescueTeam, rows: teams },
    { entity: Warehouse, rows: warehouses },
    { entity: StockItem, rows: sampleStock(random(3), warehouses, size) },
    { entity: Shelter, rows: shelters },
    { entity: Equipment, rows: sampleEquipment(random(8), { teams, warehouses }, size) },
    { entity: EquipmentSet, rows: sampleSets(random(9)) },
    { entity: TeamCensus, rows: sampleCensuses(random(10), teams) },
    { entity: ReservePlan, rows: sampleReservePlans(random(11)) },
    { entity: Warning, rows: warnings },
    { entity: WarningCallout, rows: sampleCallouts(random(12), warnings) },
    { entity: ResponseActivation, rows: sampleActivations(random(13), incidents) },
    { entity: ResponseActivation, rows: sampleLinkedResponses(random(14), warnings) },
    { entity: IncidentReport, rows: sampleReports(random(15), incidents) },
    { entity: ReliefNeed, rows: sampleReliefNeeds(random(16), incidents) },
    { entity: Evacuation, rows: sampleEvacuations(random(17), incidents, shelters) },
    { entity: Consultation, rows: sampleConsultations(random(18), incidents) },
    { entity: DisasterAssessment, rows: sampleAssessments(random(19), incidents) },
    { entity: EmergencyPlan, rows: plans },
    { entity: VillagePlanSet, rows: samplePlanSets(random(20)) },
    { entity: Drill, rows: sampleDrills(random(21), plans, size) },
    { entity: ResponseCard, rows: sampleCards(random(22), plans) },
    { entity: DutyRoster, rows: sampleRoster(random(23)) },
    { entity: DisasterInformant, rows: sampleInformants(random(24)) },
    { entity: DemonstrationCommunity, rows: sampleCommunities(random(25), size) },
    { entity: LandingSite, rows: sampleLandingSites(random(26), size) },
    { entity: FireAccessRoute, rows: sampleRoutes(random(27), size) },
    { entity: EwTerminal, rows: sampleTerminals(random(28), size) },
    { entity: MonitoringSite, rows: sampleMonitoring(random(29), size) },
    { entity: Expert, rows: sampleExperts(random(30), size) },
  ];
};
