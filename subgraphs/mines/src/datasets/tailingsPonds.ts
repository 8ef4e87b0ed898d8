import { allRules, defineDataset, notBefore } from '@huitong/kit';
import { TailingsPond } from '../entities/tailingsPond.js';
import type {
  DamMethod,
  LegacySafetyDegree,
  PondClosureStage,
  TailingsDisposal,
  TailingsGrade,
  TailingsPondStatus,
} from '../generated/resolvers.js';
import { pondBounds } from '../rules/bounds.js';
import type { Spellings } from './spellings.js';

const status: Spellings<TailingsPondStatus> = {
  OPERATING: ['运行', '在用', '正常运行'],
  IDLE: ['停用'],
  CLOSURE_DUE: ['应闭库'],
  CLOSING: ['闭库中', '正在闭库'],
  CLOSED: ['已闭库'],
  DEREGISTERED: ['已销号', '销号'],
};
const grade: Spellings<TailingsGrade> = {
  GRADE_1: ['一等'],
  GRADE_2: ['二等'],
  GRADE_3: ['三等'],
  GRADE_4: ['四等'],
  GRADE_5: ['五等'],
};
const method: Spellings<DamMethod> = {
  UPSTREAM: ['上游式', '上游法'],
  CENTRELINE: ['中线式', '中线法'],
  DOWNSTREAM: ['下游式', '下游法'],
  ONE_STAGE: ['一次建坝', '一次性筑坝'],
};
const disposal: Spellings<TailingsDisposal> = { WET: ['湿排'], DRY: ['干堆', '干排'] };
const safetyDegree: Spellings<LegacySafetyDegree> = {
  DANGEROUS: ['危库'],
  RISKY: ['险库'],
  FAULTY: ['病库'],
  NORMAL: ['正常库'],
};
const closureStage: Spellings<PondClosureStage> = {
  NOT_PLANNED: ['未列计划'],
  PLANNED: ['已列计划'],
  DESIGNED: ['设计已批'],
  UNDER_WAY: ['施工中'],
  ACCEPTED: ['已验收'],
};

/** 尾矿库, DOMAIN §2.3. Bounds are those of the mutation `upsertTailingsPond` and of the table. */
export const tailingsPonds = defineDataset<TailingsPond>({
  name: 'mines.tailings-ponds',
  title: { zh: '尾矿库基本信息', en: 'Tailings ponds' },
  entity: TailingsPond,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['尾矿库编号'], kind: 'code', longest: 100, required: true },
    name: { header: '尾矿库名称', synonyms: ['名称'], kind: 'text', required: true, example: '示例尾矿库' },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    enterpriseUscc: { header: '统一社会信用代码', synonyms: ['企业统一社会信用代码'], kind: 'uscc' },
    status: {
      header: '状态',
      synonyms: ['运行状态'],
      kind: 'enum',
      values: status,
      whenEmpty: 'OPERATING',
      note: '新增时填写；已有尾矿库的状态只能通过状态变迁改变',
    },
    grade: { header: '等别', synonyms: ['尾矿库等别'], kind: 'enum', values: grade, example: '四等' },
    volumeTotalWanCubicMetres: {
      header: '全库容(万立方米)',
      synonyms: ['总库容(万立方米)', '库容(万立方米)'],
      kind: 'number',
      unit: '万立方米',
      ...pondBounds.volumeTotalWanCubicMetres,
      example: '85',
    },
    damHeightMetres: {
      header: '坝高(米)',
      synonyms: ['总坝高(米)'],
      kind: 'number',
      unit: '米',
      ...pondBounds.damHeightMetres,
      example: '32',
    },
    method: { header: '筑坝方式', kind: 'enum', values: method },
    disposal: { header: '排放方式', kind: 'enum', values: disposal },
    mineral: { header: '矿种', kind: 'text', longest: 50, example: '铁' },
    designElevationMetres: {
      header: '设计最终标高(米)',
      kind: 'number',
      unit: '米',
      ...pondBounds.designElevationMetres,
      example: '980',
    },
    crestElevationMetres: {
      header: '坝顶标高(米)',
      kind: 'number',
      unit: '米',
      ...pondBounds.crestElevationMetres,
      example: '972',
    },
    isOverhead: { header: '头顶库', synonyms: ['是否头顶库'], kind: 'boolean', example: '否' },
    isThreeSides: { header: '三边库', synonyms: ['是否三边库'], kind: 'boolean', example: '否' },
    legacySafetyDegree: {
      header: '原安全度',
      synonyms: ['安全度'],
      kind: 'enum',
      values: safetyDegree,
      example: '正常库',
    },
    downstreamResidents: {
      header: '下游居民(人)',
      synonyms: ['下游1公里居民(人)'],
      kind: 'integer',
      unit: '人',
      ...pondBounds.downstreamResidents,
      example: '12',
    },
    idleSince: { header: '停用日期', synonyms: ['停用时间'], kind: 'date', example: '' },
    ownerless: { header: '无主', synonyms: ['是否无主'], kind: 'boolean', example: '否' },
    designElevationReached: { header: '达到设计标高', kind: 'boolean', example: '否' },
    closurePlanDue: { header: '闭库计划期限', kind: 'date', example: '' },
    closureStage: { header: '闭库阶段', kind: 'enum', values: closureStage, example: '未列计划' },
    closedAt: { header: '闭库日期', kind: 'date', example: '' },
    deregisteredAt: { header: '销号日期', kind: 'date', example: '' },
    monitoringConnected: { header: '监测联网', kind: 'boolean' },
    responsibleLeaderTitle: { header: '包保责任人职务', kind: 'text', longest: 100, example: '副县长' },
    responsibleLeaderName: { header: '包保责任人', kind: 'text', longest: 50, example: '示例姓名' },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
  check: allRules(notBefore('closedAt', 'idleSince'), notBefore('deregisteredAt', 'closedAt')),
});
