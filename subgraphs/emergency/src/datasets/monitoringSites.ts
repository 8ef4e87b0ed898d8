import { defineDataset } from '@huitong/kit';
import { MonitoringSite } from '../entities/monitoringSite.js';
import { divisionCode, location, sourceId } from './columns.js';
import { disasterType, monitoringKind } from './spellings.js';

/** 灾害监测点, DOMAIN §2.6. Bounds are those of the mutation `upsertMonitoringSite` and of the table. */
export const monitoringSites = defineDataset<MonitoringSite>({
  name: 'emergency.monitoring-sites',
  title: { zh: '灾害监测点', en: 'Monitoring sites' },
  entity: MonitoringSite,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    name: { header: '名称', kind: 'text', required: true, example: '示例雨量站' },
    kind: { header: '监测类别', kind: 'enum', values: monitoringKind, required: true },
    hazard: { header: '灾种', kind: 'enum', values: disasterType, example: '洪涝' },
    online: { header: '在线', kind: 'boolean' },
    lastValue: {
      header: '最近读数',
      kind: 'number',
      unit: '读数单位',
      least: -1_000_000,
      most: 1_000_000,
      example: '12.5',
    },
    alarmThreshold: {
      header: '告警阈值',
      kind: 'number',
      unit: '读数单位',
      least: -1_000_000,
      most: 1_000_000,
      example: '50',
    },
  },
  location,
});
