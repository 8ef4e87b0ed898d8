import { atLeast, below, contains, equals, has, oneOf, List } from '@huitong/kit';
import { Equipment } from './entities/equipment.js';
import { EquipmentSet } from './entities/equipmentSet.js';
import { RescueBase } from './entities/rescueBase.js';
import { ReservePlan } from './entities/reservePlan.js';

export const rescueBases = new List<RescueBase>({
  entity: RescueBase,
  filters: {
    nameContains: contains('name'),
    levelIn: oneOf('level'),
    specialtiesHas: has('specialties'),
    lodgingGte: atLeast('lodging'),
    helipad: equals('helipad'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', AREA: 'areaSquareMetres', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const equipmentItems = new List<Equipment>({
  entity: Equipment,
  filters: {
    nameContains: contains('name'),
    kindIn: oneOf('kind'),
    quantityGte: atLeast('quantity'),
    statusIn: oneOf('status'),
    capabilitiesHas: has('capabilities'),
    custodianUscc: equals('custodianUscc'),
    maintenanceDueBefore: below('maintenanceDueOn'),
    synthetic: equals('synthetic'),
  },
  orders: {
    NAME: 'name',
    QUANTITY: 'quantity',
    MAINTENANCE_DUE_ON: 'maintenanceDueOn',
    UPDATED_AT: 'updatedAt',
  },
  defaultOrder: 'NAME',
});

export const equipmentSets = new List<EquipmentSet>({
  entity: EquipmentSet,
  filters: { levelIn: oneOf('level'), synthetic: equals('synthetic') },
  orders: { CHECKED_ON: 'checkedOn', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'CHECKED_ON',
});

export const reservePlans = new List<ReservePlan>({
  entity: ReservePlan,
  filters: { year: equals('year'), nameContains: contains('name'), synthetic: equals('synthetic') },
  orders: { YEAR: 'year', CATEGORY_CODE: 'categoryCode', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'YEAR',
});
