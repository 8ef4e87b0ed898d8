import { defineDataset } from '@huitong/kit';
import { EwTerminal } from '../entities/ewTerminal.js';
import { divisionCode, location, sourceId } from './columns.js';
import { ewSiteKind } from './spellings.js';

/** 地震预警终端, DOMAIN §2.6. Bounds are those of the mutation `upsertEwTerminal` and of the table. */
export const ewTerminals = defineDataset<EwTerminal>({
  name: 'emergency.earthquake-terminals',
  title: { zh: '地震预警终端', en: 'Earthquake warning terminals' },
  entity: EwTerminal,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    siteName: { header: '场所名称', kind: 'text', required: true, example: '示例小学' },
    siteKind: { header: '场所类别', kind: 'enum', values: ewSiteKind, required: true },
    online: { header: '在线', kind: 'boolean' },
    installedOn: { header: '安装日期', kind: 'date' },
  },
  location,
});
