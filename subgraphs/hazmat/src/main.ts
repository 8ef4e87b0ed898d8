import { defineSubgraph } from '@huitong/kit';
import { migrations } from '../migrations/index.js';
import { sample } from '../sample/index.js';
import { datasets } from './datasets/index.js';
import { Chemical } from './entities/chemical.js';
import { MajorHazard } from './entities/majorHazard.js';
import { StorageUnit } from './entities/storageUnit.js';
import { Tank } from './entities/tank.js';
import { createLoaders } from './loaders.js';
import { resolvers } from './resolvers/index.js';

export const hazmat = defineSubgraph({
  name: 'hazmat',
  department: { zh: '应急管理局（危险化学品）', en: 'Emergency management bureau (dangerous chemicals)' },
  home: new URL('../../', import.meta.url),
  entities: [MajorHazard, StorageUnit, Tank, Chemical],
  migrations,
  resolvers,
  createLoaders,
  indexed: ['MajorHazard'],
  datasets,
  sample,
});
