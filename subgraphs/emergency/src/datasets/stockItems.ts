import { defineDataset } from '@huitong/kit';
import { StockItem } from '../entities/stockItem.js';
import { Warehouse } from '../entities/warehouse.js';
import { faultIf, given, sourceId } from './columns.js';
import { reserveMode } from './spellings.js';

/**
 * 应急物资, DOMAIN §2.6: lines of a warehouse that is there already, whose division and position they take. Bounds are
 * those of the mutation `upsertStockItem` and of the table.
 */
export const stockItems = defineDataset<StockItem>({
  name: 'emergency.stock-items',
  title: { zh: '应急物资', en: 'Stock of emergency supplies' },
  entity: StockItem,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    warehouseId: {
      header: '储备库编号',
      synonyms: ['仓库编号'],
      kind: 'reference',
      required: true,
      parent: { entity: Warehouse, title: '应急物资储备库', inherits: { divisionCode: 'divisionCode' } },
    },
    categoryCode: {
      header: '物资编码',
      synonyms: ['物资分类编码'],
      kind: 'code',
      longest: 7,
      pattern: { test: /^[123][0-9]{6}$/, means: 'seven digits of GB/T 38565-2020' },
      required: true,
      example: '1010101',
    },
    name: { header: '物资名称', synonyms: ['名称'], kind: 'text', required: true, example: '救灾单帐篷' },
    spec: { header: '规格型号', synonyms: ['规格'], kind: 'text', example: '12平方米' },
    unit: {
      header: '计量单位',
      synonyms: ['单位'],
      kind: 'text',
      longest: 20,
      required: true,
      example: '顶',
    },
    quantity: {
      header: '数量',
      synonyms: ['储备数量'],
      kind: 'number',
      unit: '计量单位',
      least: 0,
      most: 100_000_000_000,
      required: true,
      example: '100',
    },
    reserved: {
      header: '已预留数量',
      kind: 'number',
      unit: '计量单位',
      least: 0,
      most: 100_000_000_000,
      whenEmpty: 0,
      example: '20',
    },
    reserveMode: { header: '储备方式', kind: 'enum', values: reserveMode, required: true },
    supplierUscc: { header: '供应企业统一社会信用代码', kind: 'uscc', example: '' },
    agreementQuantity: {
      header: '协议数量',
      kind: 'number',
      unit: '计量单位',
      least: 0,
      most: 100_000_000_000,
      example: '',
    },
    agreementResponseHours: {
      header: '协议响应时间(小时)',
      kind: 'number',
      unit: '小时',
      least: 0,
      most: 8760,
      example: '',
    },
    expiresOn: { header: '有效期', synonyms: ['有效期至'], kind: 'date', example: '2031-05-01' },
    batch: { header: '批次', kind: 'text', longest: 100, example: '2026-01' },
  },
  check: ({ quantity, reserved, reserveMode: mode, agreementQuantity, agreementResponseHours }) => [
    ...faultIf(
      typeof reserved === 'number' && typeof quantity === 'number' && reserved > quantity,
      ['reserved', 'quantity'],
      'More is reserved than there is.',
    ),
    ...faultIf(
      mode === 'PHYSICAL' && given(agreementQuantity),
      ['agreementQuantity', 'reserveMode'],
      'Goods in stock have no agreement with a supplier.',
    ),
    ...faultIf(
      mode === 'PHYSICAL' && given(agreementResponseHours),
      ['agreementResponseHours', 'reserveMode'],
      'Goods in stock have no agreement with a supplier.',
    ),
  ],
});
