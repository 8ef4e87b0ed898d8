import {
  demoEnterprise,
  demoPlace,
  demoTownships,
  divisionByCode,
  type Random,
  type SampleSize,
} from '@huitong/kit';
import type { Equipment } from '../src/entities/equipment.js';
import { ownedSample, sampleCounties, sampleRow, scenarioTownship } from './owned.js';

/** Bases: one at the seat of each county's first township. */
export const sampleBases = (random: Random) =>
  sampleCounties.map((county, number) => {
    const place = demoPlace(random, county);
    return {
      ...sampleRow(random, { kind: 'rescue-base', number, place }),
      name: `${place.countyName}应急救援基地`,
      level: number === 0 ? ('CITY' as const) : ('COUNTY' as const),
      specialties: ['FLOOD' as const, 'FOREST_FIRE' as const],
      areaSquareMetres: random.integer(4000, 30_000),
      lodging: random.integer(40, 200),
      helipad: number % 2 === 0,
      builtOn: `20${random.integer(15, 24)}-10-01`,
    };
  });

/** Where equipment may be. */
interface Holder {
  readonly id: string;
  readonly divisionCode: string;
  readonly lat: number;
  readonly lon: number;
}

const kinds: readonly { kind: Equipment['kind']; name: string; model: string; most: number }[] = [
  { kind: 'UAV', name: '多旋翼无人机', model: 'HT-M300', most: 4 },
  { kind: 'RESCUE_VEHICLE', name: '抢险救援车', model: 'HT-R12', most: 3 },
  { kind: 'DRAINAGE_PUMP', name: '移动排水泵', model: '500 m³/h', most: 6 },
  { kind: 'BOAT', name: '冲锋舟', model: '8 人', most: 6 },
  { kind: 'GENERATOR', name: '应急发电机', model: '50 kW', most: 8 },
  { kind: 'LIFE_DETECTOR', name: '雷达生命探测仪', model: 'HT-L2', most: 3 },
  { kind: 'BREATHING_APPARATUS', name: '正压式空气呼吸器', model: '6.8 L', most: 40 },
  { kind: 'FOREST_FIRE_PUMP', name: '高扬程森林水泵', model: 'HT-P8', most: 12 },
  { kind: 'EARTH_MOVER', name: '挖掘机', model: '20 t', most: 3 },
  { kind: 'SATELLITE_TERMINAL', name: '卫星便携站', model: 'HT-S1', most: 4 },
];

/** 600 pieces: with teams, in warehouses, some with neither; unmanned aircraft with what they can do. */
export function* sampleEquipment(
  random: Random,
  { teams, warehouses }: { teams: readonly Holder[]; warehouses: readonly Holder[] },
  size: SampleSize,
) {
  const count = size.count(600);
  for (let number = 0; number < count; number += 1) {
    const item = kinds[number % kinds.length] as (typeof kinds)[number];
    const withTeam = number % 3 !== 2;
    const holder = random.pick(withTeam ? teams : warehouses);
    const place = { ...holder, countyCode: holder.divisionCode.slice(0, 6) };
    const { most, ...what } = item;
    yield {
      ...sampleRow(random, { kind: 'equipment', number, place }),
      ...what,
      quantity: random.integer(1, most),
      status: random.pick(['READY', 'READY', 'READY', 'IN_USE', 'MAINTENANCE', 'SCRAPPED'] as const),
      capabilities:
        item.kind === 'UAV'
          ? (['VIDEO_RELAY', 'SEARCH', 'RECONNAISSANCE', 'COMMUNICATIONS'] as const).slice(
              0,
              random.integer(1, 4),
            )
          : [],
      teamId: withTeam ? holder.id : null,
      warehouseId: withTeam ? null : holder.id,
      custodianUscc: item.kind === 'UAV' ? demoEnterprise('COMMERCE', number).uscc : null,
      acquiredOn: `202${random.integer(0, 5)}-06-01`,
      maintenanceDueOn: `2026-${random.pick(['03', '06', '09', '12'])}-30`,
    };
  }
}

/** Sets of townships of 高平, and of 水峪贯镇; some lack pieces. */
export function* sampleSets(random: Random) {
  const townships = demoTownships().filter(({ county }) => county.code === '140581');
  const codes = [...townships.map(({ township }) => township.code), scenarioTownship];
  for (const [number, divisionCode] of codes.entries()) {
    const item = (name: string, required: number) => ({
      name,
      actual: random.chance(0.8) ? required : random.integer(0, required),
      required,
    });
    yield {
      ...ownedSample(random, { kind: 'equipment-set', number, divisionCode }),
      level: 'TOWNSHIP' as const,
      items: [item('便携式水泵', 2), item('手持扩音器', 10), item('救生衣', 30), item('卫星电话', 1)],
      checkedOn: '2026-03-31',
    };
  }
}

/** Censuses of 2024 and 2025 of every team. */
export function* sampleCensuses(
  random: Random,
  teams: readonly { readonly id: string; readonly divisionCode: string; readonly headcount: number }[],
) {
  let number = 0;
  for (const { id, divisionCode, headcount } of teams) {
    for (const year of [2024, 2025]) {
      yield {
        ...ownedSample(random, { kind: 'team-census', number: number++, divisionCode }),
        teamId: id,
        year,
        headcount: Math.max(1, headcount + random.integer(-3, 3)),
        vehicles: random.integer(1, 8),
        verifiedAt: random.chance(0.9) ? `${year}-11-20T02:00:00.000Z` : null,
      };
    }
  }
}

/** Plans of 2026 for four categories of every county. */
export function* sampleReservePlans(random: Random) {
  const goods = [
    { categoryCode: '1010101', name: '救灾单帐篷', unit: '顶', most: 1000 },
    { categoryCode: '1010201', name: '棉被', unit: '床', most: 5000 },
    { categoryCode: '1020101', name: '瓶装饮用水', unit: '箱', most: 4000 },
    { categoryCode: '3010101', name: '编织袋', unit: '条', most: 80_000 },
  ];
  let number = 0;
  for (const county of sampleCounties) {
    for (const { most, ...item } of goods) {
      const target = random.integer(Math.ceil(most / 4), most);
      yield {
        ...ownedSample(random, { kind: 'reserve-plan', number: number++, divisionCode: county }),
        year: 2026,
        ...item,
        name: `${divisionByCode(county)?.name ?? ''}${item.name}`,
        target,
        actual: Math.round(target * random.decimal(0.5, 1.1, 2)),
      };
    }
  }
}
