import { allRules, defineDataset, notBefore, notInFuture } from '@huitong/kit';
import { AgingUnit } from '../entities/agingUnit.js';
import type { AgingUnitKind, AgingUnitStatus } from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';
import { closedWhenClosed } from '../rules/closedCases.js';

const agingUnitKind: Spellings<AgingUnitKind> = {
  PROCESS_UNIT: ['装置', '生产装置'],
  STORAGE_TANK: ['储罐'],
  OIL_DEPOT: ['油库'],
  PRESSURE_EQUIPMENT: ['压力容器', '压力管道'],
};
const agingUnitStatus: Spellings<AgingUnitStatus> = {
  IDENTIFIED: ['已排查', '排查'],
  ASSESSED: ['已评估', '评估'],
  RENOVATING: ['改造中', '改造'],
  RETIRED: ['淘汰', '已淘汰', '淘汰退出'],
  CLOSED: ['销号', '已销号'],
};

/** 老旧装置. Bounds are those of the mutation `upsertAgingUnit`, which reads them here, and of the table. */
export const agingUnits = defineDataset<AgingUnit>({
  name: 'hazmat.aging-units',
  title: { zh: '老旧装置', en: 'Aging units' },
  entity: AgingUnit,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    name: { header: '装置名称', synonyms: ['名称'], kind: 'text', required: true, example: '示例合成装置' },
    enterpriseUscc: { header: '统一社会信用代码', synonyms: ['企业统一社会信用代码'], kind: 'uscc' },
    kind: { header: '种类', synonyms: ['装置种类'], kind: 'enum', values: agingUnitKind },
    commissionedOn: { header: '投用日期', kind: 'date', example: '2004-06-01' },
    designLifeYears: {
      header: '设计使用年限(年)',
      synonyms: ['设计年限(年)'],
      kind: 'integer',
      unit: '年',
      least: 1,
      most: 100,
      example: '20',
    },
    status: {
      header: '整治状态',
      synonyms: ['状态'],
      kind: 'enum',
      values: agingUnitStatus,
      required: true,
      example: '已评估',
    },
    assessedOn: { header: '评估日期', kind: 'date', example: '2026-04-10' },
    dueOn: { header: '整治期限', kind: 'date', example: '2026-12-31' },
    closedOn: { header: '销号日期', kind: 'date', example: '' },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
  check: allRules(
    closedWhenClosed,
    notBefore('assessedOn', 'commissionedOn'),
    notInFuture('commissionedOn', 'closedOn'),
  ),
});
