import { defineSubgraph } from '@huitong/kit';
import { migrations } from '../migrations/index.js';
import { sample } from '../sample/index.js';
import { datasets } from './datasets/index.js';
import { Incident } from './entities/incident.js';
import { RescueTeam } from './entities/rescueTeam.js';
import { Shelter } from './entities/shelter.js';
import { StockItem } from './entities/stockItem.js';
import { Warehouse } from './entities/warehouse.js';
import { createLoaders } from './loaders.js';
import { resolvers } from './resolvers/index.js';

export const emergency = defineSubgraph({
  name: 'emergency',
  department: { zh: '应急管理局', en: 'Emergency management bureau' },
  home: new URL('../../', import.meta.url),
  entities: [Incident, RescueTeam, Warehouse, StockItem, Shelter],
  migrations,
  resolvers,
  createLoaders,
  indexed: ['RescueTeam', 'Warehouse', 'Shelter', 'Incident'],
  datasets,
  sample,
});
