import {
  demoEnterprise,
  type DemoPlace,
  demoPlace,
  inJsonbOrder,
  Random,
  type SampleSize,
} from '@huitong/kit';
import type { AgingUnit } from '../src/entities/agingUnit.js';
import type { ChemicalPark } from '../src/entities/chemicalPark.js';
import type { FillingStation } from '../src/entities/fillingStation.js';
import type { GasFillingStation } from '../src/entities/gasFillingStation.js';
import type { IllegalChemicalSite } from '../src/entities/illegalChemicalSite.js';
import type { IndustrialRiskUnit } from '../src/entities/industrialRiskUnit.js';
import type {
  AgingUnitKind,
  AgingUnitStatus,
  GasFillingKind,
  IllegalChemicalSiteKind,
  IllegalChemicalSiteStatus,
  IndustrialRiskKind,
} from '../src/generated/resolvers.js';
import { parkBans, parkHaves } from '../src/rules/parkItems.js';
import { stationClass } from '../src/rules/stationClass.js';
import { jiaochengPlace, ownedAt, pointAt } from './places.js';

const seed = 20_260_504;
const day = (random: Random, year: number) =>
  `${year}-0${random.integer(1, 9)}-${String(random.integer(1, 28)).padStart(2, '0')}`;

/** Every tenth object stands in 交城, the rest in 晋城. */
const placeOf = (random: Random, index: number): DemoPlace =>
  index % 10 === 3 ? jiaochengPlace(random) : demoPlace(random);
const short = ({ townshipName }: DemoPlace) => townshipName.replace(/[镇乡]$|街道$/, '');

/** Chemical parks: a city has a handful. */
export function* parkRows(size: SampleSize): Generator<Partial<ChemicalPark>> {
  const random = new Random(seed);
  const count = size.count(6, 6);
  for (let index = 0; index < count; index += 1) {
    const place = index === 5 ? jiaochengPlace(random) : demoPlace(random);
    yield {
      ...ownedAt(place),
      ...pointAt(place),
      id: random.uuid(),
      sourceId: `chemical-park-${index}`,
      name: `${short(place)}化工产业园${index + 1}区`,
      riskGrade: (['C', 'B', 'D', 'C', 'A', 'D'] as const)[index % 6] ?? 'C',
      assessedOn: day(random, 2025),
      approvedOn: day(random, 2022),
      areaSquareKilometres: random.decimal(1.5, 12),
      enterpriseCount: random.integer(4, 45),
      tenHaves: parkHaves
        .slice(0, index % 3 === 0 ? 10 : 8)
        .map((item) => inJsonbOrder({ item, met: random.chance(0.8), remark: null })),
      twoBans: parkBans.map((item) =>
        inJsonbOrder({ item, kept: random.chance(0.9), remark: index === 0 ? '演示数据' : null }),
      ),
    };
  }
}

const stationBrands = ['便民', '城东', '城西', '高速口', '国道', '顺达', '宏通'];

/** Filling stations; 17 of them of station class 二级 (by volume), whatever their standardization. */
export function* fillingStationRows(size: SampleSize): Generator<Partial<FillingStation>> {
  const random = new Random(seed + 1);
  const count = size.count(160, 60);
  for (let index = 0; index < count; index += 1) {
    const place = placeOf(random, index);
    const kind =
      (['FUEL', 'FUEL', 'FUEL', 'FUEL', 'GAS', 'FUEL', 'COMBINED', 'HYDROGEN'] as const)[index % 8] ?? 'FUEL';
    const fuel = kind === 'FUEL' || kind === 'COMBINED';
    const petrol = fuel ? random.pick([50, 60, 90, 100, 120]) : null;
    const diesel = fuel ? random.pick([30, 60, 100]) : null;
    const grade = random.pick(['GRADE_2', 'GRADE_3', 'GRADE_3', 'NONE', 'GRADE_1'] as const);
    yield {
      ...ownedAt(place),
      ...pointAt(place),
      id: random.uuid(),
      sourceId: `filling-station-${index}`,
      name: `${short(place)}${random.pick(stationBrands)}${fuel ? '加油' : '加气'}站${index + 1}`,
      enterpriseUscc: index % 3 === 0 ? demoEnterprise('COMMERCE', index).uscc : null,
      kind,
      stationClass: stationClass({ petrolVolumeCubicMetres: petrol, dieselVolumeCubicMetres: diesel }),
      petrolVolumeCubicMetres: petrol,
      dieselVolumeCubicMetres: diesel,
      standardizationGrade: grade,
      standardizedOn: grade === 'NONE' ? null : day(random, random.integer(2022, 2026)),
      doubleWallTanks: fuel ? random.chance(0.9) : null,
      leakDetection: random.chance(0.92),
      vapourRecovery: fuel ? random.chance(0.85) : null,
    };
  }
}

const fillings: Readonly<Record<GasFillingKind, string>> = {
  INDUSTRIAL_GAS: '氧、氮、氩、二氧化碳',
  LPG: '液化石油气',
  ACETYLENE: '溶解乙炔',
  LIQUID_CHLORINE_AMMONIA: '液氯、液氨',
};

/** Stations that fill gas cylinders. */
export function* gasStationRows(size: SampleSize): Generator<Partial<GasFillingStation>> {
  const random = new Random(seed + 2);
  const kinds = Object.keys(fillings) as GasFillingKind[];
  const count = size.count(40, 20);
  for (let index = 0; index < count; index += 1) {
    const place = placeOf(random, index);
    const kind = kinds[index % kinds.length] as GasFillingKind;
    yield {
      ...ownedAt(place),
      ...pointAt(place),
      id: random.uuid(),
      sourceId: `gas-filling-station-${index}`,
      name: `${short(place)}气体充装站${index + 1}`,
      enterpriseUscc: index % 4 === 0 ? demoEnterprise('CHEMICAL', index).uscc : null,
      kind,
      gases: fillings[kind],
      riskAssessedOn: random.chance(0.9) ? day(random, 2025) : null,
      riskTier: random.pick(['RED', 'ORANGE', 'YELLOW', 'BLUE'] as const),
      cylinderTracing: random.chance(0.8),
    };
  }
}

const risks: readonly [IndustrialRiskKind, string, number | null][] = [
  ['DUST_EXPLOSION', '打磨除尘系统', null],
  ['METAL_SMELTING', '电炉车间', 60],
  ['HIGH_TEMPERATURE_MELT', '铁水吊运跨', 90],
  ['DEEP_WELL_CASTING', '铝棒铸造井', 12],
  ['INDUSTRIAL_GAS', '煤气柜', null],
  ['SPRAYING', '喷涂车间', null],
  ['AMMONIA_REFRIGERATION', '氨制冷机房', 6],
  ['CHLORINE', '加氯间', 2],
  ['CONFINED_SPACE', '污水池', null],
  ['SILO_CLEARING', '水泥筒仓', null],
];

/** Units of risk in metallurgy and industry, of the coal and trading enterprises of the demonstration. */
export function* industrialRows(size: SampleSize): Generator<Partial<IndustrialRiskUnit>> {
  const random = new Random(seed + 3);
  const count = size.count(300, 80);
  for (let index = 0; index < count; index += 1) {
    const [kind, called, tonnes] = risks[index % risks.length] as (typeof risks)[number];
    const far = index % 10 === 3;
    const enterprise = demoEnterprise(index % 2 ? 'COMMERCE' : 'COAL', Math.floor(index / 3));
    const place = far ? jiaochengPlace(random) : enterprise.place;
    yield {
      ...ownedAt(place),
      ...pointAt(place),
      id: random.uuid(),
      sourceId: `industrial-risk-unit-${index}`,
      name: `${far ? short(place) : enterprise.name}${called}${index + 1}`,
      enterpriseUscc: far ? null : enterprise.uscc,
      kind,
      hazardousQuantityTonnes: tonnes === null ? null : random.decimal(tonnes / 3, tonnes),
      personsAtPeak: random.integer(2, 60),
      riskTier: random.pick(['RED', 'ORANGE', 'YELLOW', 'YELLOW', 'BLUE'] as const),
      monitoringConnected: random.chance(0.8),
      lastInspectedOn: random.chance(0.9) ? day(random, 2026) : null,
    };
  }
}

const aging: readonly [AgingUnitKind, string][] = [
  ['PROCESS_UNIT', '合成装置'],
  ['STORAGE_TANK', '常压储罐'],
  ['OIL_DEPOT', '成品油库'],
  ['PRESSURE_EQUIPMENT', '压力容器组'],
];
const agingStatuses: readonly AgingUnitStatus[] = [
  'IDENTIFIED',
  'ASSESSED',
  'RENOVATING',
  'RETIRED',
  'CLOSED',
  'CLOSED',
];

/** Aging units in every state of the account, some past their time. */
export function* agingRows(size: SampleSize): Generator<Partial<AgingUnit>> {
  const random = new Random(seed + 4);
  const count = size.count(60, 30);
  for (let index = 0; index < count; index += 1) {
    const [kind, called] = aging[index % aging.length] as (typeof aging)[number];
    const status = agingStatuses[index % agingStatuses.length] as AgingUnitStatus;
    const far = index % 10 === 3;
    const enterprise = demoEnterprise('CHEMICAL', index);
    const place = far ? jiaochengPlace(random) : enterprise.place;
    yield {
      ...ownedAt(place),
      ...pointAt(place),
      id: random.uuid(),
      sourceId: `aging-unit-${index}`,
      name: `${far ? short(place) : enterprise.name}${called}${index + 1}`,
      enterpriseUscc: far ? null : enterprise.uscc,
      kind,
      commissionedOn: day(random, random.integer(1988, 2008)),
      designLifeYears: random.pick([15, 20, 25]),
      status,
      assessedOn: status === 'IDENTIFIED' ? null : day(random, 2024),
      dueOn: `${random.integer(2025, 2027)}-12-31`,
      closedOn: status === 'CLOSED' ? day(random, 2025) : null,
    };
  }
}

const illegal: readonly [IllegalChemicalSiteKind, string, string][] = [
  ['FUEL_SALE', '流动加油点', '无证向货车销售柴油'],
  ['PRODUCTION', '废弃厂房', '无证分装清洗剂'],
  ['STORAGE', '民房院落', '无证储存甲醇燃料'],
  ['GAS_FILLING', '路边气瓶点', '无证倒灌液化石油气'],
];
const illegalStatuses: readonly IllegalChemicalSiteStatus[] = [
  'REPORTED',
  'VERIFIED',
  'SHUT_DOWN',
  'TRANSFERRED',
  'CLOSED',
];

/** Illegal chemical sites in every state. */
export function* illegalRows(size: SampleSize): Generator<Partial<IllegalChemicalSite>> {
  const random = new Random(seed + 5);
  const count = size.count(40, 20);
  for (let index = 0; index < count; index += 1) {
    const place = placeOf(random, index);
    const [kind, called, activity] = illegal[index % illegal.length] as (typeof illegal)[number];
    const status = illegalStatuses[index % illegalStatuses.length] as IllegalChemicalSiteStatus;
    yield {
      ...ownedAt(place),
      ...pointAt(place),
      id: random.uuid(),
      sourceId: `illegal-site-${index}`,
      name: `${short(place)}${called}${index + 1}`,
      kind,
      address: `${place.countyName}${place.townshipName}演示路${random.integer(1, 99)}号`,
      activity,
      foundOn: day(random, 2025),
      status,
      quantityTonnes: random.chance(0.8) ? random.decimal(0.2, 8) : null,
      closedOn: status === 'CLOSED' ? day(random, 2026) : null,
    };
  }
}
