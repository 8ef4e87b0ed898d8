import { allRules, comesAfter, defineDataset, notBefore } from '@huitong/kit';
import { LeakAlert } from '../entities/leakAlert.js';
import { MajorHazard } from '../entities/majorHazard.js';

/** 介质泄漏报警. Bounds are those of the mutation `upsertLeakAlert`, which reads them here, and of the table. */
export const leakAlerts = defineDataset<LeakAlert>({
  name: 'hazmat.leak-alerts',
  title: { zh: '介质泄漏报警', en: 'Leak alerts' },
  entity: LeakAlert,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: { header: '行政区划代码', synonyms: ['区划代码', '所在区划代码'], kind: 'division' },
    majorHazardId: {
      header: '重大危险源编号',
      kind: 'reference',
      required: true,
      parent: { entity: MajorHazard, title: '重大危险源', inherits: { divisionCode: 'divisionCode' } },
    },
    medium: { header: '介质', kind: 'text', longest: 100, required: true, example: '氨' },
    place: { header: '点位', kind: 'text', example: '示例罐区东侧' },
    concentrationPpm: {
      header: '浓度(ppm)',
      kind: 'number',
      unit: 'ppm',
      least: 0,
      most: 1000000,
      example: '35',
    },
    openedAt: { header: '报警时间', kind: 'instant', required: true },
    dueAt: { header: '处置期限', kind: 'instant', example: '2026-05-01 12:30' },
    closedAt: { header: '消除时间', kind: 'instant', example: '2026-05-01 10:00' },
  },
  check: allRules(comesAfter('dueAt', 'openedAt'), notBefore('closedAt', 'openedAt')),
});
