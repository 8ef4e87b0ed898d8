import {
  addHours,
  type DemoDanger,
  demoDecisions,
  demoHiddenDanger,
  EnterpriseMatch,
  Random,
  type SampleData,
  sampleSize,
} from '@huitong/kit';
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
import { MinePenalty } from '../src/entities/minePenalty.js';
import { MineQuarterlyReport } from '../src/entities/mineQuarterlyReport.js';
import { MineStandardizationEvent } from '../src/entities/mineStandardizationEvent.js';
import { NonCoalMine } from '../src/entities/nonCoalMine.js';
import { ResidentSupervisor } from '../src/entities/residentSupervisor.js';
import { StartConfirmation } from '../src/entities/startConfirmation.js';
import { TailingsPond } from '../src/entities/tailingsPond.js';
import { TailingsPondEvent } from '../src/entities/tailingsPondEvent.js';
import { coalMines } from './coalMines.js';
import { contractors, nonCoalMines } from './nonCoalMines.js';
import * as records from './records.js';
import { tailingsPondEvents, tailingsPonds } from './tailingsPonds.js';

const findings = [
  '采煤工作面瓦斯传感器未按期标校',
  '主排水泵备用泵未试运行',
  '皮带机头防灭火器材不足',
  '探放水设计未审批',
];

const otherFindings = [
  '边坡浮石未及时清理',
  '采空区未按设计充填',
  '排洪系统淤堵',
  '干滩长度不足',
  '监测设备离线',
];

const objectTypes = {
  coalMineId: 'COAL_MINE',
  nonCoalMineId: 'NON_COAL_MINE',
  tailingsPondId: 'TAILINGS_POND',
} as const;

/** Situations that the invented findings are. */
const situations = ['MONITORING_NOT_WORKING', 'WATER_HAZARD_UNTREATED', 'OTHER'] as const;

/** Of a sequence of its own, so that more mines or ponds change no danger's history. */
function* hiddenDangers(
  objects: readonly records.Subject[],
  of: { seed: number; first: number; count: number; descriptions: readonly string[] },
): Generator<DemoDanger> {
  const random = new Random(of.seed);
  for (let index = of.first; index < of.first + of.count; index += 1) {
    const { property, row } = random.pick(objects);
    const { descriptions } = of;
    const demo = demoHiddenDanger(random, {
      type: 'MineHiddenDanger',
      objectType: objectTypes[property],
      object: row,
      index,
      descriptions,
      suspended: property === 'coalMineId' && index % 5 === 2,
    });
    const situated = property === 'coalMineId' && demo.danger.level === 'MAJOR';
    const situation = situated ? (situations[index % situations.length] ?? null) : null;
    const { productionSuspendedAt = null, reviewedAt = null } = demo.danger;
    // Every second resumption is announced, two days after the review; the others wait.
    const announced = property === 'coalMineId' && productionSuspendedAt && reviewedAt && index % 2 === 0;
    const resumptionAnnouncedAt = announced ? addHours(reviewedAt, 48) : null;
    yield { ...demo, danger: { ...demo.danger, situation, resumptionAnnouncedAt } as DemoDanger['danger'] };
  }
}

/**
 * 105 coal mines, 42 non-coal mines and 32 tailings ponds in 晋城 and in 交城 of 吕梁, with their records and 210 hidden
 * dangers; all invented.
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
  const ofCoal = size.count(150, 90);
  const isCoal = ({ property }: records.Subject) => property === 'coalMineId';
  const dangers = [
    ...hiddenDangers(subjects.filter(isCoal), {
      seed: 20_260_561,
      first: 0,
      count: ofCoal,
      descriptions: findings,
    }),
    ...hiddenDangers(
      subjects.filter((one) => !isCoal(one)),
      { seed: 20_260_562, first: ofCoal, count: size.count(60, 30), descriptions: otherFindings },
    ),
  ];
  return [
    { entity: CoalMine, rows: coal },
    // History first: a pond that finds none would begin one of its own.
    { entity: TailingsPondEvent, rows: tailingsPondEvents(ponds) },
    { entity: TailingsPond, rows: ponds },
    {
      entity: EnterpriseMatch,
      rows: [...demoDecisions('CoalMine', coal), ...demoDecisions('TailingsPond', ponds)],
    },
    // As with the ponds: history first.
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
    { entity: MinePenalty, rows: records.penalties(subjects) },
    { entity: MineQuarterlyReport, rows: records.quarterlyReports(coal) },
  ];
};
