import { byKey, type LoaderScope, type NewRow, type SubgraphContext, upsertByNaturalKey } from '@huitong/kit';
import { Incident } from './entities/incident.js';
import { RescueTeam } from './entities/rescueTeam.js';
import { Shelter } from './entities/shelter.js';
import { StockItem } from './entities/stockItem.js';
import { Warehouse } from './entities/warehouse.js';

/** Every read by key; made anew for each request. */
export const createLoaders = (scope: LoaderScope) => ({
  incidentById: byKey(scope, Incident, 'id'),
  rescueTeamById: byKey(scope, RescueTeam, 'id'),
  warehouseById: byKey(scope, Warehouse, 'id'),
  stockItemById: byKey(scope, StockItem, 'id'),
  shelterById: byKey(scope, Shelter, 'id'),
});

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;

/** Writes one rescue team of the caller's own department; see {@link upsertByNaturalKey} for outcome and refusals. */
export const writeRescueTeam = (scope: LoaderScope, row: NewRow<RescueTeam>) =>
  upsertByNaturalKey(scope, RescueTeam, row);
