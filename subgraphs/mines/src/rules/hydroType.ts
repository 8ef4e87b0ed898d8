import type { HydroType } from '../generated/resolvers.js';

/** What a mine's hydrogeological type is found from; null where it is not known. */
export interface HydroFacts {
  /** 单位涌水量 q, litres a second and metre. */
  readonly unitInflowLitresPerSecondMetre: number | null;
  /** 矿井年平均涌水量 Q1, m³ an hour. */
  readonly annualMeanInflowCubicMetresPerHour: number | null;
  /** 矿井年最大涌水量 Q2, m³ an hour. */
  readonly annualMaxInflowCubicMetresPerHour: number | null;
  /** 突水量 Q3, m³ an hour. */
  readonly inrushCubicMetresPerHour: number | null;
  /** 老空水分布状况, judged by the mine's hydrogeologists. */
  readonly goafWaterClass: HydroType | null;
  /** 开采受水害影响程度, judged. */
  readonly waterImpactClass: HydroType | null;
  /** 防治水工作难易程度, judged. */
  readonly waterControlClass: HydroType | null;
}

const types: readonly HydroType[] = ['SIMPLE', 'MEDIUM', 'COMPLEX', 'VERY_COMPLEX'];

/** Most that a simple, a medium and a complex mine may have, each included; outside of the north-west. */
const most = {
  unitInflow: [0.1, 1, 5],
  annualMean: [180, 600, 2100],
  annualMax: [300, 1200, 3000],
  inrush: [60, 600, 1800],
} as const;

const classOf = (value: number | null, limits: readonly number[]): number => {
  if (value === null) return -1;
  const found = limits.findIndex((limit) => value <= limit);
  return found === -1 ? limits.length : found;
};

/**
 * 矿井水文地质类型 by 煤矿防治水细则 art. 14: each line of the table gives a class and the worst counts (就高不就低).
 * The table's figures outside of the north-west: q 0.1 / 1 / 5, Q1 180 / 600 / 2,100, Q2 300 / 1,200 / 3,000,
 * Q3 60 / 600 / 1,800.
 * @returns the worst class of the lines that are known; null when no quantity of water is known at all, because the
 *   judged lines alone do not make an identification.
 */
export function hydroTypeOf(facts: HydroFacts): HydroType | null {
  const measured = [
    classOf(facts.unitInflowLitresPerSecondMetre, most.unitInflow),
    classOf(facts.annualMeanInflowCubicMetresPerHour, most.annualMean),
    classOf(facts.annualMaxInflowCubicMetresPerHour, most.annualMax),
    classOf(facts.inrushCubicMetresPerHour, most.inrush),
  ];
  if (measured.every((one) => one === -1)) return null;
  const judged = [facts.goafWaterClass, facts.waterImpactClass, facts.waterControlClass];
  const worst = Math.max(...measured, ...judged.map((one) => (one === null ? -1 : types.indexOf(one))));
  return types[worst] ?? null;
}
