import {
  demoEnterprise,
  demoPerson,
  type DemoPlace,
  inJsonbOrder,
  Random,
  type SampleSize,
} from '@huitong/kit';
import type { LeakAlert } from '../src/entities/leakAlert.js';
import type { MajorHazard } from '../src/entities/majorHazard.js';
import type { WorkPermit } from '../src/entities/workPermit.js';
import type { WorkPermitState, WorkPermitType } from '../src/generated/resolvers.js';
import {
  type GasTest,
  type HotWorkSituation,
  maximumValidity,
  needsGasTest,
  requiredApprover,
  requiredLevel,
} from '../src/rules/gb30871.js';
import { jiaochengPlace, ownedAt, pointAt } from './places.js';

const seed = 20_260_503;
const hour = 3_600_000;

/** Permits of the past year hang on this instant, so that they are the same whenever they are made. */
const fixed = Date.parse('2026-10-20T00:00:00+08:00');
/** Some go on now, whenever now is: once per process, so that two calls agree. */
const seededAt = Math.floor(Date.now() / hour) * hour;

const iso = (instant: number) => new Date(instant).toISOString();

const works: readonly { type: WorkPermitType; content: string; place: string; isolation: string }[] = [
  { type: 'HOT_WORK', content: '管线焊接', place: '罐区外围管廊', isolation: '加盲板隔断，清洗置换合格' },
  {
    type: 'CONFINED_SPACE',
    content: '反应釜内清理',
    place: '一车间反应釜',
    isolation: '断开物料管线，加盲板',
  },
  { type: 'BLIND_PLATE', content: '抽堵盲板', place: '装置进料管', isolation: '上下游阀门关闭并挂牌' },
  { type: 'WORK_AT_HEIGHT', content: '塔器平台检修', place: '精馏塔平台', isolation: '设置警戒区' },
  { type: 'LIFTING', content: '换热器吊装', place: '换热框架', isolation: '吊装区域隔离' },
  { type: 'TEMPORARY_ELECTRICITY', content: '检修临时用电', place: '检修区', isolation: '配电箱上锁挂牌' },
  { type: 'EXCAVATION', content: '管沟开挖', place: '厂区南侧', isolation: '地下管线已探明' },
  { type: 'ROAD_CLOSURE', content: '厂区道路封闭', place: '主干道', isolation: '设置绕行标志' },
];

/** ACTIVE twice: those of the fixed time have overrun by now, those of the present go on. */
const states: readonly { state: WorkPermitState; present?: true }[] = [
  { state: 'CLOSED' },
  { state: 'CLOSED' },
  { state: 'CLOSED' },
  { state: 'APPROVED' },
  { state: 'ACTIVE', present: true },
  { state: 'ACTIVE', present: true },
  { state: 'DRAFT' },
  { state: 'REVOKED' },
  { state: 'CLOSED' },
  { state: 'ACTIVE' },
];

const situation = (random: Random): HotWorkSituation =>
  inJsonbOrder({
    fireExplosionArea: random.chance(0.6),
    runningEquipment: random.chance(0.2),
    insideMajorHazardBund: random.chance(0.1),
    pipeRack: random.chance(0.2),
    holidayOrNight: random.chance(0.15),
  });

function testsOf(random: Random, type: WorkPermitType, from: number): GasTest[] {
  if (!needsGasTest(type) || random.chance(0.1)) return [];
  const minutes = random.chance(0.85) ? random.integer(5, 28) : random.integer(35, 90);
  return [
    inJsonbOrder({
      testedAt: iso(from - minutes * 60_000),
      point: '作业点上风侧',
      oxygenPercent: random.decimal(20.4, 20.9),
      combustiblePercentOfLel: random.decimal(0, 4),
      passed: random.chance(0.97),
    }),
  ];
}

/** What the kind of work is judged by. */
function measures(random: Random, type: WorkPermitType) {
  return {
    hotWorkSituation: type === 'HOT_WORK' ? situation(random) : null,
    heightMetres: type === 'WORK_AT_HEIGHT' ? random.decimal(2, 42) : null,
    liftedMassTonnes: type === 'LIFTING' ? random.decimal(2, 140) : null,
  };
}

interface Ground {
  readonly place: DemoPlace;
  readonly enterpriseUscc: string | null;
  readonly majorHazardId: string | null;
}

/** Every seventh permit is of the chemical enterprises without its hazard, every fifteenth of 交城, the rest of a hazard. */
function groundOf(random: Random, index: number, hazardOf: ReadonlyMap<string, string>): Ground {
  if (index % 15 === 4) return { place: jiaochengPlace(random), enterpriseUscc: null, majorHazardId: null };
  const { uscc, place } = demoEnterprise('CHEMICAL', index);
  const majorHazardId = index % 7 === 0 ? null : (hazardOf.get(uscc) ?? null);
  return { place, enterpriseUscc: uscc, majorHazardId };
}

function permitOf(random: Random, index: number, hazardOf: ReadonlyMap<string, string>): Partial<WorkPermit> {
  const { place, enterpriseUscc, majorHazardId } = groundOf(random, index, hazardOf);
  const work = works[index % works.length] as (typeof works)[number];
  const { state, present } = states[
    Math.floor(index / works.length) % states.length
  ] as (typeof states)[number];
  const { type } = work;
  const measured = measures(random, type);
  const level = requiredLevel({ type, ...measured });
  const special = type === 'TEMPORARY_ELECTRICITY' ? random.chance(0.4) : null;
  const most = maximumValidity(type, level, special === true)?.hours ?? 7 * 24;
  const hours = Math.max(1, Math.floor(most * random.decimal(0.5, 1, 2)));
  const from = present ? seededAt - Math.floor(hours / 4) * hour : fixed - random.integer(0, 300 * 24) * hour;
  const begun = state === 'ACTIVE' || state === 'CLOSED';
  const approved = state !== 'DRAFT';
  return {
    ...ownedAt(place),
    ...pointAt(place),
    ...measured,
    id: random.uuid(),
    sourceId: `work-permit-${index}`,
    permitNo: `ZY-${place.countyCode}-${String(index + 1).padStart(5, '0')}`,
    type,
    level,
    enterpriseUscc,
    majorHazardId,
    place: work.place,
    content: work.content,
    contractorUscc: random.chance(0.3) ? demoEnterprise('COMMERCE', index).uscc : null,
    validFrom: iso(from),
    validTo: iso(from + hours * hour),
    state,
    specialCircumstances: special,
    isolation: work.isolation,
    guardianName: begun && random.chance(0.95) ? demoPerson(random).name : null,
    approvedBy: approved ? (requiredApprover(type, level) ?? 'SITE_UNIT') : null,
    approverName: approved ? demoPerson(random).name : null,
    approvedAt: approved ? iso(from - hour) : null,
    closedAt: state === 'CLOSED' ? iso(from + (hours - 0.5) * hour) : null,
    revokedReason: state === 'REVOKED' ? '现场条件变化，作业取消' : null,
    gasTests: begun ? testsOf(random, type, from) : [],
  };
}

/** Permits of every kind in every state; those under which work goes on now hang on the time of seeding. */
export function* permitRows(size: SampleSize, hazards: readonly Partial<MajorHazard>[]) {
  const random = new Random(seed);
  const hazardOf = new Map(hazards.map(({ enterpriseUscc, id }) => [enterpriseUscc ?? '', id as string]));
  const count = size.count(800, 160);
  for (let index = 0; index < count; index += 1) yield permitOf(random, index, hazardOf);
}

const media = ['氨', '氯', '甲醇', '液化石油气', '苯'];

/** Leak alerts at the hazards: most closed in time, some late, a few open. */
export function* leakAlertRows(
  size: SampleSize,
  hazards: readonly Partial<MajorHazard>[],
): Generator<Partial<LeakAlert>> {
  const random = new Random(seed + 1);
  const count = size.count(120, 40);
  for (let index = 0; index < count; index += 1) {
    const hazard = hazards[index % hazards.length] as Partial<MajorHazard>;
    const openedAt = fixed - random.integer(1, 250 * 24) * hour;
    const takes = random.chance(0.85) ? random.integer(1, 22) : random.integer(26, 90);
    yield {
      id: random.uuid(),
      ownerDepartment: hazard.ownerDepartment as string,
      divisionCode: hazard.divisionCode as string,
      source: 'sample',
      synthetic: true,
      sourceId: `leak-alert-${index}`,
      majorHazardId: hazard.id as string,
      medium: random.pick(media),
      place: `GT-${random.integer(101, 499)}`,
      concentrationPpm: random.integer(15, 400),
      openedAt: iso(openedAt),
      dueAt: iso(openedAt + 24 * hour),
      closedAt: random.chance(0.9) ? iso(openedAt + takes * hour) : null,
    };
  }
}
