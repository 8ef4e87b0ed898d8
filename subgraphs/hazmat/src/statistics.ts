import type { HazmatRate, HazmatStatistics } from './generated/resolvers.js';
import { industrialRiskUnits } from './lists.js';
import type { Context } from './loaders.js';
import { EVALUATION_YEARS, STANDARDIZATION_YEARS } from './rules/clocks.js';
import { flowReportOverdueSql, flowReportRule } from './rules/flowReports.js';
import { leakOverdueSql, todaySql } from './rules/filters.js';
import { monitoredKinds } from './rules/monitoringRequired.js';

/** How a rate is counted: over which rows of which table, and which of them fulfil it. SQL over the alias `item`. */
interface RateSpec {
  readonly table: string;
  readonly counted: string;
  readonly fulfils: string;
  readonly definition: string;
}

// Kinds are constants of ours, never input.
const monitoredKindsSql = `(${monitoredKinds.map((kind) => `'${kind}'`).join(', ')})`;
const within = (day: string, years: number) => `(${day} + interval '${years} years')::date >= ${todaySql}`;

const rates: Readonly<Record<keyof Omit<HazmatStatistics, '__typename'>, RateSpec>> = {
  majorHazardsConnected: {
    table: 'major_hazard',
    counted: 'item.level is not null',
    fulfils: 'item.monitoring_connected',
    definition: '接入监测预警的重大危险源 / 有级别的重大危险源',
  },
  permitAndLocationSystems: {
    table: 'major_hazard',
    counted: 'item.level is not null',
    fulfils: 'item.permit_system and item.location_system',
    definition: '同时有特殊作业审批系统和人员定位系统的重大危险源 / 有级别的重大危险源',
  },
  safetyEvaluationsCurrent: {
    table: 'major_hazard',
    counted: 'item.level is not null',
    fulfils: within('item.safety_evaluated_on', EVALUATION_YEARS),
    definition: '三年内做过安全评价的重大危险源 / 有级别的重大危险源 (危险化学品安全法 art. 39)',
  },
  industrialUnitsConnected: {
    table: 'industrial_risk_unit',
    counted: `item.kind in ${monitoredKindsSql}`,
    fulfils: 'item.monitoring_connected',
    definition: '接入监测预警的单元 / 粉尘涉爆、金属冶炼、高温熔融、深井铸造、煤气单元',
  },
  fillingStationsGradeTwoOrBetter: {
    table: 'filling_station',
    counted: 'true',
    fulfils: `item.standardization_grade in ('GRADE_1', 'GRADE_2') and ${within('item.standardized_on', STANDARDIZATION_YEARS)}`,
    definition: '标准化一级、二级且在三年有效期内的加油加气站 / 全部加油加气站',
  },
  pipelineStationsWithLeakMonitoring: {
    table: 'pipeline_station',
    counted: 'true',
    fulfils: 'item.leak_monitoring',
    definition: '有泄漏监测的管道场站 / 全部管道场站',
  },
  agingUnitsClosed: {
    table: 'aging_unit',
    counted: 'true',
    fulfils: `item.status = 'CLOSED'`,
    definition: '已销号的老旧装置 / 列入台账的老旧装置',
  },
  leakAlertsClosedInTime: {
    table: 'leak_alert',
    counted: 'item.due_at is not null and (item.closed_at is not null or item.due_at < now())',
    fulfils: `not (${leakOverdueSql})`,
    definition: '按期消除的泄漏报警 / 有处置期限、已消除或已到期的泄漏报警',
  },
  flowReportsInTime: {
    table: 'chemical_flow_report',
    counted: `item.reported_at is not null or ${flowReportOverdueSql}`,
    fulfils: `not (${flowReportOverdueSql})`,
    definition: `${flowReportRule.amount}日内报告的流向 / 已报告或已逾期的购销 (${flowReportRule.basis})`,
  },
};

/** Rates of supervision in a division and below, over the rows that the caller may see, in one statement. */
export async function hazmatStatistics({ database }: Context, division: string): Promise<HazmatStatistics> {
  const counts = Object.entries(rates).map(
    ([name, { table, counted, fulfils }]) =>
      `select '${name}' as name, count(*) filter (where ${fulfils})::integer as numerator, count(*)::integer as denominator
       from ${table} as item where item.division_path @> array[$1::text] and ${counted}`,
  );
  type Counted = Omit<HazmatRate, 'definition' | '__typename'> & { name: keyof typeof rates };
  const rows = await database.query<Counted>(counts.join('\nunion all\n'), [division]);
  return Object.fromEntries(
    rows.map(({ name, ...rate }) => [name, { ...rate, definition: rates[name].definition }]),
  ) as unknown as HazmatStatistics;
}

const one = (where: object) => ({ where: { monitoringRequired: true, ...where }, first: 1 });

/**
 * Whether all units of an enterprise that have to be connected to monitoring are; null when it has none. Two
 * statements, however many enterprises are asked for.
 */
export async function isRiskMonitored(context: Context, uscc: string): Promise<boolean | null> {
  const [required, missing] = await Promise.all([
    industrialRiskUnits.ofParent(context, 'enterpriseUscc', one({})).load(uscc),
    industrialRiskUnits
      .ofParent(context, 'enterpriseUscc', one({ not: { monitoringConnected: true } }))
      .load(uscc),
  ]);
  return required.nodes.length === 0 ? null : missing.nodes.length === 0;
}
