import {
  type DemoDanger,
  demoEnterpriseUscc,
  demoHiddenDanger,
  demoPerson,
  demoPlace,
  demoUscc,
  Random,
  type SampleData,
} from '@huitong/kit';
import { CoalMine } from '../src/entities/coalMine.js';
import { MineHiddenDanger } from '../src/entities/mineHiddenDanger.js';
import { MineHiddenDangerEvent } from '../src/entities/mineHiddenDangerEvent.js';
import { TailingsPond } from '../src/entities/tailingsPond.js';

const seed = 20_260_501;

/** Counties of 晋城 with coal, as often as they have mines. */
const coalCounties = ['140581', '140581', '140521', '140522', '140525', '140525', '140524'];
const words = [
  '东峰',
  '南坪',
  '北岭',
  '西沟',
  '龙泉',
  '青石',
  '松涛',
  '云台',
  '朝阳',
  '永安',
  '福源',
  '石门',
];

type MineRow = Partial<CoalMine> & { id: string; ownerDepartment: string; divisionCode: string };

function coalMine(random: Random, index: number): MineRow {
  const place = demoPlace(random, random.pick(coalCounties));
  const person = demoPerson(random);
  const workforce = random.integer(180, 2600);
  const undergroundMax = Math.round(workforce * 0.3);
  const status = random.chance(0.82)
    ? 'PRODUCING'
    : random.pick(['CONSTRUCTION', 'STOPPED', 'CLOSED'] as const);
  return {
    id: random.uuid(),
    ownerDepartment: demoUscc('ENERGY', place.countyCode),
    divisionCode: place.divisionCode,
    source: 'sample',
    sourceId: `coal-mine-${index}`,
    synthetic: true,
    lat: place.lat,
    lon: place.lon,
    crs: 'WGS84',
    name: `${place.townshipName.replace(/[镇乡]$|街道$|办事处$/, '')}${random.pick(words)}煤矿`,
    enterpriseUscc: demoEnterpriseUscc('COAL', index),
    status,
    approvedCapacityWanTonnesPerYear: random.pick([45, 60, 90, 90, 120, 120, 150, 180, 240, 300, 400]),
    depthMaxMetres: random.chance(0.9) ? random.integer(150, 820) : null,
    miningMethod: 'UNDERGROUND',
    gasGrade: random.pick(['LOW', 'LOW', 'HIGH', 'HIGH', 'OUTBURST'] as const),
    hydroType: random.pick(['SIMPLE', 'MEDIUM', 'MEDIUM', 'COMPLEX'] as const),
    spontaneousCombustion: random.pick(['CLASS_II', 'CLASS_III', 'CLASS_III'] as const),
    rockburst: random.chance(0.05),
    standardizationGrade: random.pick([
      'GRADE_1',
      'GRADE_2',
      'GRADE_2',
      'GRADE_2',
      'GRADE_3',
      'NONE',
    ] as const),
    intelligentStage: random.pick(['NOT_STARTED', 'STARTED', 'ACCEPTED', 'ACCEPTED'] as const),
    workforce,
    undergroundMax,
    undergroundNow: status === 'PRODUCING' ? random.integer(0, undergroundMax) : 0,
    hasExplosivesStore: random.chance(0.6),
    explosivesCapacityKilograms: random.pick([500, 1000, 2000]),
    principalName: person.name,
    principalPhone: person.phone,
  };
}

function tailingsPond(random: Random, index: number): Partial<TailingsPond> {
  const place = demoPlace(random);
  const idle = random.chance(0.4);
  const volume = random.decimal(8, 900, 1);
  return {
    id: random.uuid(),
    ownerDepartment: demoUscc('EMERGENCY', place.countyCode),
    divisionCode: place.divisionCode,
    source: 'sample',
    sourceId: `tailings-pond-${index}`,
    synthetic: true,
    lat: place.lat,
    lon: place.lon,
    crs: 'WGS84',
    name: `${random.pick(words)}沟尾矿库`,
    status: idle ? 'IDLE' : 'OPERATING',
    grade: volume >= 100 ? 'GRADE_4' : 'GRADE_5',
    volumeTotalWanCubicMetres: volume,
    damHeightMetres: random.decimal(8, 58, 1),
    isOverhead: random.chance(0.3),
    downstreamResidents: random.integer(0, 240),
    idleSince: idle ? `${random.integer(2019, 2025)}-0${random.integer(1, 9)}-15` : null,
    ownerless: random.chance(0.1),
    designElevationReached: random.chance(0.15),
    responsibleLeaderName: demoPerson(random).name,
  };
}

const findings = [
  '采煤工作面瓦斯传感器未按期标校',
  '主排水泵备用泵未试运行',
  '皮带机头防灭火器材不足',
  '探放水设计未审批',
];

/** Of a sequence of its own, so that more mines or ponds change no danger's history. */
function* hiddenDangers(mines: readonly MineRow[], count: number): Generator<DemoDanger> {
  const random = new Random(seed + 1);
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

/** 100 coal mines, 24 tailings ponds and 150 hidden dangers in 晋城, all invented. */
export const sample: SampleData = () => {
  const random = new Random(seed);
  const mines = Array.from({ length: 100 }, (_, index) => coalMine(random, index));
  const ponds = Array.from({ length: 24 }, (_, index) => tailingsPond(random, index));
  const dangers = [...hiddenDangers(mines, 150)];
  return [
    { entity: CoalMine, rows: mines },
    { entity: TailingsPond, rows: ponds },
    // History first: a danger that finds none would begin one of its own.
    { entity: MineHiddenDangerEvent, rows: dangers.flatMap(({ events }) => events) },
    { entity: MineHiddenDanger, rows: dangers.map(({ danger }) => danger) },
  ];
};
