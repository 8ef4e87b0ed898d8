import {
  atLeast,
  below,
  contains,
  equals,
  type Filter,
  type GeoPoint,
  largestPage,
  List,
  type LoaderScope,
  oneOf,
} from '@huitong/kit';
import { FireBrigade } from './entities/fireBrigade.js';
import { FireUnit } from './entities/fireUnit.js';
import { FireVehicle } from './entities/fireVehicle.js';
import { WaterSource } from './entities/waterSource.js';
import { highRiseSql } from './rules/highRise.js';
import { nineSmallCategories } from './rules/nineSmallPlaces.js';

const isHighRise: Filter = (value, table, statement) => {
  const sql = highRiseSql({
    height: `item.${table.column('buildingHeightMetres')}`,
    use: `item.${table.column('buildingUse')}`,
    storeys: `item.${table.column('storeysAboveGround')}`,
  });
  return `(${sql}) = ${statement.param(value)}`;
};

const isNineSmallPlace: Filter = (value, table, statement) => {
  const categories = statement.param(nineSmallCategories);
  return `(item.${table.column('category')} = any(${categories}::text[])) = ${statement.param(value)}`;
};

/** The lists of this subgraph: what can be asked for and by what it can be sorted. */
export const fireUnits = new List<FireUnit>({
  entity: FireUnit,
  filters: {
    nameContains: contains('name'),
    categoryIn: oneOf('category'),
    isKeyUnit: equals('isKeyUnit'),
    isNineSmallPlace,
    isHighRise,
    hasDormitory: equals('hasDormitory'),
    buildingHeightMetresGte: atLeast('buildingHeightMetres'),
    enterpriseUscc: equals('enterpriseUscc'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', BUILDING_HEIGHT: 'buildingHeightMetres', UPDATED_AT: 'updatedAt' },
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
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', FOAM: 'foamTonnes', HEADCOUNT: 'headcount', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

/** The protected status is deliberately neither a filter nor an order. */
const fireVehicles = new List<FireVehicle>({
  entity: FireVehicle,
  filters: {},
  orders: { DESIGNATION: 'designation' },
  defaultOrder: 'DESIGNATION',
});

/** The vehicles of each of many brigades, in one statement; a brigade has tens, the page holds 500. */
export const vehiclesOf = async (scope: LoaderScope, brigadeId: string): Promise<FireVehicle[]> =>
  (await fireVehicles.ofParent(scope, 'fireBrigadeId', { first: largestPage }).load(brigadeId)).nodes;

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

/** Fire brigades around a point, as {@link waterSourcesNear}. */
export function fireBrigadesNear(
  scope: LoaderScope,
  point: GeoPoint | null | undefined,
  args: NearbyArguments,
) {
  return point ? fireBrigades.near(scope, args).load(point) : null;
}
