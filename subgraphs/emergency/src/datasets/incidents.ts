import { defineDataset, notBefore, telephone } from '@huitong/kit';
import { Incident } from '../entities/incident.js';
import { divisionCode, faultIf, given, location, sourceId } from './columns.js';
import { disasterType, incidentKind, incidentLevel, incidentStatus } from './spellings.js';

const casualties = (header: string) =>
  ({ header, kind: 'integer', unit: '人', least: 0, most: 1_000_000 }) as const;

/** 突发事件, DOMAIN §2.6. Bounds are those of the mutation `upsertIncident` and of the table. */
export const incidents = defineDataset<Incident>({
  name: 'emergency.incidents',
  title: { zh: '突发事件', en: 'Incidents' },
  entity: Incident,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    title: {
      header: '标题',
      synonyms: ['事件名称', '名称'],
      kind: 'text',
      required: true,
      example: '示例煤矿顶板事故',
    },
    kind: {
      header: '事件类别',
      synonyms: ['类别'],
      kind: 'enum',
      values: incidentKind,
      required: true,
      example: '事故灾难',
    },
    disasterType: { header: '灾种', kind: 'enum', values: disasterType, example: '矿山事故' },
    level: { header: '事件级别', kind: 'enum', values: incidentLevel, example: '一般' },
    occurredAt: { header: '发生时间', kind: 'instant', past: true, required: true },
    closedAt: { header: '结束时间', kind: 'instant', past: true, example: '' },
    status: { header: '状态', kind: 'enum', values: incidentStatus, required: true, example: '处置中' },
    enterpriseUscc: { header: '事发单位统一社会信用代码', kind: 'uscc' },
    dead: { ...casualties('死亡人数(人)'), example: '0' },
    missing: { ...casualties('失踪人数(人)'), example: '0' },
    seriouslyInjured: { ...casualties('重伤人数(人)'), example: '1' },
    slightlyInjured: { ...casualties('轻伤人数(人)'), example: '2' },
    trapped: { ...casualties('被困人数(人)'), example: '0' },
    reporterPhone: {
      header: '报告人电话',
      kind: 'code',
      longest: 24,
      pattern: telephone,
      example: '0356-0000000',
    },
  },
  location,
  check: (row) => [
    ...notBefore('closedAt', 'occurredAt')(row),
    ...faultIf(
      given(row.closedAt) && row.status !== 'CLOSED',
      ['closedAt', 'status'],
      'Only an incident whose state is CLOSED has an instant at which it was closed.',
    ),
  ],
});
