import { AdminDivision } from './AdminDivision.js';
import { CoalMine } from './CoalMine.js';
import { Consultation } from './Consultation.js';
import { DemonstrationCommunity } from './DemonstrationCommunity.js';
import { DisasterAssessment } from './DisasterAssessment.js';
import { DisasterInformant } from './DisasterInformant.js';
import { DivisionCoverage } from './DivisionCoverage.js';
import { Drill } from './Drill.js';
import { DutyRoster } from './DutyRoster.js';
import { EmergencyPlan } from './EmergencyPlan.js';
import { Enterprise } from './Enterprise.js';
import { Equipment } from './Equipment.js';
import { EquipmentSet } from './EquipmentSet.js';
import { Evacuation } from './Evacuation.js';
import { EwTerminal } from './EwTerminal.js';
import { Expert } from './Expert.js';
import { FireAccessRoute } from './FireAccessRoute.js';
import { Incident } from './Incident.js';
import { IncidentReport } from './IncidentReport.js';
import { LandingSite } from './LandingSite.js';
import { MajorHazard } from './MajorHazard.js';
import { MonitoringSite } from './MonitoringSite.js';
import { Mutation } from './Mutation.js';
import { PlanCompleteness } from './PlanCompleteness.js';
import { Query } from './Query.js';
import { ReliefNeed } from './ReliefNeed.js';
import { RescueAgreement } from './RescueAgreement.js';
import { RescueBase } from './RescueBase.js';
import { RescueTeam } from './RescueTeam.js';
import { ReserveAgreement } from './ReserveAgreement.js';
import { ReservePlan } from './ReservePlan.js';
import { ResponseActivation } from './ResponseActivation.js';
import { ResponseCard } from './ResponseCard.js';
import { Shelter } from './Shelter.js';
import { StockItem } from './StockItem.js';
import { TailingsPond } from './TailingsPond.js';
import { TeamCensus } from './TeamCensus.js';
import { UnannouncedClaim } from './UnannouncedClaim.js';
import { VillagePlanSet } from './VillagePlanSet.js';
import { Warehouse } from './Warehouse.js';
import { Warning } from './Warning.js';
import { WarningCallout } from './WarningCallout.js';

/** One GraphQL type a file. */
export const resolvers = {
  AdminDivision,
  CoalMine,
  Consultation,
  DemonstrationCommunity,
  DisasterAssessment,
  DisasterInformant,
  DivisionCoverage,
  Drill,
  DutyRoster,
  EmergencyPlan,
  Enterprise,
  Equipment,
  EquipmentSet,
  Evacuation,
  EwTerminal,
  Expert,
  FireAccessRoute,
  Incident,
  IncidentReport,
  LandingSite,
  MajorHazard,
  MonitoringSite,
  Mutation,
  PlanCompleteness,
  Query,
  ReliefNeed,
  RescueAgreement,
  RescueBase,
  RescueTeam,
  ReserveAgreement,
  ReservePlan,
  ResponseActivation,
  ResponseCard,
  Shelter,
  StockItem,
  TailingsPond,
  TeamCensus,
  UnannouncedClaim,
  VillagePlanSet,
  Warehouse,
  Warning,
  WarningCallout,
};
