import { defineDataset } from '@huitong/kit';
import { RescueBase } from '../entities/rescueBase.js';
import { divisionCode, location, sourceId } from './columns.js';
import { administrativeLevel, rescueSpecialty } from './spellings.js';

/** 应急救援基地, DOMAIN §2.6. Bounds are those of the mutation `upsertRescueBase` and of the table. */
export const rescueBases = defineDataset<RescueBase>({
  name: 'emergency.rescue-bases',
  title: { zh: '应急救援基地', en: 'Rescue bases' },
  entity: RescueBase,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    name: { header: '名称', kind: 'text', required: true, example: '示例应急救援基地' },
    level: { header: '级别', kind: 'enum', values: administrativeLevel, example: '市级' },
    specialties: { header: '专长', kind: 'list', values: rescueSpecialty, whenEmpty: [] },
    areaSquareMetres: {
      header: '占地面积(平方米)',
      kind: 'number',
      unit: '平方米',
      least: 0,
      most: 10_000_000,
      example: '20000',
    },
    lodging: { header: '可驻人数(人)', kind: 'integer', unit: '人', least: 0, most: 100_000, example: '120' },
    helipad: { header: '停机坪', kind: 'boolean' },
    builtOn: { header: '建成日期', kind: 'date', example: '2020-10-01' },
  },
  location,
});
