import { defineSubgraph } from '@huitong/kit';
import { migrations } from '../migrations/index.js';
import { sample } from '../sample/index.js';
import { datasets } from './datasets/index.js';
import { FireBrigade } from './entities/fireBrigade.js';
import { FireUnit } from './entities/fireUnit.js';
import { FireVehicle } from './entities/fireVehicle.js';
import { WaterSource } from './entities/waterSource.js';
import { createLoaders } from './loaders.js';
import { resolvers } from './resolvers/index.js';

export const fire = defineSubgraph({
  name: 'fire',
  department: { zh: '消防救援机构', en: 'Fire and rescue' },
  home: new URL('../../', import.meta.url),
  entities: [FireUnit, WaterSource, FireBrigade, FireVehicle],
  migrations,
  resolvers,
  createLoaders,
  indexed: ['FireUnit', 'WaterSource', 'FireBrigade'],
  datasets,
  sample,
});
