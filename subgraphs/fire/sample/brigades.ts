import { demoEnterprise, demoPerson, type DemoPlace, demoPlace, type Random } from '@huitong/kit';
import type { FireBrigade } from '../src/entities/fireBrigade.js';
import type { FireVehicle } from '../src/entities/fireVehicle.js';
import type { FireBrigadeKind, FireStationClass, FireVehicleType } from '../src/generated/resolvers.js';
import { fireServiceOf, hoursAgo, mountainPlace } from './places.js';

type BrigadeRow = Partial<FireBrigade> &
  Pick<FireBrigade, 'id' | 'name' | 'kind' | 'ownerDepartment' | 'divisionCode'> & {
    readonly lat: number;
    readonly lon: number;
  };

interface Post {
  readonly kind: FireBrigadeKind;
  readonly name: string;
  readonly place: DemoPlace;
  readonly enterpriseUscc?: string;
}

const counties = ['140502', '140521', '140522', '140524', '140525', '140581'];
/** 马村、三甲、河西、米山: the townships of 高平 with full-time brigades (DOMAIN item 14). */
const townships = ['140581107', '140581102', '140581106', '140581101'];

/** What a brigade of a kind keeps: members, tonnes of foam, its vehicles. */
const equipment: Record<
  FireBrigadeKind,
  { members: [number, number]; foam: [number, number]; types: FireVehicleType[] }
> = {
  NATIONAL: {
    members: [24, 45],
    foam: [6, 30],
    types: ['WATER_TANKER', 'FOAM', 'AERIAL', 'RESCUE', 'DECONTAMINATION', 'COMMAND'],
  },
  GOVERNMENT_FULL_TIME: {
    members: [15, 28],
    foam: [2, 8],
    types: ['WATER_TANKER', 'FOAM', 'RESCUE', 'AERIAL'],
  },
  TOWNSHIP_FULL_TIME: { members: [8, 15], foam: [0.5, 2], types: ['WATER_TANKER', 'WATER_TANKER', 'RESCUE'] },
  ENTERPRISE_FULL_TIME: {
    members: [10, 24],
    foam: [3, 20],
    types: ['FOAM', 'WATER_TANKER', 'DRY_POWDER', 'SUPPLY'],
  },
  MICRO_STATION: { members: [6, 10], foam: [0, 0.5], types: ['WATER_TANKER', 'SUPPLY'] },
};

/** Everything but micro stations, of which a city has as many as it has estates and squares. */
function posts(random: Random, microStations: number): Post[] {
  const county = (code: string): Post[] => {
    const [main, second, micro] = [demoPlace(random, code), demoPlace(random, code), demoPlace(random, code)];
    return [
      { kind: 'NATIONAL', name: `${main.countyName}消防救援站`, place: main },
      { kind: 'GOVERNMENT_FULL_TIME', name: `${second.townshipName}政府专职消防队`, place: second },
      { kind: 'MICRO_STATION', name: `${micro.townshipName}微型消防站`, place: micro },
    ];
  };
  const township = (code: string): Post => {
    const place = demoPlace(random, code);
    return { kind: 'TOWNSHIP_FULL_TIME', name: `${place.townshipName}专职消防队`, place };
  };
  const enterprise = (trade: 'CHEMICAL' | 'COAL', number: number): Post => {
    const { uscc, name, place } = demoEnterprise(trade, number);
    return { kind: 'ENTERPRISE_FULL_TIME', name: `${name}专职消防队`, place, enterpriseUscc: uscc };
  };
  const mountains = mountainPlace(random);
  const micro = (index: number): Post => {
    const place = demoPlace(random);
    return { kind: 'MICRO_STATION', name: `${place.townshipName}第${index + 1}微型消防站`, place };
  };
  return [
    ...counties.flatMap(county),
    { kind: 'NATIONAL', name: `${mountains.countyName}消防救援站`, place: mountains },
    { kind: 'TOWNSHIP_FULL_TIME', name: `${mountains.townshipName}专职消防队`, place: mountains },
    ...Array.from({ length: microStations }, (_, index) => micro(index)),
    ...townships.map(township),
    ...Array.from({ length: 12 }, (_, number) => enterprise('CHEMICAL', number * 5)),
    ...Array.from({ length: 6 }, (_, number) => enterprise('COAL', number * 9)),
  ];
}

function brigade(random: Random, { kind, name, place, enterpriseUscc }: Post, index: number): BrigadeRow {
  const { members, foam } = equipment[kind];
  const headcount = random.integer(...members);
  return {
    id: random.uuid(),
    ownerDepartment: fireServiceOf(place.countyCode),
    divisionCode: place.divisionCode,
    source: 'sample',
    sourceId: `fire-brigade-${index}`,
    synthetic: true,
    lat: place.lat,
    lon: place.lon,
    crs: 'WGS84',
    name,
    kind,
    enterpriseUscc: enterpriseUscc ?? null,
    foamTonnes: random.decimal(...foam),
    headcount,
    onDuty: random.integer(Math.ceil(headcount / 3), headcount),
    contactPhone: demoPerson(random).phone,
    address: `${place.countyName}${place.townshipName}消防路${random.integer(1, 99)}号`,
    stationClass: stationClasses[kind] ?? null,
    serviceAreaSquareKilometres: random.decimal(3, kind === 'NATIONAL' ? 15 : 60),
    serviceDivisions: [place.divisionCode.slice(0, 9)],
  };
}

const stationClasses: Partial<Record<FireBrigadeKind, FireStationClass>> = {
  NATIONAL: 'ORDINARY_FIRST',
  GOVERNMENT_FULL_TIME: 'SMALL',
};

/** Tonnes of water and of foam concentrate that a vehicle of a type carries. */
const loads: Record<FireVehicleType, readonly [water: number, foam: number]> = {
  WATER_TANKER: [8, 0],
  FOAM: [6, 4],
  DRY_POWDER: [0, 0],
  AERIAL: [3, 0],
  RESCUE: [0, 0],
  DECONTAMINATION: [3, 0],
  COMMAND: [0, 0],
  SUPPLY: [0, 1],
};

function vehicle(
  random: Random,
  of: BrigadeRow,
  place: { brigade: number; number: number; type: FireVehicleType },
) {
  const [waterTonnes, foamTonnes] = loads[place.type];
  const status = random.chance(0.8)
    ? 'ON_STANDBY'
    : random.pick(['DISPATCHED', 'UNDER_REPAIR', 'OUT_OF_SERVICE'] as const);
  const away = status === 'DISPATCHED' ? 1 : 0;
  return {
    id: random.uuid(),
    ownerDepartment: of.ownerDepartment,
    divisionCode: of.divisionCode,
    source: 'sample',
    sourceId: `fire-vehicle-${place.brigade}-${place.number}`,
    synthetic: true,
    fireBrigadeId: of.id,
    designation: `${of.name}${String(place.number).padStart(2, '0')}号车`,
    type: place.type,
    waterTonnes,
    foamTonnes,
    workingHeightMetres: place.type === 'AERIAL' ? random.pick([32, 53, 78, 101]) : null,
    positionLat: Number((of.lat + away * random.decimal(-0.02, 0.02, 5)).toFixed(5)),
    positionLon: Number((of.lon + away * random.decimal(-0.02, 0.02, 5)).toFixed(5)),
    positionAt: hoursAgo(random.decimal(0, 4, 2)),
    status,
  } satisfies Partial<FireVehicle>;
}

/** Some 42 brigades and any number of micro stations, with 2 to 6 vehicles each. */
export function brigadesAndVehicles(
  random: Random,
  microStations: number,
): {
  brigades: BrigadeRow[];
  vehicles: Partial<FireVehicle>[];
} {
  const brigades = posts(random, microStations).map((post, index) => brigade(random, post, index));
  const vehicles = brigades.flatMap((row, index) => {
    const { types } = equipment[row.kind];
    const count = random.integer(2, types.length);
    return types
      .slice(0, count)
      .map((type, number) => vehicle(random, row, { brigade: index, number: number + 1, type }));
  });
  return { brigades, vehicles };
}
