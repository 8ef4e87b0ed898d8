import { demoEnterpriseUscc, demoPerson, Random, type SampleSize } from '@huitong/kit';
import type { MineContractor } from '../src/entities/mineContractor.js';
import type { NonCoalMine } from '../src/entities/nonCoalMine.js';
import { dayOf, inJiaocheng, inJincheng, words } from './places.js';

/** A non-coal mine of the demonstration. */
export type NonCoalMineRow = Partial<NonCoalMine> &
  Pick<NonCoalMine, 'id' | 'ownerDepartment' | 'divisionCode'>;

const minerals = [
  { mineral: '铁矿', method: 'UNDERGROUND' },
  { mineral: '铝土矿', method: 'UNDERGROUND' },
  { mineral: '石灰岩', method: 'SURFACE' },
  { mineral: '建筑用砂岩', method: 'SURFACE' },
  { mineral: '白云岩', method: 'SURFACE' },
] as const;

const inJiaochengCount = 2;

function nonCoalMine(random: Random, index: number, number: number | null): NonCoalMineRow {
  const sourceId = `non-coal-mine-${index}`;
  const { place, ...located } =
    number === null
      ? inJincheng(random, { line: 'EMERGENCY', sourceId })
      : inJiaocheng(random, { line: 'EMERGENCY', sourceId, number });
  const { mineral, method } = random.pick(minerals);
  const underground = method === 'UNDERGROUND';
  const person = demoPerson(random);
  const workforce = random.integer(6, 160);
  return {
    ...located,
    name: `${place}${random.pick(words)}${mineral}`,
    enterpriseUscc: demoEnterpriseUscc('COMMERCE', index),
    status: random.pick([
      'PRODUCING',
      'PRODUCING',
      'PRODUCING',
      'STOPPED',
      'CONSTRUCTION',
      'CLOSED',
    ] as const),
    mineral,
    miningMethod: method,
    hazards: underground
      ? random
          .pick([
            ['ROOF_FALL', 'WATER_INRUSH', 'GOAF'],
            ['ROOF_FALL', 'POISONING', 'HOISTING_FALL'],
            ['WATER_INRUSH', 'FIRE'],
          ] as const)
          .slice()
      : ['SLOPE_COLLAPSE', 'BLASTING'],
    approvedCapacityWanTonnesPerYear: random.pick([5, 10, 20, 30, 50, 100, 200]),
    depthMaxMetres: underground ? random.integer(60, 480) : null,
    slopeHeightMetres: underground ? null : random.integer(20, 180),
    mechanisedScaling: underground ? random.chance(0.6) : null,
    intelligentPilot: random.chance(0.1),
    consolidation: random.pick(['NOT_INVOLVED', 'PLANNED', 'UNDER_WAY', 'DONE', 'CLOSING'] as const),
    managementTiers: random.pick([2, 3, 3, 4]),
    workforce,
    undergroundMax: underground ? Math.round(workforce * 0.3) : 0,
    monitoringConnected: random.chance(0.75),
    principalName: person.name,
    principalPhone: person.phone,
  };
}

/** 40 non-coal mines in 晋城 and two in 水峪贯镇. */
export function nonCoalMines(size: SampleSize): NonCoalMineRow[] {
  const random = new Random(20_260_511);
  const count = size.count(40, 12);
  return Array.from({ length: inJiaochengCount + count }, (_, index) =>
    nonCoalMine(random, index, index < inJiaochengCount ? index : null),
  );
}

/** Contractors who dig for non-coal mines. */
export function contractors(mines: readonly NonCoalMineRow[]): Partial<MineContractor>[] {
  const random = new Random(20_260_512);
  return mines
    .filter((mine) => mine.miningMethod === 'UNDERGROUND')
    .map((mine, index) => ({
      id: random.uuid(),
      ownerDepartment: mine.ownerDepartment,
      divisionCode: mine.divisionCode,
      source: 'sample',
      sourceId: `contractor-${index}`,
      synthetic: true,
      nonCoalMineId: mine.id,
      name: `${random.pick(words)}矿山工程有限公司`,
      enterpriseUscc: random.chance(0.5) ? demoEnterpriseUscc('COMMERCE', 60 + index) : null,
      scope: random.pick(['井巷掘进', '采矿、出矿', '掘进、支护']),
      levels: random.chance(0.15) ? 2 : 1,
      workers: random.integer(10, 60),
      validFrom: dayOf(random, 2024),
      validTo: dayOf(random, random.integer(2025, 2027)),
    }));
}
