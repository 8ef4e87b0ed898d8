import { demoEnterprise, demoPerson, demoPlace, type Random, type SampleSize } from '@huitong/kit';
import type { Warehouse } from '../src/entities/warehouse.js';
import { sampleCounties, sampleRow, shortName } from './owned.js';

interface Goods {
  readonly code: string;
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly most: number;
  /** Years of use from 2026 on; null when it does not expire. */
  readonly years: number | null;
}

/** Only the first digit is GB/T 38565-2020's; what follows is invented, because the full table is not at hand. */
const goods: readonly Goods[] = [
  { code: '1010101', name: '救灾单帐篷', spec: '12 m²', unit: '顶', most: 800, years: null },
  { code: '1010102', name: '救灾棉帐篷', spec: '12 m²', unit: '顶', most: 400, years: null },
  { code: '1010201', name: '棉被', spec: '1.5 m × 2.0 m', unit: '床', most: 3000, years: null },
  { code: '1010202', name: '折叠床', spec: '单人', unit: '张', most: 2000, years: null },
  { code: '1020101', name: '瓶装饮用水', spec: '500 毫升 × 24', unit: '箱', most: 5000, years: 1 },
  { code: '1020102', name: '自热米饭', spec: '400 克', unit: '份', most: 8000, years: 2 },
  { code: '2010101', name: '消防员隔热服', spec: 'XL', unit: '套', most: 60, years: 5 },
  { code: '2010102', name: '正压式空气呼吸器', spec: '6.8 L', unit: '具', most: 80, years: 8 },
  { code: '2020101', name: '抗溶性泡沫液', spec: '6%', unit: '吨', most: 40, years: 3 },
  { code: '2020102', name: '移动照明灯塔', spec: '4 × 500 W', unit: '台', most: 20, years: null },
  { code: '2030101', name: '森林灭火水泵', spec: '高扬程', unit: '台', most: 30, years: null },
  { code: '2030102', name: '冲锋舟', spec: '8 人', unit: '艘', most: 12, years: null },
  { code: '3010101', name: '编织袋', spec: '50 × 90 cm', unit: '条', most: 60_000, years: null },
  { code: '3010102', name: '块石', spec: '防汛', unit: '立方米', most: 900, years: null },
  { code: '3020101', name: '大流量排水泵车', spec: '1000 m³/h', unit: '辆', most: 4, years: null },
];

const levels: readonly Warehouse['level'][] = [
  'TOWNSHIP',
  'TOWNSHIP',
  'VILLAGE',
  'VILLAGE',
  'ENTERPRISE_AGREEMENT',
];
const levelNames: Readonly<Record<string, string>> = {
  COUNTY: '应急物资储备库',
  TOWNSHIP: '应急物资储备点',
  VILLAGE: '村级应急物资储备点',
  ENTERPRISE_AGREEMENT: '协议储备库',
};

export type WarehouseRow = ReturnType<typeof warehouse>;

function warehouse(random: Random, number: number) {
  // 县级储备库覆盖率 100 % (DOMAIN item 7): the first of each county is the county's own.
  const county = sampleCounties[number];
  const place = demoPlace(random, county);
  const level: Warehouse['level'] = county ? 'COUNTY' : random.pick(levels);
  const person = demoPerson(random);
  const agreed = level === 'ENTERPRISE_AGREEMENT';
  return {
    ...sampleRow(random, { kind: 'warehouse', number, place }),
    name: `${place.countyName}${county ? '' : shortName(place.townshipName)}${levelNames[level]}`,
    level,
    enterpriseUscc: agreed ? demoEnterprise('COMMERCE', number).uscc : null,
    areaSquareMetres: county ? random.integer(1200, 5000) : random.integer(40, 600),
    managerName: person.name,
    managerPhone: person.phone,
  };
}

/** 60 warehouses, one of county level in every county of 晋城. */
export const sampleWarehouses = (random: Random, size: SampleSize): WarehouseRow[] =>
  Array.from({ length: size.count(60, 60) }, (_, number) => warehouse(random, number));

function stockLine(random: Random, of: { number: number; item: Goods; where: WarehouseRow }) {
  const { number, item, where } = of;
  const quantity = random.integer(Math.ceil(item.most / 10), item.most);
  const agreed = where.level === 'ENTERPRISE_AGREEMENT';
  const month = String(random.integer(1, 12)).padStart(2, '0');
  const place = { ...where, countyCode: where.divisionCode.slice(0, 6) };
  const mode = agreed ? random.pick(['AGREEMENT', 'AGREEMENT', 'CAPACITY'] as const) : ('PHYSICAL' as const);
  return {
    ...sampleRow(random, { kind: 'stock-item', number, place }),
    warehouseId: where.id,
    categoryCode: item.code,
    name: item.name,
    spec: item.spec,
    unit: item.unit,
    quantity,
    reserved: random.chance(0.25) ? random.integer(0, quantity) : 0,
    reserveMode: mode,
    agreementQuantity: agreed ? quantity : null,
    agreementResponseHours: agreed ? random.integer(4, 48) : null,
    supplierUscc: where.enterpriseUscc,
    expiresOn: item.years === null ? null : `${2026 + random.integer(1, item.years)}-${month}-28`,
    batch: `2026-${month}`,
  };
}

/**
 * 2,000 lines, spread over the warehouses: different goods first, then further batches of the same. Made row by row,
 * because there are 200,000 of them at a hundredfold.
 */
export function* sampleStock(random: Random, warehouses: readonly WarehouseRow[], size: SampleSize) {
  const count = size.count(2000, warehouses.length * 3);
  for (let number = 0; number < count; number += 1) {
    const index = number % warehouses.length;
    const where = warehouses[index] as WarehouseRow;
    const item = goods[(index * 4 + Math.floor(number / warehouses.length)) % goods.length] as Goods;
    yield stockLine(random, { number, item, where });
  }
}
