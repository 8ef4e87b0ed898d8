import { demoEnterprise, demoPerson, type DemoPlace, type Random } from '@huitong/kit';
import type { FireUnit } from '../src/entities/fireUnit.js';
import type { BuildingUse, FireUnitCategory, FireUnitKind } from '../src/generated/resolvers.js';
import { isNineSmallPlace, type SmallPlaceMeasures, storedMeasures } from '../src/rules/nineSmallPlaces.js';
import { commonOf, isInMountains, placeOf, rowRandom } from './places.js';

const seed = 20_260_701;

/** How a unit of a category looks: what it is called, its storeys at most, whether people sleep there. */
export interface Look {
  readonly called: string;
  readonly use: BuildingUse;
  readonly storeys: number;
  readonly dormitory?: true;
}

type Looks = readonly (readonly [FireUnitCategory, Look])[];
const looksOf = (looks: Partial<Record<FireUnitCategory, Look>>): Looks =>
  Object.entries(looks) as [FireUnitCategory, Look][];

const town = looksOf({
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
});

const industry = looksOf({
  INDUSTRIAL_OFFICE: { called: '办公楼', use: 'PUBLIC', storeys: 9 },
  INDUSTRIAL_BATHHOUSE: { called: '联建楼浴室', use: 'PUBLIC', storeys: 3 },
  INDUSTRIAL_CANTEEN: { called: '职工食堂', use: 'PUBLIC', storeys: 2 },
  INDUSTRIAL_DORMITORY: { called: '职工宿舍楼', use: 'RESIDENTIAL', storeys: 10, dormitory: true },
  INDUSTRIAL_SITE_HUT: { called: '工棚', use: 'PUBLIC', storeys: 1, dormitory: true },
});

const commerce = looksOf({
  COMMERCIAL_COMPLEX: { called: '商场', use: 'PUBLIC', storeys: 8 },
  LABOUR_INTENSIVE: { called: '服装车间', use: 'INDUSTRIAL', storeys: 4 },
  FLAMMABLES_STORAGE: { called: '成品油库', use: 'STORAGE', storeys: 1 },
});

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

interface Setting {
  readonly place: DemoPlace;
  readonly prefix: string;
  readonly enterpriseUscc: string | null;
  /** The unit is the enterprise itself, not a building of it. */
  readonly itself: boolean;
  readonly looks: Looks;
}

/** Every third unit belongs to a mine or chemical works, every sixth to a trading company, the rest to nobody. */
function setting(random: Random, index: number): Setting {
  if (index % 2 === 1 || isInMountains(index)) {
    const place = placeOf(random, index);
    const prefix = `${place.townshipName.replace(/[镇乡]$|街道$/, '')}${random.pick(words)}`;
    return { place, prefix, enterpriseUscc: null, itself: false, looks: town };
  }
  const trade = (['COAL', 'CHEMICAL', 'COMMERCE'] as const)[(index / 2) % 3] ?? 'COAL';
  const { uscc, name, place } = demoEnterprise(trade, Math.floor(index / 6));
  const near = {
    ...place,
    lat: Number((place.lat + random.decimal(-0.003, 0.003, 5)).toFixed(5)),
    lon: Number((place.lon + random.decimal(-0.003, 0.003, 5)).toFixed(5)),
  };
  const itself = trade === 'COMMERCE';
  return { place: near, prefix: name, enterpriseUscc: uscc, itself, looks: itself ? commerce : industry };
}

const kinds: Partial<Record<FireUnitCategory, FireUnitKind>> = {
  RESIDENTIAL_HIGH_RISE: 'COMMUNITY',
  PUBLIC_HIGH_RISE: 'BUILDING',
  CULTURAL_HERITAGE: 'BUILDING',
  INDUSTRIAL_SITE_HUT: 'WORK_SITE',
};
const kindOf = (category: FireUnitCategory): FireUnitKind => {
  if (isNineSmallPlace(category) === true) return 'PLACE';
  return kinds[category] ?? (category.startsWith('INDUSTRIAL_') ? 'BUILDING' : 'ORGANISATION');
};

/** Sizes around the thresholds: most small places are as small as one, some have grown out of it. */
const measures: Partial<Record<FireUnitCategory, (random: Random) => SmallPlaceMeasures>> = {
  SMALL_SHOP: (random) => ({ floorAreaSquareMetres: random.integer(30, 340) }),
  SMALL_RESTAURANT: (random) => ({ seats: random.integer(10, 110) }),
  SMALL_HOTEL: (random) => ({ beds: random.integer(8, 55) }),
  SMALL_ENTERTAINMENT: (random) => ({
    floorAreaSquareMetres: random.integer(60, 220),
    highestFloor: random.integer(1, 4),
  }),
  SMALL_FITNESS: (random) => ({ floorAreaSquareMetres: random.integer(60, 220) }),
  SMALL_CLINIC: (random) => ({ beds: random.integer(0, 34), townshipHospital: random.chance(0.3) }),
  SMALL_SCHOOL: (random) => {
    const kindergarten = random.chance(0.5);
    const pupils = random.integer(20, kindergarten ? 120 : 560);
    return { kindergarten, pupils, boarders: kindergarten ? 0 : random.integer(0, Math.min(60, pupils)) };
  },
  SMALL_WORKSHOP: (random) => ({ staff: random.integer(4, 60), dormitoryPersons: random.integer(0, 34) }),
  SMALL_FLAMMABLES_STORE: (random) => ({ floorAreaSquareMetres: random.integer(15, 110) }),
};

/** What the parts of a unit need to know of it. */
export interface UnitRow extends Partial<FireUnit> {
  readonly id: string;
  readonly ownerDepartment: string;
  readonly divisionCode: string;
  readonly category: FireUnitCategory;
  readonly isKeyUnit: boolean;
  readonly lat: number;
  readonly lon: number;
}

/** The unit of a number and how it looks. */
export function unitOf(index: number): { readonly row: UnitRow; readonly look: Look } {
  const random = rowRandom(seed, index);
  const { place, prefix, enterpriseUscc, itself, looks } = setting(random, index);
  const [category, look] = random.pick(looks);
  const person = demoPerson(random);
  const small = isNineSmallPlace(category) === true;
  const measured = measures[category];
  const row = {
    ...commonOf(random, { ...place, sourceId: `fire-unit-${index}` }),
    lat: place.lat,
    lon: place.lon,
    crs: 'WGS84' as const,
    name: `${prefix}${look.called}`,
    kind: kindOf(category),
    uscc: itself ? enterpriseUscc : null,
    category,
    isKeyUnit: !small && random.chance(0.5),
    definitionSource: small ? '演示数据: 九小场所认定标准 (示例)' : null,
    smallPlaceMeasures: measured ? storedMeasures(measured(random)) : null,
    enterpriseUscc,
    address: `${place.countyName}${place.townshipName}${random.pick(words)}路${random.integer(1, 299)}号`,
    responsiblePersonName: person.name,
    responsiblePersonPhone: person.phone,
  };
  return { row, look };
}

/** Fire units from the first to the last number. */
export function* fireUnits(count: number): Iterable<UnitRow> {
  for (let index = 0; index < count; index += 1) yield unitOf(index).row;
}
