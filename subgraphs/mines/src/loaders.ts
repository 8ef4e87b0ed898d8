import {
  byKey,
  decideEnterprise,
  type DecisionInput,
  historyLoader,
  type LoaderScope,
  type NewRow,
  type SubgraphContext,
  upsertByNaturalKey,
} from '@huitong/kit';
import { CoalMine } from './entities/coalMine.js';
import { CoalRiskAlert } from './entities/coalRiskAlert.js';
import { GasAssessment } from './entities/gasAssessment.js';
import { HiddenHazardSurvey } from './entities/hiddenHazardSurvey.js';
import { MineContractor } from './entities/mineContractor.js';
import { MineHiddenDanger } from './entities/mineHiddenDanger.js';
import { MineIllegalActivity } from './entities/mineIllegalActivity.js';
import { MineInspection } from './entities/mineInspection.js';
import { MineLeaderResponsibility } from './entities/mineLeaderResponsibility.js';
import { MineLicence } from './entities/mineLicence.js';
import { MineMonitoringPoint } from './entities/mineMonitoringPoint.js';
import { MinePenalty } from './entities/minePenalty.js';
import { MineQuarterlyReport } from './entities/mineQuarterlyReport.js';
import { MineStandardizationEvent } from './entities/mineStandardizationEvent.js';
import { NonCoalMine } from './entities/nonCoalMine.js';
import { ResidentSupervisor } from './entities/residentSupervisor.js';
import { StartConfirmation } from './entities/startConfirmation.js';
import { TailingsPond } from './entities/tailingsPond.js';
import { TailingsPondEvent } from './entities/tailingsPondEvent.js';

/** Every read by key; made anew for each request. */
export const createLoaders = (scope: LoaderScope) => ({
  coalMineById: byKey(scope, CoalMine, 'id'),
  nonCoalMineById: byKey(scope, NonCoalMine, 'id'),
  tailingsPondById: byKey(scope, TailingsPond, 'id'),
  tailingsPondHistory: historyLoader(scope, TailingsPondEvent),
  mineHiddenDangerById: byKey(scope, MineHiddenDanger, 'id'),
  mineLicenceById: byKey(scope, MineLicence, 'id'),
  gasAssessmentById: byKey(scope, GasAssessment, 'id'),
  standardizationEventById: byKey(scope, MineStandardizationEvent, 'id'),
  residentSupervisorById: byKey(scope, ResidentSupervisor, 'id'),
  coalRiskAlertById: byKey(scope, CoalRiskAlert, 'id'),
  hiddenHazardSurveyById: byKey(scope, HiddenHazardSurvey, 'id'),
  startConfirmationById: byKey(scope, StartConfirmation, 'id'),
  illegalActivityById: byKey(scope, MineIllegalActivity, 'id'),
  leaderResponsibilityById: byKey(scope, MineLeaderResponsibility, 'id'),
  inspectionById: byKey(scope, MineInspection, 'id'),
  monitoringPointById: byKey(scope, MineMonitoringPoint, 'id'),
  contractorById: byKey(scope, MineContractor, 'id'),
  penaltyById: byKey(scope, MinePenalty, 'id'),
  quarterlyReportById: byKey(scope, MineQuarterlyReport, 'id'),
});

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;

/** Writes one row of the caller's own department; resolvers reach entities through here. */
export const writeCoalMine = (scope: LoaderScope, row: NewRow<CoalMine>) =>
  upsertByNaturalKey(scope, CoalMine, row);
export const writeNonCoalMine = (scope: LoaderScope, row: NewRow<NonCoalMine>) =>
  upsertByNaturalKey(scope, NonCoalMine, row);
export const writeTailingsPond = (scope: LoaderScope, row: NewRow<TailingsPond>) =>
  upsertByNaturalKey(scope, TailingsPond, row);
export const writeMineLicence = (scope: LoaderScope, row: NewRow<MineLicence>) =>
  upsertByNaturalKey(scope, MineLicence, row);
export const writeCoalRiskAlert = (scope: LoaderScope, row: NewRow<CoalRiskAlert>) =>
  upsertByNaturalKey(scope, CoalRiskAlert, row);
export const writeGasAssessment = (scope: LoaderScope, row: NewRow<GasAssessment>) =>
  upsertByNaturalKey(scope, GasAssessment, row);
export const writeStandardizationEvent = (scope: LoaderScope, row: NewRow<MineStandardizationEvent>) =>
  upsertByNaturalKey(scope, MineStandardizationEvent, row);

/** Records a decision on the enterprise of one coal mine; see kit's decideEnterprise for outcome and refusals. */
export async function decideCoalMineEnterprise(scope: LoaderScope, input: DecisionInput) {
  const { row, recorded } = await decideEnterprise(scope, CoalMine, input);
  return { coalMine: row, recorded };
}

/** Records a decision on the enterprise of one tailings pond; see kit's decideEnterprise for outcome and refusals. */
export async function decideTailingsPondEnterprise(scope: LoaderScope, input: DecisionInput) {
  const { row, recorded } = await decideEnterprise(scope, TailingsPond, input);
  return { tailingsPond: row, recorded };
}
