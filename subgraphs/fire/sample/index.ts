import {
  demoEnterprise,
  demoPerson,
  type DemoPlace,
  demoPlace,
  demoUscc,
  Random,
  type SampleData,
} from '@huitong/kit';
import { FireBrigade } from '../src/entities/fireBrigade.js';
import { FireUnit } from '../src/entities/fireUnit.js';
import { FireVehicle } from '../src/entities/fireVehicle.js';
import { WaterSource } from '../src/entities/waterSource.js';
import type { BuildingUse, FireUnitCategory } from '../src/generated/resolvers.js';
import { isNineSmallPlace } from '../src/rules/nineSmallPlaces.js';
import { brigadesAndVehicles } from './brigades.js';

const seed = 20_260_701;

/** How a unit of a category looks: what it is called, its storeys at most, whether people sleep there. */
interface Look {
  readonly called: string;
  readonly use: BuildingUse;
  readonly storeys: number;
  readonly dormitory?: true;
}

const town: Partial<Record<FireUnitCategory, Look>> = {
  RESIDENTIAL_HIGH_RISE: { called: '住宅小区', use: 'RESIDENTIAL', storeys: 30, dormitory: true },
  PUBLIC_HIGH_RISE: { called: '大厦', use: 'PUBLIC', storeys: 24 },
  COMMERCIAL_COMPLEX: { called: '购物中心', use: 'PUBLIC', storeys: 7 },
  PUBLIC_ASSEMBLY: { called: '会展中心', use: 'PUBLIC', storeys: 3 },
  MEDICAL: { called: '医院', use: 'PUBLIC', storeys: 14, dormitory: true },
  EDUCATION: { called: '中学', use: 'PUBLIC', storeys: 6, dormitory: true },
  ELDERLY_CARE: { called: '养老院', use: 'PUBLIC', storeys: 5, dormitory: true },
  ENTERTAINMENT: { called: '影剧院', use: 'PUBLIC', storeys: 4 },
  CULTURAL_HERITAGE: { called: '古庙', use: 'PUBLIC', storeys: 1 },
  SMALL_SHOP: { called: '便利店', use: 'PUBLIC', storeys: 2 },
  SMALL_RESTAURANT: { called: '饭店', use: 'PUBLIC', storeys: 2 },
  SMALL_HOTEL: { called: '旅馆', use: 'PUBLIC', storeys: 4, dormitory: true },
  SMALL_ENTERTAINMENT: { called: '歌厅', use: 'PUBLIC', storeys: 3 },
  SMALL_FITNESS: { called: '健身房', use: 'PUBLIC', storeys: 3 },
  SMALL_CLINIC: { called: '诊所', use: 'PUBLIC', storeys: 2 },
  SMALL_SCHOOL: { called: '幼儿园', use: 'PUBLIC', storeys: 3 },
  SMALL_WORKSHOP: { called: '加工作坊', use: 'INDUSTRIAL', storeys: 2 },
  SMALL_FLAMMABLES_STORE: { called: '油漆店', use: 'PUBLIC', storeys: 1 },
};

const industry: Partial<Record<FireUnitCategory, Look>> = {
  INDUSTRIAL_OFFICE: { called: '办公楼', use: 'PUBLIC', storeys: 9 },
  INDUSTRIAL_BATHHOUSE: { called: '联建楼浴室', use: 'PUBLIC', storeys: 3 },
  INDUSTRIAL_CANTEEN: { called: '职工食堂', use: 'PUBLIC', storeys: 2 },
  INDUSTRIAL_DORMITORY: { called: '职工宿舍楼', use: 'RESIDENTIAL', storeys: 10, dormitory: true },
  INDUSTRIAL_SITE_HUT: { called: '工棚', use: 'PUBLIC', storeys: 1, dormitory: true },
};

const commerce: Partial<Record<FireUnitCategory, Look>> = {
  COMMERCIAL_COMPLEX: { called: '商场', use: 'PUBLIC', storeys: 8 },
  LABOUR_INTENSIVE: { called: '服装车间', use: 'INDUSTRIAL', storeys: 4 },
  FLAMMABLES_STORAGE: { called: '成品油库', use: 'STORAGE', storeys: 1 },
};

const words = [
  '阳光',
  '锦绣',
  '丹河',
  '凤凰',
  '长平',
  '泽州',
  '书院',
  '康宁',
  '瑞丰',
  '金峰',
  '迎宾',
  '东方',
];

type Setting = { readonly place: DemoPlace; readonly prefix: string; readonly enterpriseUscc: string | null };

/** Every third unit belongs to a mine or chemical works, every sixth to a trading company, the rest to nobody. */
function setting(
  random: Random,
  index: number,
): Setting & { looks: Partial<Record<FireUnitCategory, Look>> } {
  if (index % 2 === 1) {
    const place = demoPlace(random);
    const prefix = `${place.townshipName.replace(/[镇乡]$|街道$/, '')}${random.pick(words)}`;
    return { place, prefix, enterpriseUscc: null, looks: town };
  }
  const trade = (['COAL', 'CHEMICAL', 'COMMERCE'] as const)[(index / 2) % 3] ?? 'COAL';
  const { uscc, name, place } = demoEnterprise(trade, Math.floor(index / 6));
  const near = {
    ...place,
    lat: Number((place.lat + random.decimal(-0.003, 0.003, 5)).toFixed(5)),
    lon: Number((place.lon + random.decimal(-0.003, 0.003, 5)).toFixed(5)),
  };
  return {
    place: near,
    prefix: name,
    enterpriseUscc: uscc,
    looks: trade === 'COMMERCE' ? commerce : industry,
  };
}

function fireUnit(random: Random, index: number): Partial<FireUnit> {
  const { place, prefix, enterpriseUscc, looks } = setting(random, index);
  const [category, look] = random.pick(Object.entries(looks) as [FireUnitCategory, Look][]);
  const storeys = random.integer(Math.ceil(look.storeys / 2), look.storeys);
  const person = demoPerson(random);
  const small = isNineSmallPlace(category) === true;
  return {
    id: random.uuid(),
    ownerDepartment: demoUscc('FIRE', place.countyCode),
    divisionCode: place.divisionCode,
    source: 'sample',
    sourceId: `fire-unit-${index}`,
    synthetic: true,
    lat: place.lat,
    lon: place.lon,
    crs: 'WGS84',
    name: `${prefix}${look.called}`,
    category,
    isKeyUnit: !small && random.chance(0.5),
    definitionSource: small ? '演示数据: 九小场所认定标准 (示例)' : null,
    enterpriseUscc,
    address: `${place.countyName}${place.townshipName}${random.pick(words)}路${random.integer(1, 299)}号`,
    buildingHeightMetres: random.chance(0.95)
      ? Number((storeys * 3.1 + random.decimal(0.5, 2)).toFixed(1))
      : null,
    buildingUse: look.use,
    storeysAboveGround: storeys,
    hasDormitory: look.dormitory === true,
    responsiblePersonName: person.name,
    responsiblePersonPhone: person.phone,
  };
}

function waterSource(random: Random, index: number): Partial<WaterSource> {
  const place = demoPlace(random);
  const kind = random.pick([
    'HYDRANT',
    'HYDRANT',
    'HYDRANT',
    'FIRE_POOL',
    'NATURAL_INTAKE',
    'WATER_CRANE',
  ] as const);
  const piped = kind === 'HYDRANT' || kind === 'WATER_CRANE';
  const called = {
    HYDRANT: '消火栓',
    FIRE_POOL: '消防水池',
    NATURAL_INTAKE: '取水码头',
    WATER_CRANE: '消防水鹤',
  }[kind];
  const month = String(random.integer(1, 9)).padStart(2, '0');
  const checked = random.chance(0.95);
  return {
    id: random.uuid(),
    ownerDepartment: demoUscc('FIRE', place.countyCode),
    divisionCode: place.divisionCode,
    source: 'sample',
    sourceId: `water-source-${index}`,
    synthetic: true,
    lat: place.lat,
    lon: place.lon,
    crs: 'WGS84',
    name: `${place.townshipName}${called}${String(index + 1).padStart(4, '0')}`,
    kind,
    flowLitresPerSecond: kind === 'WATER_CRANE' ? random.integer(30, 60) : random.integer(10, 30),
    pressureMegapascals: piped ? random.decimal(0.1, 0.5, 2) : null,
    volumeCubicMetres: kind === 'FIRE_POOL' ? random.integer(100, 1000) : null,
    usable: checked ? random.chance(0.9) : null,
    lastCheckedOn: checked ? `2026-${month}-10` : null,
  };
}

/** 300 fire units, 500 water sources and 40 brigades with their vehicles in 晋城, all invented. */
export const sample: SampleData = () => {
  const random = new Random(seed);
  const units = Array.from({ length: 300 }, (_, index) => fireUnit(random, index));
  const sources = Array.from({ length: 500 }, (_, index) => waterSource(random, index));
  const { brigades, vehicles } = brigadesAndVehicles(random);
  return [
    { entity: FireUnit, rows: units },
    { entity: WaterSource, rows: sources },
    { entity: FireBrigade, rows: brigades },
    { entity: FireVehicle, rows: vehicles },
  ];
};
