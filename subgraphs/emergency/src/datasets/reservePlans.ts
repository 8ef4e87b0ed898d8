import { defineDataset } from '@huitong/kit';
import { ReservePlan } from '../entities/reservePlan.js';
import { divisionCode, sourceId } from './columns.js';

/** 应急物资储备计划, DOMAIN §2.6. Bounds are those of the mutation `upsertReservePlan` and of the table. */
export const reservePlans = defineDataset<ReservePlan>({
  name: 'emergency.reserve-plans',
  title: { zh: '应急物资储备计划', en: 'Plans of reserves' },
  entity: ReservePlan,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    year: {
      header: '年度',
      kind: 'integer',
      unit: '年',
      least: 2000,
      most: 2100,
      required: true,
      example: '2026',
    },
    categoryCode: { header: '物资分类编码', kind: 'code', longest: 20, required: true, example: '1010101' },
    name: { header: '物资名称', kind: 'text', example: '救灾单帐篷' },
    unit: { header: '计量单位', kind: 'text', longest: 20, example: '顶' },
    target: {
      header: '计划储备量',
      kind: 'number',
      unit: '计量单位',
      least: 0,
      most: 100_000_000_000,
      example: '200',
    },
    actual: {
      header: '实际储备量',
      kind: 'number',
      unit: '计量单位',
      least: 0,
      most: 100_000_000_000,
      example: '100',
    },
  },
});
