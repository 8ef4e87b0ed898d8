import { defineDataset } from '@huitong/kit';
import { LandingSite } from '../entities/landingSite.js';
import { divisionCode, location, sourceId } from './columns.js';
import { landingSiteKind } from './spellings.js';

/** 直升机起降点, DOMAIN §2.6. Bounds are those of the mutation `upsertLandingSite` and of the table. */
export const landingSites = defineDataset<LandingSite>({
  name: 'emergency.landing-sites',
  title: { zh: '直升机起降点', en: 'Landing sites' },
  entity: LandingSite,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    name: { header: '名称', kind: 'text', required: true, example: '示例起降点' },
    kind: { header: '类别', kind: 'enum', values: landingSiteKind, required: true },
    lengthMetres: { header: '长(米)', kind: 'number', unit: '米', least: 0, most: 5000, example: '35' },
    widthMetres: { header: '宽(米)', kind: 'number', unit: '米', least: 0, most: 5000, example: '35' },
    maxTakeoffTonnes: {
      header: '最大起飞重量(吨)',
      kind: 'number',
      unit: '吨',
      least: 0,
      most: 200,
      example: '13',
    },
    nightCapable: { header: '夜间可用', kind: 'boolean' },
    usable: { header: '可用', kind: 'boolean' },
  },
  location,
});
