import { type DemoDanger, demoHiddenDanger, Random, type SampleData, sampleSize } from '@huitong/kit';
import { CoalMine } from '../src/entities/coalMine.js';
import { CoalRiskAlert } from '../src/entities/coalRiskAlert.js';
import { GasAssessment } from '../src/entities/gasAssessment.js';
import { HiddenHazardSurvey } from '../src/entities/hiddenHazardSurvey.js';
import { MineContractor } from '../src/entities/mineContractor.js';
import { MineHiddenDanger } from '../src/entities/mineHiddenDanger.js';
import { MineHiddenDangerEvent } from '../src/entities/mineHiddenDangerEvent.js';
import { MineIllegalActivity } from '../src/entities/mineIllegalActivity.js';
import { MineInspection } from '../src/entities/mineInspection.js';
import { MineLeaderResponsibility } from '../src/entities/mineLeaderResponsibility.js';
import { MineLicence } from '../src/entities/mineLicence.js';
import { MineMonitoringPoint } from '../src/entities/mineMonitoringPoint.js';
import { MineStandardizationEvent } from '../src/entities/mineStandardizationEvent.js';
import { NonCoalMine } from '../src/entities/nonCoalMine.js';
import { ResidentSupervisor } from '../src/entities/residentSupervisor.js';
import { StartConfirmation } from '../src/entities/startConfirmation.js';
import { TailingsPond } from '../src/entities/tailingsPond.js';
import { coalMines, type MineRow } from './coalMines.js';
import { contractors, nonCoalMines } from './nonCoalMines.js';
import * as records from './records.js';
import { tailingsPonds } from './tailingsPonds.js';

const findings = [
  '采煤工作面瓦斯传感器未按期标校',
  '主排水泵备用泵未试运行',
  '皮带机头防灭火器材不足',
  '探放水设计未审批',
];

/** Of a sequence of its own, so that more mines or ponds change no danger's history. */
function* hiddenDangers(mines: readonly MineRow[], count: number): Generator<DemoDanger> {
  const random = new Random(20_260_561);
  for (let index = 0; index < count; index += 1) {
    const object = random.pick(mines);
    yield demoHiddenDanger(random, {
      type: 'MineHiddenDanger',
      objectType: 'COAL_MINE',
      object,
      index,
      descriptions: findings,
    });
  }
}

/**
 * 105 coal mines, 42 non-coal mines and 32 tailings ponds in 晋城 and in 交城 of 吕梁, with their records and 150 hidden
 * dangers of coal mines; all invented.
 */
export const sample: SampleData = (size = sampleSize()) => {
  const coal = coalMines(size);
  const other = nonCoalMines(size);
  const ponds = tailingsPonds(size);
  const subjects: records.Subject[] = [
    ...coal.map((row) => ({ property: 'coalMineId', row }) as const),
    ...other.map((row) => ({ property: 'nonCoalMineId', row }) as const),
    ...ponds.map((row) => ({ property: 'tailingsPondId', row }) as const),
  ];
  const dangers = [...hiddenDangers(coal, size.count(150, 90))];
  return [
    { entity: CoalMine, rows: coal },
    { entity: TailingsPond, rows: ponds },
    // History first: a danger that finds none would begin one of its own.
    { entity: MineHiddenDangerEvent, rows: dangers.flatMap(({ events }) => events) },
    { entity: MineHiddenDanger, rows: dangers.map(({ danger }) => danger) },
    { entity: NonCoalMine, rows: other },
    { entity: MineContractor, rows: contractors(other) },
    { entity: MineLicence, rows: records.licences(subjects) },
    { entity: GasAssessment, rows: records.gasAssessments(coal) },
    { entity: MineStandardizationEvent, rows: records.standardizationEvents(coal) },
    { entity: ResidentSupervisor, rows: records.residentSupervisors(coal) },
    { entity: CoalRiskAlert, rows: records.riskAlerts(coal, size.count(240, 60)) },
    { entity: HiddenHazardSurvey, rows: records.surveys(coal) },
    { entity: StartConfirmation, rows: records.startConfirmations(coal) },
    { entity: MineIllegalActivity, rows: records.illegalActivities(subjects) },
    { entity: MineLeaderResponsibility, rows: records.leaderResponsibilities(subjects) },
    { entity: MineInspection, rows: records.inspections(subjects) },
    { entity: MineMonitoringPoint, rows: records.monitoringPoints(subjects) },
  ];
};
