import type {
  GasGrade,
  HydroType,
  CoalRiskAlertLevel,
  StandardizationGrade,
  TailingsGrade,
} from '../generated/resolvers.js';

/** Place in a scale, 1 first; null for null. */
const rankIn =
  <Value>(scale: readonly Value[]) =>
  (value: Value | null): number | null =>
    value === null ? null : scale.indexOf(value) + 1;

/** 1 is the most dangerous: 突出 > 高瓦斯 > 低瓦斯 (DOMAIN §2.0). */
export const gasGradeSeverityRank = rankIn<GasGrade>(['OUTBURST', 'HIGH', 'LOW']);

/** 1 is the most dangerous: 极复杂 first. */
export const hydroTypeSeverityRank = rankIn<HydroType>(['VERY_COMPLEX', 'COMPLEX', 'MEDIUM', 'SIMPLE']);

/** 1 is the best: 一级 first, 未达标 last (DOMAIN §2.0). */
export const standardizationQualityRank = rankIn<StandardizationGrade>([
  'GRADE_1',
  'GRADE_2',
  'GRADE_3',
  'NONE',
]);

/** 1 is the largest: 一等 first (DOMAIN §2.0). */
export const tailingsGradeSeverityRank = rankIn<TailingsGrade>([
  'GRADE_1',
  'GRADE_2',
  'GRADE_3',
  'GRADE_4',
  'GRADE_5',
]);

/** 1 is the worst: 红 > 橙 > 黄, the three levels of the coal risk platform, which are not those of warnings (DOMAIN §0.5). */
export const riskAlertSeverityRank = rankIn<CoalRiskAlertLevel>(['RED', 'ORANGE', 'YELLOW']);
