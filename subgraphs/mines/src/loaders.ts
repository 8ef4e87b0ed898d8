import { byKey, type LoaderScope, type NewRow, type SubgraphContext, upsertByNaturalKey } from '@huitong/kit';
import { CoalMine } from './entities/coalMine.js';
import { MineHiddenDanger } from './entities/mineHiddenDanger.js';
import { TailingsPond } from './entities/tailingsPond.js';

/** Every read by key; made anew for each request. */
export const createLoaders = (scope: LoaderScope) => ({
  coalMineById: byKey(scope, CoalMine, 'id'),
  tailingsPondById: byKey(scope, TailingsPond, 'id'),
  mineHiddenDangerById: byKey(scope, MineHiddenDanger, 'id'),
});

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;

/** Writes one row of the caller's own department; resolvers reach entities through here. */
export const writeCoalMine = (scope: LoaderScope, row: NewRow<CoalMine>) =>
  upsertByNaturalKey(scope, CoalMine, row);
