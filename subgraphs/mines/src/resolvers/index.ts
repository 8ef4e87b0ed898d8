import { AdminDivision } from './AdminDivision.js';
import { CoalMine } from './CoalMine.js';
import { CoalMineStatistics } from './CoalMineStatistics.js';
import { CoalRiskAlert } from './CoalRiskAlert.js';
import { Enterprise } from './Enterprise.js';
import { ExplosivesStore } from './ExplosivesStore.js';
import { GasAssessment } from './GasAssessment.js';
import { HiddenHazardSurvey } from './HiddenHazardSurvey.js';
import { IntelligentMining } from './IntelligentMining.js';
import { MineAutomation } from './MineAutomation.js';
import { MineCapacityLinkage } from './MineCapacityLinkage.js';
import { MineContractor } from './MineContractor.js';
import { MineHiddenDanger } from './MineHiddenDanger.js';
import { MineIllegalActivity } from './MineIllegalActivity.js';
import { MineInspection } from './MineInspection.js';
import { MineLeaderResponsibility } from './MineLeaderResponsibility.js';
import { MineLicence } from './MineLicence.js';
import { MineMonitoringPoint } from './MineMonitoringPoint.js';
import { MinePenalty } from './MinePenalty.js';
import { MineQuarterlyReport } from './MineQuarterlyReport.js';
import { MineStandardization } from './MineStandardization.js';
import { MineStandardizationEvent } from './MineStandardizationEvent.js';
import { MineSupplyTask } from './MineSupplyTask.js';
import { MineVideo } from './MineVideo.js';
import { MineViolations } from './MineViolations.js';
import { Mutation } from './Mutation.js';
import { NonCoalMine } from './NonCoalMine.js';
import { PondClosure } from './PondClosure.js';
import { Query } from './Query.js';
import { ResidentSupervisor } from './ResidentSupervisor.js';
import { StartConfirmation } from './StartConfirmation.js';
import { TailingsPond } from './TailingsPond.js';
import { TailingsPondStatistics } from './TailingsPondStatistics.js';

/** One GraphQL type a file. */
export const resolvers = {
  Query,
  Mutation,
  AdminDivision,
  CoalMine,
  CoalMineStatistics,
  CoalRiskAlert,
  Enterprise,
  ExplosivesStore,
  GasAssessment,
  HiddenHazardSurvey,
  IntelligentMining,
  MineAutomation,
  MineCapacityLinkage,
  MineContractor,
  MineHiddenDanger,
  MineIllegalActivity,
  MineInspection,
  MineLeaderResponsibility,
  MineLicence,
  MineMonitoringPoint,
  MinePenalty,
  MineQuarterlyReport,
  MineStandardization,
  MineStandardizationEvent,
  MineSupplyTask,
  MineVideo,
  MineViolations,
  NonCoalMine,
  PondClosure,
  ResidentSupervisor,
  StartConfirmation,
  TailingsPond,
  TailingsPondStatistics,
};
