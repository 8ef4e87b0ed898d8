import type { Random } from '@huitong/kit';
import type { Building } from '../src/entities/building.js';
import type { EbikeChargingSite } from '../src/entities/ebikeChargingSite.js';
import type { FireAcceptanceStep } from '../src/entities/fireAcceptanceStep.js';
import type { FireFacility } from '../src/entities/fireFacility.js';
import type { LifeChannel } from '../src/entities/lifeChannel.js';
import type { FireSystemType, LifeChannelKind } from '../src/generated/resolvers.js';
import { isNineSmallPlace } from '../src/rules/nineSmallPlaces.js';
import { daysAgo, rowRandom } from './places.js';
import { type Look, unitOf, type UnitRow } from './units.js';

/** What a part of a unit begins with. */
const partOf = (random: Random, unit: UnitRow, sourceId: string) => ({
  id: random.uuid(),
  ownerDepartment: unit.ownerDepartment,
  divisionCode: unit.divisionCode,
  source: 'sample',
  sourceId,
  synthetic: true,
  fireUnitId: unit.id,
});

type Unit = { readonly row: UnitRow; readonly look: Look };

/** The parts of every unit, unit after unit, none of them kept. */
function* ofEachUnit<Part>(
  seed: number,
  count: number,
  make: (random: Random, unit: Unit, index: number) => Iterable<Part>,
): Iterable<Part> {
  for (let index = 0; index < count; index += 1) yield* make(rowRandom(seed, index), unitOf(index), index);
}

/** One building a unit, now and then two. */
export const buildings = (count: number): Iterable<Partial<Building>> =>
  ofEachUnit(20_260_702, count, function* (random, { row, look }, index) {
    const number = random.chance(0.2) ? 2 : 1;
    for (let at = 0; at < number; at += 1) {
      const storeys = random.integer(Math.ceil(look.storeys / 2), look.storeys);
      yield {
        ...partOf(random, row, `building-${index}-${at + 1}`),
        name: at === 0 ? '主楼' : `${at + 1}号楼`,
        heightMetres: random.chance(0.95)
          ? Number((storeys * 3.1 + random.decimal(0.5, 2)).toFixed(1))
          : null,
        use: look.use,
        storeysAboveGround: storeys,
        storeysBelowGround: storeys > 8 ? random.integer(1, 3) : 0,
        floorAreaSquareMetres: storeys * random.integer(80, 1500),
        hasDormitory: look.dormitory === true,
        insulationGrade: random.pick(['A', 'A', 'B1', 'B1', 'B2', 'B3', null] as const),
      };
    }
  });

const systems: readonly FireSystemType[] = [
  ...(['HYDRANT', 'EMERGENCY_LIGHTING', 'FIRE_ALARM', 'SPRINKLER', 'SMOKE_CONTROL'] as const),
  ...(['FIRE_DOOR_AND_SHUTTER', 'EMERGENCY_BROADCAST', 'FIRE_LIFT', 'FIRE_POWER_SUPPLY'] as const),
];

/** A small place has its lighting, a key unit has most systems. */
export const facilities = (count: number): Iterable<Partial<FireFacility>> =>
  ofEachUnit(20_260_703, count, function* (random, { row }, index) {
    const small = isNineSmallPlace(row.category) === true;
    const number = small ? random.integer(0, 1) : random.integer(1, row.isKeyUnit ? 4 : 2);
    for (const system of systems.slice(small ? 1 : 0, number + (small ? 1 : 0))) {
      const status = random.chance(0.85)
        ? 'WORKING'
        : random.pick(['FAULTY', 'SHUT_OFF', 'INCOMPLETE', 'MISSING'] as const);
      yield {
        ...partOf(random, row, `facility-${index}-${system}`),
        system,
        status,
        lastServicedOn: status === 'MISSING' ? null : daysAgo(random.integer(5, 500)),
        maintainer: random.chance(0.7) ? '演示消防技术服务有限公司' : null,
      };
    }
  });

const channelNames: Readonly<Record<LifeChannelKind, string>> = {
  FIRE_LANE: '环形消防车道',
  AERIAL_OPERATION_SITE: '北侧登高操作场地',
  EVACUATION_ROUTE: '疏散楼梯',
  SAFETY_EXIT: '一层安全出口',
  ESCAPE_WINDOW: '二层逃生窗口',
};

/** One or two ways a unit, three at a high one; one in seven is not free. */
export const lifeChannels = (count: number): Iterable<Partial<LifeChannel>> =>
  ofEachUnit(20_260_704, count, function* (random, { row, look }, index) {
    const kinds: LifeChannelKind[] = [
      isNineSmallPlace(row.category) === true ? random.pick(['SAFETY_EXIT', 'ESCAPE_WINDOW']) : 'FIRE_LANE',
      ...(look.storeys > 8 ? (['AERIAL_OPERATION_SITE'] as const) : []),
      ...(random.chance(0.2) ? (['EVACUATION_ROUTE'] as const) : []),
    ];
    for (const kind of kinds) {
      yield {
        ...partOf(random, row, `channel-${index}-${kind}`),
        name: channelNames[kind],
        kind,
        status: random.chance(0.86) ? 'CLEAR' : random.pick(['OCCUPIED', 'BLOCKED', 'LOCKED'] as const),
        widthMetres: kind === 'FIRE_LANE' ? random.decimal(3.4, 7) : random.decimal(0.9, 2.4),
        checkedOn: daysAgo(random.integer(1, 300)),
      };
    }
  });

/** Two units in five went through review and acceptance; some are left over from before. */
export const acceptanceSteps = (count: number): Iterable<Partial<FireAcceptanceStep>> =>
  ofEachUnit(20_260_705, count, function* (random, { row }, index) {
    if (!random.chance(0.4)) return;
    const authority = '演示住房和城乡建设局';
    const started = random.integer(800, 3000);
    const legacy = random.chance(0.15);
    const step = (kind: FireAcceptanceStep['kind'], days: number | null) => ({
      ...partOf(random, row, `acceptance-${index}-${kind}`),
      kind,
      decidedOn: days === null ? null : daysAgo(days),
      documentNumber: days === null ? null : `演建消字〔${daysAgo(days).slice(0, 4)}〕${index}号`,
      authority,
    });
    if (legacy) yield { ...step('LEGACY_REGISTRATION', started), result: 'PENDING' };
    else yield { ...step('DESIGN_REVIEW', started), result: 'PASSED' };
    const accepting = row.isKeyUnit ? 'ACCEPTANCE' : 'FILING';
    const result = random.pick(['PASSED', 'PASSED', 'PASSED', 'FAILED', 'PENDING'] as const);
    if (legacy && result === 'PASSED') return;
    yield { ...step(accepting, result === 'PENDING' ? null : started - random.integer(100, 700)), result };
  });

/** Charging sites at every tenth unit. */
export function* ebikeChargingSites(units: number): Iterable<Partial<EbikeChargingSite>> {
  for (let index = 0; index < units; index += 10) {
    const random = rowRandom(20_260_706, index);
    const { row } = unitOf(index);
    const { fireUnitId, ...common } = partOf(random, row, `ebike-${index}`);
    const indoors = random.chance(0.15);
    yield {
      ...common,
      fireUnitId: random.chance(0.85) ? fireUnitId : null,
      lat: row.lat,
      lon: row.lon,
      crs: 'WGS84',
      name: `${row.name ?? ''}电动自行车充电棚`.slice(0, 200),
      sockets: random.integer(4, 60),
      parkingSpaces: random.integer(10, 120),
      indoors,
      hasSprinkler: indoors && random.chance(0.5),
      hasAutomaticCutOff: random.chance(0.8),
      strungWires: random.chance(0.08),
      status: random.pick(['IN_USE', 'IN_USE', 'IN_USE', 'RECTIFYING', 'CLOSED'] as const),
      checkedOn: daysAgo(random.integer(1, 200)),
    };
  }
}
