import { defineSubgraph } from '@huitong/kit';
import { migrations } from '../migrations/index.js';
import { sample } from '../sample/index.js';
import { datasets } from './datasets/index.js';
import { CoalMine } from './entities/coalMine.js';
import { MineHiddenDanger } from './entities/mineHiddenDanger.js';
import { MineHiddenDangerEvent } from './entities/mineHiddenDangerEvent.js';
import { TailingsPond } from './entities/tailingsPond.js';
import { mineDangers } from './hiddenDangers.js';
import { createLoaders } from './loaders.js';
import { resolvers } from './resolvers/index.js';

export const mines = defineSubgraph({
  name: 'mines',
  department: { zh: '能源局', en: 'Energy bureau (mines)' },
  home: new URL('../../', import.meta.url),
  entities: [CoalMine, TailingsPond, MineHiddenDanger, MineHiddenDangerEvent],
  migrations,
  resolvers,
  createLoaders,
  indexed: ['CoalMine', 'TailingsPond', 'MineHiddenDanger'],
  machines: [mineDangers.machine],
  datasets,
  sample,
});
