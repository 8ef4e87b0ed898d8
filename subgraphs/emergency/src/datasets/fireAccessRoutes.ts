import { defineDataset } from '@huitong/kit';
import { FireAccessRoute } from '../entities/fireAccessRoute.js';
import { divisionCode, location, sourceId } from './columns.js';

/** 防火应急通道, DOMAIN §2.6. Bounds are those of the mutation `upsertFireAccessRoute` and of the table. */
export const fireAccessRoutes = defineDataset<FireAccessRoute>({
  name: 'emergency.fire-access-routes',
  title: { zh: '防火应急通道', en: 'Access routes against forest fire' },
  entity: FireAccessRoute,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    name: { header: '名称', kind: 'text', required: true, example: '示例防火通道' },
    lengthKilometres: {
      header: '长度(千米)',
      kind: 'number',
      unit: '千米',
      least: 0,
      most: 1000,
      example: '3.5',
    },
    widthMetres: { header: '宽度(米)', kind: 'number', unit: '米', least: 0, most: 100, example: '4' },
    passable: { header: '可通行', kind: 'boolean' },
    checkedOn: { header: '核查日期', kind: 'date' },
  },
  location,
});
