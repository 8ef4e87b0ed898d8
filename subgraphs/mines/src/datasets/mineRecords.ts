import { allRules, type DatasetColumn, defineDataset, notBefore, notInFuture } from '@huitong/kit';
import { CoalMine } from '../entities/coalMine.js';
import { MineInspection } from '../entities/mineInspection.js';
import { MinePenalty } from '../entities/minePenalty.js';
import { MineQuarterlyReport } from '../entities/mineQuarterlyReport.js';
import { ResidentSupervisor } from '../entities/residentSupervisor.js';
import type { MineInspectionKind, ResidentSupervisorKind } from '../generated/resolvers.js';
import { partBounds, type Range } from '../rules/bounds.js';
import type { Spellings } from './spellings.js';

const supervisorKind: Spellings<ResidentSupervisorKind> = {
  COMMISSIONER: ['派驻监管专员', '监管专员', '专员'],
  WATCH: ['驻矿盯守', '盯守'],
  STATION: ['驻矿安检站', '安检站'],
};

const inspectionKind: Spellings<MineInspectionKind> = {
  EXPERT: ['专家精查', '体检式精查', '专家检查'],
  SPECIAL: ['专项检查', '专项'],
  ROUTINE: ['日常检查', '日常'],
  ASSISTANCE: ['重大灾害防治帮扶', '帮扶'],
};

/** Columns with which every record of a coal mine begins. */
const opening = {
  sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
  divisionCode: { header: '行政区划代码', synonyms: ['区划代码', '所在区划代码'], kind: 'division' },
  coalMineId: {
    header: '煤矿编号',
    note: '煤矿在本部门数据中的编号',
    kind: 'reference',
    required: true,
    parent: { entity: CoalMine, title: '煤矿', inherits: { divisionCode: 'divisionCode' } },
  },
} as const satisfies Readonly<Record<string, DatasetColumn>>;

type Shared = Pick<DatasetColumn, 'synonyms' | 'required' | 'example'>;
const day = (header: string, more: Shared): DatasetColumn => ({ header, kind: 'date', ...more });
const whole = (header: string, unit: string, range: Range, example: string): DatasetColumn => ({
  header,
  kind: 'integer',
  unit,
  ...(range as Range & { readonly least: number }),
  example,
});

/** 驻矿监管人员, DOMAIN §1.2 items 45 and 46. Bounds are those of `upsertResidentSupervisor` and of the table. */
export const residentSupervisors = defineDataset<ResidentSupervisor>({
  name: 'mines.resident-supervisors',
  title: { zh: '驻矿监管人员', en: 'Officers stationed at coal mines' },
  entity: ResidentSupervisor,
  line: 'ENERGY',
  columns: {
    ...opening,
    kind: {
      header: '派驻类别',
      synonyms: ['类别', '种类'],
      kind: 'enum',
      values: supervisorKind,
      required: true,
      example: '驻矿盯守',
    },
    from: day('派驻日期', { synonyms: ['起始日期', '开始日期'], required: true, example: '2026-03-01' }),
    to: day('撤离日期', { synonyms: ['结束日期', '终止日期'], example: '2026-06-30' }),
    name: { header: '姓名', synonyms: ['驻矿人员'], kind: 'text', longest: 100, example: '张某某' },
  },
  check: notBefore('to', 'from'),
});

/** 矿山检查, DOMAIN §1.2 item 55, of coal mines. */
export const mineInspections = defineDataset<MineInspection>({
  name: 'mines.inspections',
  title: { zh: '煤矿检查', en: 'Inspections of coal mines' },
  entity: MineInspection,
  line: 'ENERGY',
  columns: {
    ...opening,
    kind: {
      header: '检查类别',
      synonyms: ['检查种类', '类别'],
      kind: 'enum',
      values: inspectionKind,
      required: true,
    },
    inspectedOn: day('检查日期', { required: true, example: '2026-03-01' }),
    experts: whole('专家人数', '人', partBounds.inspection.experts, '5'),
    checklist: { header: '检查内容', kind: 'text', longest: 500, example: '八条硬措施' },
    problems: whole('发现问题数', '个', partBounds.inspection.problems, '6'),
    majorProblems: whole('重大隐患数', '个', partBounds.inspection.majorProblems, '1'),
    rectified: whole('已整改数', '个', partBounds.inspection.rectified, '4'),
    producingWithMajorDanger: {
      header: '带重大隐患生产',
      note: '检查时是否带重大事故隐患生产(煤矿安全生产条例第七十条)',
      kind: 'boolean',
    },
  },
  check: (row) => [
    ...notBefore('problems', 'majorProblems')(row),
    ...notBefore('problems', 'rectified')(row),
    ...notInFuture('inspectedOn')(row),
  ],
});

/** 行政处罚 of coal mines, 安全生产法 arts 78 and 113. */
export const minePenalties = defineDataset<MinePenalty>({
  name: 'mines.penalties',
  title: { zh: '煤矿行政处罚', en: 'Administrative penalties of coal mines' },
  entity: MinePenalty,
  line: 'ENERGY',
  columns: {
    ...opening,
    decisionNumber: {
      header: '处罚决定书文号',
      synonyms: ['决定书文号', '文号'],
      kind: 'text',
      longest: 200,
      required: true,
      example: '(示例)应急罚〔2026〕1号',
    },
    decidedOn: day('处罚决定日期', { synonyms: ['决定日期'], required: true, example: '2026-03-01' }),
    reason: { header: '处罚事由', synonyms: ['事由'], kind: 'text', longest: 4000, example: '传感器未标校' },
    legalBasis: { header: '处罚依据', kind: 'text', longest: 500, example: '安全生产法 第九十九条' },
    underWorkSafetyLaw: { header: '依安全生产法处罚', kind: 'boolean' },
    fineYuan: {
      header: '罚款(元)',
      kind: 'number',
      unit: '元',
      ...partBounds.penalty.fineYuan,
      example: '50000',
    },
    publishedOn: day('公开日期', { synonyms: ['公示日期'], example: '2026-03-10' }),
  },
  check: allRules(notBefore('publishedOn', 'decidedOn'), notInFuture('decidedOn', 'publishedOn')),
});

/** 事故隐患季度书面报告, 煤矿安全生产条例 art. 35. */
export const quarterlyReports = defineDataset<MineQuarterlyReport>({
  name: 'mines.quarterly-reports',
  title: { zh: '煤矿事故隐患季度报告', en: 'Quarterly reports on hidden dangers of coal mines' },
  entity: MineQuarterlyReport,
  line: 'ENERGY',
  columns: {
    ...opening,
    year: { ...whole('年度', '年', partBounds.report.year, '2026'), required: true },
    quarter: { ...whole('季度', '季', partBounds.report.quarter, '1'), required: true },
    reportedAt: {
      header: '报送时间',
      synonyms: ['报送日期'],
      kind: 'instant',
      past: true,
      required: true,
      example: '2026-03-25',
    },
    signedByPrincipal: { header: '主要负责人签字', kind: 'boolean' },
    dangersFound: whole('发现隐患数', '个', partBounds.report.dangersFound, '12'),
    dangersRectified: whole('已整改隐患数', '个', partBounds.report.dangersRectified, '10'),
    majorDangersFound: whole('发现重大隐患数', '个', partBounds.report.majorDangersFound, '1'),
    majorDangersOpen: whole('未销号重大隐患数', '个', partBounds.report.majorDangersOpen, '1'),
    summary: { header: '摘要', kind: 'text', longest: 4000, example: '隐患排查治理情况' },
  },
  check: notBefore('dangersFound', 'majorDangersFound'),
});
