import { defineDataset, telephone } from '@huitong/kit';
import { Warehouse } from '../entities/warehouse.js';
import { divisionCode, location, sourceId } from './columns.js';
import { warehouseLevel } from './spellings.js';

/** 应急物资储备库, DOMAIN §2.6. Bounds are those of the mutation `upsertWarehouse` and of the table. */
export const warehouses = defineDataset<Warehouse>({
  name: 'emergency.warehouses',
  title: { zh: '应急物资储备库', en: 'Warehouses of emergency supplies' },
  entity: Warehouse,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    name: { header: '名称', kind: 'text', required: true, example: '示例市应急物资储备库' },
    level: { header: '级别', kind: 'enum', values: warehouseLevel, required: true, example: '县级' },
    enterpriseUscc: { header: '代储企业统一社会信用代码', kind: 'uscc', example: '' },
    areaSquareMetres: {
      header: '建筑面积(平方米)',
      kind: 'number',
      unit: '平方米',
      least: 0,
      most: 10_000_000,
      example: '1200',
    },
    managerName: { header: '管理员', kind: 'text', longest: 50, example: '示例姓名' },
    managerPhone: {
      header: '管理员电话',
      kind: 'code',
      longest: 30,
      pattern: telephone,
      example: '0356-0000000',
    },
  },
  location,
});
