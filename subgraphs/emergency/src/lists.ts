import { refusal } from '@huitong/contract';
import { above, atLeast, below, contains, equals, type Filter, has, List, oneOf } from '@huitong/kit';
import { Incident } from './entities/incident.js';
import { RescueTeam } from './entities/rescueTeam.js';
import { Shelter } from './entities/shelter.js';
import { StockItem } from './entities/stockItem.js';
import { Warehouse } from './entities/warehouse.js';
import { isGiven } from './incidentLists.js';
import { codesBelow } from './rules/stockCategory.js';

// A range of whole codes, not LIKE: comparison is leakproof, so the index serves under row security.
const categoryBelow: Filter = (value, table, statement) => {
  const codes = codesBelow(value as string);
  if (!codes) {
    const at = 'where.categoryCodeStartsWith';
    throw refusal('BAD_INPUT', { at, message: `${at} is 1 to 7 digits of GB/T 38565-2020.` });
  }
  const column = `item.${table.column('categoryCode')}`;
  return `${column} between ${statement.param(codes.first)} and ${statement.param(codes.last)}`;
};

/** The lists of this subgraph: what can be asked for and by what it can be sorted. */
export const incidents = new List<Incident>({
  entity: Incident,
  filters: {
    titleContains: contains('title'),
    kind: equals('kind'),
    disasterTypeIn: oneOf('disasterType'),
    levelIn: oneOf('level'),
    statusIn: oneOf('status'),
    responseLevelIn: oneOf('responseLevel'),
    occurredAfter: above('occurredAt'),
    occurredBefore: below('occurredAt'),
    closed: isGiven('closedAt'),
    enterpriseUscc: equals('enterpriseUscc'),
    synthetic: equals('synthetic'),
  },
  orders: { OCCURRED_AT: 'occurredAt', TITLE: 'title', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'OCCURRED_AT',
});

export const rescueTeams = new List<RescueTeam>({
  entity: RescueTeam,
  filters: {
    nameContains: contains('name'),
    categoryIn: oneOf('category'),
    nationalLevel: equals('nationalLevel'),
    specialtiesHas: has('specialties'),
    readinessIn: oneOf('readiness'),
    headcountGte: atLeast('headcount'),
    onDutyGte: atLeast('onDuty'),
    sponsorEnterpriseUscc: equals('sponsorEnterpriseUscc'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', HEADCOUNT: 'headcount', ON_DUTY: 'onDuty', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const warehouses = new List<Warehouse>({
  entity: Warehouse,
  filters: {
    nameContains: contains('name'),
    levelIn: oneOf('level'),
    areaSquareMetresGte: atLeast('areaSquareMetres'),
    enterpriseUscc: equals('enterpriseUscc'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', AREA: 'areaSquareMetres', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const stockItems = new List<StockItem>({
  entity: StockItem,
  filters: {
    nameContains: contains('name'),
    categoryCodeStartsWith: categoryBelow,
    availableGte: atLeast('available'),
    reserveModeIn: oneOf('reserveMode'),
    expiresBefore: below('expiresOn'),
    synthetic: equals('synthetic'),
  },
  orders: {
    CATEGORY_CODE: 'categoryCode',
    NAME: 'name',
    AVAILABLE: 'available',
    EXPIRES_ON: 'expiresOn',
    UPDATED_AT: 'updatedAt',
  },
  defaultOrder: 'CATEGORY_CODE',
});

export const shelters = new List<Shelter>({
  entity: Shelter,
  filters: {
    nameContains: contains('name'),
    levelIn: oneOf('level'),
    space: equals('space'),
    function: equals('function'),
    durationIn: oneOf('duration'),
    hazardTypesHas: has('hazardTypes'),
    facilitiesHas: has('facilities'),
    capacityGte: atLeast('capacity'),
    freeGte: atLeast('free'),
    accessible: equals('accessible'),
    statusIn: oneOf('status'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', CAPACITY: 'capacity', FREE: 'free', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});
