import { atLeast, contains, equals, oneOf, List } from '@huitong/kit';
import { EwTerminal } from './entities/ewTerminal.js';
import { FireAccessRoute } from './entities/fireAccessRoute.js';
import { LandingSite } from './entities/landingSite.js';
import { MonitoringSite } from './entities/monitoringSite.js';

export const landingSites = new List<LandingSite>({
  entity: LandingSite,
  filters: {
    nameContains: contains('name'),
    kindIn: oneOf('kind'),
    maxTakeoffTonnesGte: atLeast('maxTakeoffTonnes'),
    nightCapable: equals('nightCapable'),
    usable: equals('usable'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', MAX_TAKEOFF: 'maxTakeoffTonnes', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const fireAccessRoutes = new List<FireAccessRoute>({
  entity: FireAccessRoute,
  filters: {
    nameContains: contains('name'),
    lengthKilometresGte: atLeast('lengthKilometres'),
    widthMetresGte: atLeast('widthMetres'),
    passable: equals('passable'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', LENGTH: 'lengthKilometres', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});

export const ewTerminals = new List<EwTerminal>({
  entity: EwTerminal,
  filters: {
    siteNameContains: contains('siteName'),
    siteKindIn: oneOf('siteKind'),
    online: equals('online'),
    synthetic: equals('synthetic'),
  },
  orders: { SITE_NAME: 'siteName', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'SITE_NAME',
});

export const monitoringSites = new List<MonitoringSite>({
  entity: MonitoringSite,
  filters: {
    nameContains: contains('name'),
    kindIn: oneOf('kind'),
    hazardIn: oneOf('hazard'),
    online: equals('online'),
    synthetic: equals('synthetic'),
  },
  orders: { NAME: 'name', LAST_OBSERVED_AT: 'lastObservedAt', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'NAME',
});
