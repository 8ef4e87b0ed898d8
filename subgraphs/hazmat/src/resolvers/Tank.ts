import { ownedFields } from '@huitong/kit';
import type { Tank as TankRow } from '../entities/tank.js';
import type { TankResolvers } from '../generated/resolvers.js';
import type { Context } from '../loaders.js';
import { mayReadStock } from '../rules/highlyToxicStock.js';

export const Tank: TankResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.tankById.load(id),
  ...ownedFields,
  unit: (tank, _, { loaders }) => loaders.storageUnitById.load(tank.storageUnitId),
  majorHazard: (tank, _, { loaders }) => loaders.majorHazardById.load(tank.majorHazardId),
  chemical: (tank, _, { loaders }) => loaders.chemicalByNo.load(String(tank.chemicalNo)),
  capacityTonnes: (tank, _, context) => stock(tank, 'capacityTonnes', context),
  designMaximumTonnes: (tank, _, context) => stock(tank, 'designMaximumTonnes', context),
  levelPercent: (tank, _, context) => stock(tank, 'levelPercent', context),
};

type Stock = 'capacityTonnes' | 'designMaximumTonnes' | 'levelPercent';

/** A quantity of a tank; refused and null where its chemical is highly toxic and the caller not one it is filed with. */
async function stock(
  tank: TankRow,
  field: Stock,
  { caller, loaders, notes }: Context,
): Promise<number | null> {
  const chemical = await loaders.chemicalByNo.load(String(tank.chemicalNo));
  if (mayReadStock(caller, tank, chemical?.isHighlyToxic ?? null)) return tank[field];
  notes.deny({ coordinate: `Tank.${field}`, entry: 'hazmat/tank', code: 'FIELD_NOT_SHARED' });
  return null;
}
