import type { AccidentGrade } from '../generated/resolvers.js';

/** What an accident cost; each number is null until it is known. */
export interface AccidentLosses {
  /** 死亡 dead, persons. */
  readonly deaths: number | null;
  /** 重伤 seriously injured, persons; acute industrial poisoning counts as serious injury. */
  readonly seriousInjuries: number | null;
  /** 直接经济损失 direct economic loss, 万元 (10,000 yuan). */
  readonly directLossWanYuan: number | null;
}

/** The lower bound of each grade above 一般, the worst first; 以上 includes the number itself. */
const bounds = [
  { grade: 'EXTRAORDINARY', deaths: 30, seriousInjuries: 100, directLossWanYuan: 10_000 },
  { grade: 'MAJOR', deaths: 10, seriousInjuries: 50, directLossWanYuan: 5000 },
  { grade: 'LARGE', deaths: 3, seriousInjuries: 10, directLossWanYuan: 1000 },
] as const satisfies readonly ({ grade: AccidentGrade } & Record<keyof AccidentLosses, number>)[];

const losses = ['deaths', 'seriousInjuries', 'directLossWanYuan'] as const;

/**
 * 事故等级: the worst grade that any of the three numbers reaches alone (生产安全事故报告和调查处理条例, State Council
 * Decree 493, art. 3; "以上" includes the number, "以下" does not).
 * @returns null while none of the three is known; a number still unknown can only make it worse.
 */
export function accidentGrade(accident: AccidentLosses): AccidentGrade | null {
  if (losses.every((loss) => accident[loss] === null)) return null;
  const reached = bounds.find((bound) => losses.some((loss) => (accident[loss] ?? 0) >= bound[loss]));
  return reached?.grade ?? 'GENERAL';
}

/** {@link accidentGrade} in SQL, because lists filter by it: the database derives the column when a row is written. */
export const accidentGradeSql = `case
  ${bounds
    .map(
      ({ grade, deaths, seriousInjuries, directLossWanYuan }) =>
        `when deaths >= ${deaths} or serious_injuries >= ${seriousInjuries} or direct_loss_wan_yuan >= ${directLossWanYuan} then '${grade}'`,
    )
    .join('\n  ')}
  when deaths is not null or serious_injuries is not null or direct_loss_wan_yuan is not null then 'GENERAL'
end`;

const grades: readonly AccidentGrade[] = ['EXTRAORDINARY', 'MAJOR', 'LARGE', 'GENERAL'];

/** Rank of a grade for sorting and comparing: 1 is 特别重大, the worst, 4 is 一般 (DOMAIN §2.0). */
export const accidentSeverityRank = (grade: AccidentGrade | null): number | null =>
  grade === null ? null : grades.indexOf(grade) + 1;
