import { comesAfter, defineDataset } from '@huitong/kit';
import { MajorHazard } from '../entities/majorHazard.js';
import { WorkPermit } from '../entities/workPermit.js';
import type {
  PermitApprover,
  WorkPermitLevel,
  WorkPermitState,
  WorkPermitType,
} from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';
import { permitFaults } from '../rules/permitFaults.js';

const permitApprover: Spellings<PermitApprover> = {
  SITE_UNIT: ['基层单位', '所在单位'],
  SAFETY_DEPARTMENT: ['安全管理部门', '安全部门'],
  SENIOR_LEADER: ['主管领导'],
};
const workPermitLevel: Spellings<WorkPermitLevel> = {
  SPECIAL: ['特级'],
  LEVEL_1: ['一级', 'Ⅰ级', 'I级', '1级'],
  LEVEL_2: ['二级', 'Ⅱ级', 'II级', '2级'],
  LEVEL_3: ['三级', 'Ⅲ级', 'III级', '3级'],
  LEVEL_4: ['四级', 'Ⅳ级', 'IV级', '4级'],
};
const workPermitState: Spellings<WorkPermitState> = {
  DRAFT: ['申请', '草稿'],
  APPROVED: ['已审批', '已批准'],
  ACTIVE: ['作业中', '进行中'],
  CLOSED: ['已关闭', '已完工', '已验收'],
  REVOKED: ['已撤销', '作废'],
};
const workPermitType: Spellings<WorkPermitType> = {
  HOT_WORK: ['动火', '动火作业'],
  CONFINED_SPACE: ['受限空间', '有限空间', '受限空间作业', '有限空间作业'],
  BLIND_PLATE: ['盲板抽堵', '盲板抽堵作业'],
  WORK_AT_HEIGHT: ['高处', '高处作业'],
  LIFTING: ['吊装', '吊装作业'],
  TEMPORARY_ELECTRICITY: ['临时用电', '临时用电作业'],
  EXCAVATION: ['动土', '动土作业'],
  ROAD_CLOSURE: ['断路', '断路作业'],
};

const endsAfterStart = comesAfter('validTo', 'validFrom');

/** 特殊作业票. Bounds are those of the mutation `upsertWorkPermit`, which reads them here, and of the table. */
export const workPermits = defineDataset<WorkPermit>({
  name: 'hazmat.work-permits',
  title: { zh: '特殊作业票', en: 'Permits for special work' },
  entity: WorkPermit,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    permitNo: {
      header: '作业票编号',
      synonyms: ['票号'],
      kind: 'code',
      longest: 100,
      required: true,
      example: 'DH-2026-0001',
    },
    type: { header: '作业类型', synonyms: ['类型'], kind: 'enum', values: workPermitType, required: true },
    level: { header: '作业级别', synonyms: ['级别'], kind: 'enum', values: workPermitLevel, example: '一级' },
    enterpriseUscc: { header: '统一社会信用代码', synonyms: ['企业统一社会信用代码'], kind: 'uscc' },
    majorHazardId: {
      header: '重大危险源编号',
      kind: 'reference',
      parent: { entity: MajorHazard, title: '重大危险源' },
    },
    place: { header: '作业地点', synonyms: ['作业部位'], kind: 'text', longest: 300, example: '示例装置区' },
    content: { header: '作业内容', kind: 'text', longest: 500, example: '管线焊接' },
    contractorUscc: { header: '承包商统一社会信用代码', kind: 'uscc', example: '' },
    validFrom: { header: '有效期起', synonyms: ['开始时间'], kind: 'instant', required: true },
    validTo: {
      header: '有效期止',
      synonyms: ['结束时间'],
      kind: 'instant',
      required: true,
      example: '2026-05-01 16:30',
    },
    state: { header: '状态', kind: 'enum', values: workPermitState, required: true, example: '已关闭' },
    heightMetres: {
      header: '作业高度(米)',
      synonyms: ['作业高度'],
      kind: 'number',
      unit: '米',
      least: 0,
      most: 500,
      example: '',
    },
    liftedMassTonnes: {
      header: '吊物质量(吨)',
      synonyms: ['吊装质量(吨)'],
      kind: 'number',
      unit: '吨',
      above: 0,
      most: 5000,
      example: '',
    },
    specialCircumstances: { header: '特殊情况延长', kind: 'boolean', example: '否' },
    isolation: {
      header: '隔离措施',
      synonyms: ['能量隔离措施'],
      kind: 'text',
      longest: 500,
      example: '加盲板隔离',
    },
    guardianName: { header: '监护人', kind: 'text', longest: 60, example: '示例姓名' },
    approvedBy: { header: '审批人层级', kind: 'enum', values: permitApprover, example: '安全管理部门' },
    approverName: { header: '审批人', kind: 'text', longest: 60, example: '示例姓名' },
    approvedAt: { header: '审批时间', kind: 'instant', example: '2026-05-01 08:00' },
    closedAt: { header: '关闭时间', synonyms: ['验收时间'], kind: 'instant', example: '2026-05-01 16:00' },
    revokedReason: { header: '撤销原因', kind: 'text', longest: 300, example: '' },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
  check: (permit) => [...endsAfterStart(permit), ...permitFaults(permit)],
});
