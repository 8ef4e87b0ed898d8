import type { DepartmentLine } from '@huitong/contract';
import type { Entity } from '../database/database.js';
import type { OwnedRow } from '../database/rows.js';
import { type CheckFault, type Dataset, type DatasetColumn, defineDataset } from '../datasets/dataset.js';
import type { DangerLevel, DangerState, HiddenDangerRow, loopStages, supervisionLevels } from './row.js';
import { standingProblems } from './standing.js';

/** How values are spelt in files; each enum lists all of its values. */
type Spellings<Value extends string> = Readonly<Record<Value, readonly string[]>>;

const level: Spellings<DangerLevel> = {
  GENERAL: ['一般隐患', '一般', '一般事故隐患'],
  MAJOR: ['重大隐患', '重大', '重大事故隐患'],
};
const state: Spellings<DangerState> = {
  FOUND: ['已发现', '发现', '未整改', '待整改'],
  REPORTED: ['已双报告', '已报告', '双报告'],
  LISTED: ['挂牌督办', '已挂牌', '挂牌'],
  RECTIFYING: ['整改中', '正在整改'],
  SUSPENDED_PRODUCTION: ['停产整顿', '停产整改'],
  SELF_ACCEPTED: ['自查验收', '企业已验收', '已整改待复查'],
  REVIEWED: ['已复查', '复查合格'],
  DEREGISTERED: ['已销号', '销号', '已闭环'],
  REOPENED: ['重复出现', '复发'],
};
const supervision: Spellings<(typeof supervisionLevels)[number]> = {
  PROVINCE: ['省级', '省'],
  CITY: ['市级', '市'],
  COUNTY: ['县级', '县', '区级'],
};
const loop: Spellings<(typeof loopStages)[number]> = {
  FOUND: ['发现'],
  HANDED_OVER: ['移交'],
  PUBLISHED: ['公开'],
  SUPERVISED: ['督导'],
  ASSESSED: ['考核'],
};

const long = (header: string, synonyms: readonly string[] = []): DatasetColumn => ({
  header,
  synonyms,
  kind: 'text',
  longest: 4000,
});
const day = (header: string, synonyms: readonly string[] = []): DatasetColumn => ({
  header,
  synonyms,
  kind: 'instant',
});

/** A column that a move writes: an empty cell takes back nothing that was recorded here. */
const byMove = { emptyKeeps: true } as const;

/** A sector's dataset of dangers. */
export interface HiddenDangerDataset<Row extends HiddenDangerRow> {
  /** `mines.hidden-dangers`. */
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly entity: Entity<Row>;
  readonly line: DepartmentLine;
  /** The objects in which these dangers were found: one kind of them, so that a cell can name one. */
  readonly object: {
    /** Value of `objectType`. */
    readonly type: string;
    readonly entity: Entity<OwnedRow>;
    /** Chinese name, for the header and messages: 煤矿. */
    readonly title: string;
  };
  /** Columns that only this sector's dangers have. */
  readonly more?: { readonly [Property in keyof Row & string]?: DatasetColumn };
}

/** A danger's cells; what the file lacks is undefined. */
type Cells = Readonly<Partial<HiddenDangerRow>>;

const pastInstants = [
  'foundAt',
  'reportedToRegulatorAt',
  'reportedToStaffAt',
  'listedAt',
  'productionSuspendedAt',
  'selfAcceptedAt',
  'reviewedAt',
  'deregisteredAt',
] as const;

/**
 * What is wrong with a row as a whole. A rule is asked only of what the file says: the danger may have the rest
 * already, and if it has not, the table refuses the row by the same rule.
 */
function checkDanger(row: Cells): CheckFault<keyof HiddenDangerRow & string>[] {
  const now = Date.now();
  const ahead = pastInstants.filter((property) => Date.parse(row[property] ?? '') > now);
  const facts = { ...row, state: row.state ?? 'FOUND', level: row.level ?? 'GENERAL' };
  const broken = standingProblems(facts).filter(({ property }) => row[property] !== undefined);
  return [
    ...ahead.map((property) => ({
      columns: [property] as const,
      message: `${row[property]} lies in the future.`,
    })),
    ...broken.map(({ property, message }) => ({ columns: [property, 'state'] as const, message })),
  ];
}

/**
 * 事故隐患 as departments hand them in. A row that is new may stand in any state whose evidence it carries, and in FOUND
 * where the file has no states; impossible combinations are rejected row by row (standing.ts). A danger that is there
 * already changes its state by moves: a row that has it elsewhere is rejected, and so is one with another value where a move was
 * recorded.
 */
export function hiddenDangerDataset<Row extends HiddenDangerRow>(of: HiddenDangerDataset<Row>): Dataset {
  const { object } = of;
  return defineDataset<HiddenDangerRow>({
    name: of.name,
    title: of.title,
    entity: of.entity as Entity<HiddenDangerRow>,
    line: of.line,
    columns: {
      sourceId: {
        header: '隐患编号',
        synonyms: ['编号', '序号'],
        kind: 'code',
        longest: 100,
        required: true,
      },
      divisionCode: { header: '行政区划代码', synonyms: ['区划代码', '所在区划代码'], kind: 'division' },
      objectType: {
        header: '对象类型',
        kind: 'enum',
        values: { [object.type]: [object.title] },
        whenEmpty: object.type,
      },
      objectId: {
        header: `${object.title}编号`,
        synonyms: ['对象编号'],
        note: `${object.title}在本部门数据中的编号`,
        kind: 'reference',
        required: true,
        parent: {
          entity: object.entity,
          title: object.title,
          inherits: { divisionCode: 'divisionCode' },
        },
      },
      level: {
        header: '隐患级别',
        synonyms: ['隐患等级', '级别'],
        kind: 'enum',
        values: level,
        required: true,
        example: '重大隐患',
      },
      state: {
        header: '状态',
        synonyms: ['整改状态', '隐患状态'],
        kind: 'enum',
        values: state,
        whenEmpty: 'FOUND',
        example: '整改中',
      },
      description: {
        ...long('隐患描述', ['隐患内容', '描述', '问题描述']),
        required: true,
        example: '安全监测监控系统不能正常运行',
      },
      foundAt: { ...day('发现时间', ['发现日期', '检查日期']), required: true },
      selfReported: { header: '主动报告', synonyms: ['是否主动报告'], kind: 'boolean' },
      reportedToRegulatorAt: {
        ...byMove,
        ...day('报告监管部门时间', ['向监管部门报告时间']),
        example: '2026-05-01 10:00',
      },
      reportedToStaffAt: {
        ...byMove,
        ...day('报告职工时间', ['向从业人员通报时间']),
        example: '2026-05-01 11:00',
      },
      supervisionLevel: {
        ...byMove,
        header: '督办级别',
        synonyms: ['挂牌级别'],
        kind: 'enum',
        values: supervision,
        example: '市级',
      },
      listedAt: { ...byMove, ...day('挂牌时间', ['挂牌日期', '挂牌督办时间']), example: '2026-05-02 09:00' },
      dueOn: {
        ...byMove,
        header: '整改期限',
        synonyms: ['整改截止日期', '限期整改日期'],
        kind: 'date',
        example: '2026-06-30',
      },
      cause: { ...long('隐患原因', ['原因', '原因分析']), example: '传感器未按期检修' },
      accountability: { ...long('追责情况', ['追责', '责任追究']), example: '对责任人通报批评' },
      immediateRectification: {
        ...long('即时整改', ['整改措施', '整改情况']),
        example: '已停止相关作业，抢修系统',
      },
      sourceTreatment: { ...long('源头治理', ['治本措施']), example: '建立定期检修制度' },
      loopStage: { header: '闭环环节', kind: 'enum', values: loop, example: '督导' },
      productionSuspendedAt: { ...byMove, ...day('停产整顿时间', ['停产时间']), example: '' },
      selfAcceptedAt: { ...byMove, ...day('自查验收时间', ['整改完成时间', '企业验收时间']), example: '' },
      reviewedAt: { ...byMove, ...day('复查时间', ['复查日期', '验收时间']), example: '' },
      reviewConclusion: { ...byMove, ...long('复查结论', ['复查意见', '验收意见']), example: '' },
      ...of.more,
      deregisteredAt: { ...byMove, ...day('销号时间', ['销号日期']), example: '' },
    },
    check: checkDanger,
  });
}
