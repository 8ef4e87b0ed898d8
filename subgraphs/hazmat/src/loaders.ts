import { byKey, type LoaderScope, type SubgraphContext } from '@huitong/kit';
import { Chemical } from './entities/chemical.js';
import { MajorHazard } from './entities/majorHazard.js';
import { StorageUnit } from './entities/storageUnit.js';
import { Tank } from './entities/tank.js';

/** Every read by key; made anew for each request. */
export const createLoaders = (scope: LoaderScope) => ({
  majorHazardById: byKey(scope, MajorHazard, 'id'),
  storageUnitById: byKey(scope, StorageUnit, 'id'),
  tankById: byKey(scope, Tank, 'id'),
  /** By the number in GB 18218-2018 table 1, as text. */
  chemicalByNo: byKey(scope, Chemical, 'gb18218No'),
});

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;

/** The chemicals of a CAS number, one or several, in the order of their numbers. */
export async function chemicalsOfCas({ database }: LoaderScope, cas: string): Promise<Chemical[]> {
  const table = database.table(Chemical);
  return database.query<Chemical>(
    `select ${table.select('item')} from ${table.name} as item where item.cas_no = $1 order by item.gb18218_no`,
    [cas],
  );
}
