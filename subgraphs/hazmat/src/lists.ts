import { atLeast, contains, type Entity, equals, List, oneOf, type OwnedRow } from '@huitong/kit';
import { Chemical } from './entities/chemical.js';
import { MajorHazard } from './entities/majorHazard.js';
import { StorageUnit } from './entities/storageUnit.js';
import { Tank } from './entities/tank.js';

/** The lists of this subgraph: what can be asked for and by what it can be sorted. */
export const majorHazards = new List<MajorHazard>({
  entity: MajorHazard,
  filters: {
    nameContains: contains('name'),
    level: equals('level'),
    levelIn: oneOf('level'),
    exposedPersonsGte: atLeast('exposedPersons'),
    monitoringConnected: equals('monitoringConnected'),
    enterpriseUscc: equals('enterpriseUscc'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', EXPOSED_PERSONS: 'exposedPersons', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const storageUnits = new List<StorageUnit>({
  entity: StorageUnit,
  filters: {},
  orders: { NAME: 'name' },
  defaultOrder: 'NAME',
});

// No filter and no other order: how much a tank holds must not be learned by asking which tanks hold more.
export const tanks = new List<Tank>({
  entity: Tank,
  filters: {},
  orders: { NAME: 'name' },
  defaultOrder: 'NAME',
});

/** A list asks of its rows no more than an id, unless it is asked by division or point; chemicals have neither. */
type ListedChemical = Chemical & OwnedRow;
export const chemicals = new List<ListedChemical>({
  entity: Chemical as Entity<unknown> as Entity<ListedChemical>,
  filters: {
    nameContains: contains('names'),
    casNo: equals('casNo'),
    unNo: equals('unNo'),
    isHighlyToxic: equals('isHighlyToxic'),
  },
  orders: { GB18218_NO: 'gb18218No', NAME: 'name', CRITICAL_QUANTITY: 'criticalQuantityTonnes' },
  defaultOrder: 'GB18218_NO',
});
