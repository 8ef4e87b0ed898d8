import {
  type Aggregate,
  count,
  type Counted,
  type LoaderScope,
  type Share,
  Tally,
  today,
} from '@huitong/kit';
import { CoalMine } from './entities/coalMine.js';
import { TailingsPond } from './entities/tailingsPond.js';
import type {
  IntelligentRate,
  MineAutomatedSystem,
  MineStatus,
  StandardizationGrade,
  TailingsPondStatus,
} from './generated/resolvers.js';
import { closureTriggeredNow, coalMineFilters, supervisedSql, tailingsPondFilters } from './lists.js';
import { closureDueSql, idleBefore, idleYears } from './rules/closureDue.js';
import {
  intelligentDutySql,
  intelligentRateTarget,
  largeMineWanTonnesPerYear,
  requiredForTarget,
} from './rules/intelligentMining.js';
import { mostManagementTiers } from './rules/managementTiers.js';
import type { Quarter } from './rules/quarterlyReport.js';
import { gradesAtOrAbove } from './rules/standardization.js';

const mineStatuses: readonly MineStatus[] = [
  'PRODUCING',
  'CONSTRUCTION',
  'STOPPED',
  'CONSTRUCTION_STOPPED',
  'CLOSED',
];
const pondStatuses: readonly TailingsPondStatus[] = [
  'OPERATING',
  'IDLE',
  'CLOSURE_DUE',
  'CLOSING',
  'CLOSED',
  'DEREGISTERED',
];

const producing = `item.status = 'PRODUCING'`;
const notClosed = `item.status is distinct from 'CLOSED'`;
const accepted = `item.intelligent_stage = 'ACCEPTED'`;
const both = (...conditions: readonly string[]) => conditions.map((one) => `(${one})`).join(' and ');

/** Mines with so many persons or more are to be monitored (DOMAIN §1.2 item 50). */
const monitoredFrom = 10;

async function perStatus<Status>(tally: Tally, statuses: readonly Status[]) {
  const counts = await Promise.all(
    statuses.map((status) => tally.rows((statement) => `item.status = ${statement.param(status)}::text`)),
  );
  return statuses.map((status, index) => ({ status, count: counts[index] ?? 0 }));
}

/** The figures of coal mines that the notices ask for. Each definition says which mines are counted. */
export class CoalMineTally extends Tally {
  constructor(scope: LoaderScope, counted: Counted) {
    super(scope, { entity: CoalMine, filters: coalMineFilters }, counted);
  }

  byStatus() {
    return perStatus(this, mineStatuses);
  }

  /** 标准化达标率 (DOMAIN §1.2 items 37 and 38). */
  atOrAbove(grade: StandardizationGrade, statuses: readonly MineStatus[]): Promise<Share> {
    const inStatus: Aggregate = (statement) => `item.status = any(${statement.param(statuses)}::text[])`;
    const graded: Aggregate = (statement) =>
      `item.standardization_grade = any(${statement.param(gradesAtOrAbove(grade))}::text[])`;
    return this.share({
      part: count((statement, table) => both(inStatus(statement, table), graded(statement, table))),
      whole: count(inStatus),
      definition: `标准化 ${grade} 及以上 / 状态为 ${statuses.join('、')} 的煤矿 (mines of that grade or better of those in these states)`,
    });
  }

  /** 智能化建成率 of producing mines from a capacity on, 万吨/年 (item 40). */
  intelligentRate(capacity: number): Promise<IntelligentRate> {
    const large: Aggregate = (statement) => `item.approved_capacity >= ${statement.param(capacity)}::float8`;
    return this.#rate(
      large,
      `已验收 / 核定能力 ≥ ${capacity} 万吨/年的生产煤矿 (accepted, of producing mines of that capacity or more)`,
    );
  }

  /** 智能化建成率 of the mines on duty (item 39). */
  intelligentDutyRate(): Promise<IntelligentRate> {
    return this.#rate(
      () => intelligentDutySql,
      '已验收 / 大型(≥ 120 万吨/年)、采深 > 600 米或灾害严重的生产煤矿 (accepted, of producing mines that are large, deep or of severe hazard)',
    );
  }

  async #rate(duty: Aggregate, definition: string): Promise<IntelligentRate> {
    const share = await this.share({
      part: count((statement, table) => both(producing, duty(statement, table), accepted)),
      whole: count((statement, table) => both(producing, duty(statement, table))),
      definition,
    });
    const required = requiredForTarget(share.denominator);
    const missing = Math.max(0, required - share.numerator);
    return { ...share, target: intelligentRateTarget, required, missing };
  }

  /** 智能化改造开工率 (item 41). */
  intelligentStartedRate(): Promise<Share> {
    const duty = both(
      producing,
      `item.approved_capacity >= ${largeMineWanTonnesPerYear} or item.severe_hazard`,
    );
    return this.share({
      part: count(both(duty, `item.intelligent_stage in ('STARTED', 'ACCEPTED')`)),
      whole: count(duty),
      definition:
        '已开工或已验收 / 核定能力 ≥ 120 万吨/年或灾害严重的生产煤矿 (begun, of producing mines that are large or of severe hazard)',
    });
  }

  /** 智能化开采产量占比, 万吨 (item 42). Mines that report no output count on neither side. */
  intelligentOutputRate(): Promise<Share> {
    const sum =
      (value: string): Aggregate =>
      () =>
        `sum(${value}) filter (where ${producing})`;
    return this.share({
      part: sum('item.actual_output * coalesce(item.intelligent_output_ratio, 0)'),
      whole: sum('item.actual_output'),
      definition: '智能化开采产量 / 生产煤矿产量, 万吨 (output mined intelligently of all output)',
    });
  }

  /** 提升、主供电自动化率 (item 42). */
  automationRate(system: MineAutomatedSystem): Promise<Share> {
    const underground = both(producing, `item.mining_method = 'UNDERGROUND'`);
    const column = system === 'HOISTING' ? 'item.hoisting_automated' : 'item.power_automated';
    return this.share({
      part: count(both(underground, `${column} is true`)),
      whole: count(underground),
      definition: `${system === 'HOISTING' ? '提升' : '主供电'}已自动化 / 井工生产煤矿 (automated, of producing underground mines)`,
    });
  }

  /** 井下人员减少 (item 42): of mines that report both figures. */
  undergroundReduction(): Promise<Share> {
    const known = `${producing} and item.underground_max is not null and item.underground_baseline is not null`;
    return this.share({
      part: () => `sum(item.underground_baseline - item.underground_max) filter (where ${known})`,
      whole: () => `sum(item.underground_baseline) filter (where ${known})`,
      definition:
        '核定下井人数减少 / 基数, 人 (persons fewer, of those before, producing mines that report both)',
    });
  }

  /** 监测联网率 (item 50). */
  monitoringConnectedRate(): Promise<Share> {
    const monitored = both(notClosed, `item.workforce >= ${monitoredFrom}`);
    return this.share({
      part: count(both(monitored, 'item.monitoring_connected is true')),
      whole: count(monitored),
      definition:
        '已联网 / 10 人及以上、未关闭的煤矿 (connected, of mines of 10 persons or more that are not closed)',
    });
  }

  /** 管理层级达标率 (item 52). */
  managementTiersRate(): Promise<Share> {
    const known = both(notClosed, 'item.management_tiers is not null');
    return this.share({
      part: count(both(known, `item.management_tiers <= ${mostManagementTiers}`)),
      whole: count(known),
      definition:
        '管理层级 ≤ 3 / 已报管理层级、未关闭的煤矿 (three tiers at most, of mines that report them)',
    });
  }

  /** 驻矿盯守覆盖率 (item 46). */
  residentSupervisionRate(): Promise<Share> {
    const stopped = `item.status in ('STOPPED', 'CONSTRUCTION_STOPPED')`;
    return this.share({
      part: count((statement) => both(stopped, supervisedSql(statement.param(today())))),
      whole: count(stopped),
      definition:
        '今日有驻矿人员 / 停产停建煤矿 (with an officer stationed today, of mines that are stopped)',
    });
  }

  /** 达到提请关闭条件的煤矿 (煤矿安全生产条例 art. 70; 安全生产法 art. 113). */
  closureTriggered(): Promise<number> {
    return this.rows((statement) =>
      both(
        notClosed,
        closureTriggeredNow((day) => statement.param(day)),
      ),
    );
  }

  /** 季度书面报告率 (煤矿安全生产条例 art. 35). */
  quarterlyReportRate({ year, quarter }: Quarter): Promise<Share> {
    const reported: Aggregate = (statement) => `exists (select 1 from mine_quarterly_report as report
      where report.coal_mine_id = item.id and report.signed_by_principal
      and report.year = ${statement.param(year)}::integer and report.quarter = ${statement.param(quarter)}::integer)`;
    return this.share({
      part: count((statement, table) => both(notClosed, reported(statement, table))),
      whole: count(notClosed),
      definition: `${year} 年第 ${quarter} 季度已报且经主要负责人签字 / 未关闭的煤矿 (reported for that quarter and signed by the principal, of mines that are not closed)`,
    });
  }

  /** 普查完成率 (item 43): every survey of the mine is done, and there is one. */
  surveyRate(): Promise<Share> {
    const surveyed = (done: string) =>
      `exists (select 1 from hidden_hazard_survey as survey where survey.coal_mine_id = item.id${done})`;
    const all = `${surveyed('')} and not ${surveyed(' and survey.done_on is null')}`;
    return this.share({
      part: count(both(notClosed, all)),
      whole: count(notClosed),
      definition: '普查全部完成 / 未关闭的煤矿 (every survey done, of mines that are not closed)',
    });
  }
}

/** The figures of tailings ponds that the notices ask for (items 49 and 50). */
export class TailingsPondTally extends Tally {
  constructor(scope: LoaderScope, counted: Counted) {
    super(scope, { entity: TailingsPond, filters: tailingsPondFilters }, counted);
  }

  byStatus() {
    return perStatus(this, pondStatuses);
  }

  readonly #due: Aggregate = (statement) => closureDueSql(statement.param(idleBefore(today(), idleYears)));
  readonly #open = `item.status is distinct from 'CLOSED' and item.status is distinct from 'DEREGISTERED'`;

  closureDue(): Promise<number> {
    return this.rows(this.#due);
  }

  closureDueWithoutPlan(): Promise<number> {
    return this.rows((statement, table) =>
      both(this.#due(statement, table), 'item.closure_plan_due is null'),
    );
  }

  closureOverdue(): Promise<number> {
    return this.rows((statement) =>
      both(this.#open, `item.closure_plan_due < ${statement.param(today())}::date`),
    );
  }

  closureRate(): Promise<Share> {
    const closed = `item.status in ('CLOSED', 'DEREGISTERED')`;
    return this.share({
      part: count(closed),
      whole: count((statement, table) => `${closed} or ${this.#due(statement, table)}`),
      definition:
        '已闭库或已销号 / 已闭库、已销号和应闭库的尾矿库 (closed, of those closed and those whose closure is due)',
    });
  }

  overhead(): Promise<number> {
    return this.rows('item.is_overhead');
  }

  monitoringRate(): Promise<Share> {
    return this.share({
      part: count(both(this.#open, 'item.monitoring_connected is true')),
      whole: count(this.#open),
      definition: '已联网 / 未闭库的尾矿库 (connected, of ponds that are not closed)',
    });
  }
}
