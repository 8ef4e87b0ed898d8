import { byKey, type LoaderScope, type NewRow, type SubgraphContext, upsertByNaturalKey } from '@huitong/kit';
import { FireBrigade } from './entities/fireBrigade.js';
import { FireUnit } from './entities/fireUnit.js';
import { FireVehicle } from './entities/fireVehicle.js';
import { WaterSource } from './entities/waterSource.js';

/** Every read by key, and every write; made anew for each request. */
export const createLoaders = (scope: LoaderScope) => ({
  fireUnitById: byKey(scope, FireUnit, 'id'),
  waterSourceById: byKey(scope, WaterSource, 'id'),
  fireBrigadeById: byKey(scope, FireBrigade, 'id'),
  fireVehicleById: byKey(scope, FireVehicle, 'id'),
  upsertWaterSource: (row: NewRow<WaterSource>) => upsertByNaturalKey(scope, WaterSource, row),
});

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;
