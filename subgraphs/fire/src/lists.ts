import {
  atLeast,
  below,
  contains,
  equals,
  type Filter,
  type GeoPoint,
  has,
  largestPage,
  List,
  type LoaderScope,
  oneOf,
  type OwnedRow,
  own,
  present,
} from '@huitong/kit';
import { Building } from './entities/building.js';
import { EbikeChargingSite } from './entities/ebikeChargingSite.js';
import { FireAcceptanceStep } from './entities/fireAcceptanceStep.js';
import { FireBrigade } from './entities/fireBrigade.js';
import { FireEvent } from './entities/fireEvent.js';
import { FireFacility } from './entities/fireFacility.js';
import { FireIotDevice } from './entities/fireIotDevice.js';
import { FireUnit } from './entities/fireUnit.js';
import { FireVehicle } from './entities/fireVehicle.js';
import { LifeChannel } from './entities/lifeChannel.js';
import { WaterSource } from './entities/waterSource.js';
import { WaterSourceCheck } from './entities/waterSourceCheck.js';
import { anyBuilding, anyPart, anyBuildingIsHighRise, isHighRise } from './partFilters.js';
import { riskyInsulation } from './rules/insulationRisk.js';
import { nineSmallCategories } from './rules/nineSmallPlaces.js';

const isNineSmallPlace: Filter = (value, table, statement) => {
  const categories = statement.param(nineSmallCategories);
  return `(item.${table.column('category')} = any(${categories}::text[])) = ${statement.param(value)}`;
};

const insulationRisk: Filter = (value, table, statement) => {
  const grades = statement.param(riskyInsulation);
  return `(item.${table.column('insulationGrade')} = any(${grades}::text[])) = ${statement.param(value)}`;
};

const ended: Filter = (value, table) =>
  `item.${table.column('endedAt')} is ${value === true ? 'not null' : 'null'}`;

/** The lists of this subgraph: what can be asked for and by what it can be sorted. */
export const fireUnits = new List<FireUnit>({
  entity: FireUnit,
  filters: {
    matched: present('enterpriseUscc'),
    own,
    nameContains: contains('name'),
    kindIn: oneOf('kind'),
    categoryIn: oneOf('category'),
    isKeyUnit: equals('isKeyUnit'),
    isNineSmallPlace,
    isHighRise: anyBuildingIsHighRise,
    hasDormitory: anyBuilding('has_dormitory'),
    buildingHeightMetresGte: anyPart('building', (part, value) => `${part}.height >= ${value}`),
    facilityStatusIn: anyPart('fire_facility', (part, value) => `${part}.status = any(${value}::text[])`),
    lifeChannelStatusIn: anyPart('life_channel', (part, value) => `${part}.status = any(${value}::text[])`),
    uscc: equals('uscc'),
    enterpriseUscc: equals('enterpriseUscc'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const buildings = new List<Building>({
  entity: Building,
  filters: {
    useIn: oneOf('use'),
    isHighRise,
    heightMetresGte: atLeast('heightMetres'),
    hasDormitory: equals('hasDormitory'),
    insulationGradeIn: oneOf('insulationGrade'),
    insulationRisk,
    synthetic: equals('synthetic'),
  },
  orders: { HEIGHT: 'heightMetres', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'HEIGHT',
});

export const ebikeChargingSites = new List<EbikeChargingSite>({
  entity: EbikeChargingSite,
  filters: {
    nameContains: contains('name'),
    statusIn: oneOf('status'),
    indoors: equals('indoors'),
    strungWires: equals('strungWires'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', CHECKED_ON: 'checkedOn', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const waterSources = new List<WaterSource>({
  entity: WaterSource,
  filters: {
    nameContains: contains('name'),
    kind: equals('kind'),
    kindIn: oneOf('kind'),
    usable: equals('usable'),
    flowLitresPerSecondGte: atLeast('flowLitresPerSecond'),
    lastCheckedBefore: below('lastCheckedOn'),
    enterpriseUscc: equals('enterpriseUscc'),
    synthetic: equals('synthetic'),
  },
  orders: {
    NAME: 'name',
    FLOW: 'flowLitresPerSecond',
    LAST_CHECKED_ON: 'lastCheckedOn',
    UPDATED_AT: 'updatedAt',
  },
  defaultOrder: 'NAME',
});

export const fireBrigades = new List<FireBrigade>({
  entity: FireBrigade,
  filters: {
    nameContains: contains('name'),
    kind: equals('kind'),
    kindIn: oneOf('kind'),
    foamTonnesGte: atLeast('foamTonnes'),
    onDutyGte: atLeast('onDuty'),
    enterpriseUscc: equals('enterpriseUscc'),
    stationClassIn: oneOf('stationClass'),
    servesDivision: has('serviceDivisions'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', FOAM: 'foamTonnes', HEADCOUNT: 'headcount', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const fireIotDevices = new List<FireIotDevice>({
  entity: FireIotDevice,
  filters: {
    systemIn: oneOf('system'),
    level: equals('level'),
    statusAtBefore: below('statusAt'),
    fireUnitId: oneId('fireUnitId'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', STATUS_AT: 'statusAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const fireEvents = new List<FireEvent>({
  entity: FireEvent,
  filters: {
    kind: equals('kind'),
    kindIn: oneOf('kind'),
    confirmedIn: oneOf('confirmed'),
    occurredAtGte: atLeast('occurredAt'),
    occurredAtBefore: below('occurredAt'),
    ended,
    synthetic: equals('synthetic'),
  },
  orders: { OCCURRED_AT: 'occurredAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'OCCURRED_AT',
});

/** An id that a caller gives is compared as text: what is no UUID finds nothing, rather than failing. */
function oneId(property: string): Filter {
  return (value, table, statement) =>
    `item.${table.column(property)}::text = lower(${statement.param(value)})`;
}

const partsBy = <Row extends OwnedRow>(entity: new () => Row, property: keyof Row & string) =>
  new List<Row>({ entity, filters: {}, orders: { BY: property }, defaultOrder: 'BY' });

const facilities = partsBy(FireFacility, 'system');
const channels = partsBy(LifeChannel, 'kind');
const steps = partsBy(FireAcceptanceStep, 'decidedOn');
const checks = partsBy(WaterSourceCheck, 'checkedOn');
/** The protected status is deliberately neither a filter nor an order. */
const vehicles = partsBy(FireVehicle, 'designation');

/** The steps of 消防审验 that are on record of a unit; at least one. */
export type Acceptance = readonly FireAcceptanceStep[];

const highestFirst = { field: 'HEIGHT', direction: 'DESC' } as const;
const newestFirst = { field: 'OCCURRED_AT', direction: 'DESC' } as const;
const all = { first: largestPage };

// A unit has some tens of each, a page holds 500. Every one is one statement for all units of a request.
export const buildingsOf = async (scope: LoaderScope, unitId: string): Promise<Building[]> =>
  (await buildings.ofParent(scope, 'fireUnitId', { ...all, orderBy: highestFirst }).load(unitId)).nodes;
export const facilitiesOf = async (scope: LoaderScope, unitId: string): Promise<FireFacility[]> =>
  (await facilities.ofParent(scope, 'fireUnitId', all).load(unitId)).nodes;
export const lifeChannelsOf = async (scope: LoaderScope, unitId: string): Promise<LifeChannel[]> =>
  (await channels.ofParent(scope, 'fireUnitId', all).load(unitId)).nodes;
export const acceptanceOf = async (scope: LoaderScope, unitId: string): Promise<Acceptance> =>
  (await steps.ofParent(scope, 'fireUnitId', all).load(unitId)).nodes;
export const ebikeChargingSitesOf = async (
  scope: LoaderScope,
  unitId: string,
): Promise<EbikeChargingSite[]> =>
  (await ebikeChargingSites.ofParent(scope, 'fireUnitId', all).load(unitId)).nodes;

/** The vehicles of each of many brigades, in one statement; a brigade has tens, the page holds 500. */
export const vehiclesOf = async (scope: LoaderScope, brigadeId: string): Promise<FireVehicle[]> =>
  (await vehicles.ofParent(scope, 'fireBrigadeId', all).load(brigadeId)).nodes;

/** The checks of each of many water sources, newest first. */
export const checksOf = async (
  scope: LoaderScope,
  sourceId: string,
  first: number | null | undefined,
): Promise<WaterSourceCheck[]> => {
  const orderBy = { field: 'BY', direction: 'DESC' } as const;
  return (await checks.ofParent(scope, 'waterSourceId', { first: first ?? null, orderBy }).load(sourceId))
    .nodes;
};

interface EventArguments {
  readonly where?: object | null | undefined;
  readonly first?: number | null | undefined;
}

/** The events of each of many units or devices, newest first, in one statement. */
export const eventsOf = (
  scope: LoaderScope,
  parent: { readonly property: 'fireUnitId' | 'fireIotDeviceId'; readonly id: string },
  { where, first }: EventArguments,
) =>
  fireEvents
    .ofParent(scope, parent.property, {
      where: where as Record<string, unknown> | null | undefined,
      orderBy: newestFirst,
      first: first ?? null,
    })
    .load(parent.id);

interface NearbyArguments {
  readonly withinKm?: number | null;
  readonly usable?: boolean | null;
  readonly first?: number | null;
}

/**
 * Water sources around a point, for whatever type offers them: one statement for all points of a request.
 * @returns null when there is no point to measure from.
 */
export function waterSourcesNear(
  scope: LoaderScope,
  point: GeoPoint | null | undefined,
  args: NearbyArguments,
) {
  const { usable, ...around } = args;
  return point ? waterSources.near(scope, { ...around, where: { usable } }).load(point) : null;
}

/** The nearest water source of a point, as {@link waterSourcesNear}; null where there is none. */
export async function nearestWater(
  scope: LoaderScope,
  point: GeoPoint | null | undefined,
  args: Omit<NearbyArguments, 'first'>,
): Promise<WaterSource | null> {
  const page = await waterSourcesNear(scope, point, { ...args, first: 1 });
  return page?.nodes[0] ?? null;
}

/** Fire brigades around a point, as {@link waterSourcesNear}. */
export function fireBrigadesNear(
  scope: LoaderScope,
  point: GeoPoint | null | undefined,
  args: NearbyArguments,
) {
  return point ? fireBrigades.near(scope, args).load(point) : null;
}
