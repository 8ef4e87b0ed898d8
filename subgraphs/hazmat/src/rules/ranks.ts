import type {
  HazmatRiskTier,
  HazmatStandardizationGrade,
  MajorHazardLevel,
  ParkRiskGrade,
} from '../generated/resolvers.js';

/** Rank of a value in a scale, 1 for its first; null for none. */
const rankIn =
  <Value extends string>(...scale: readonly Value[]) =>
  (value: Value | null): number | null =>
    value === null ? null : scale.indexOf(value) + 1;

/** 1 for 一级, the most dangerous (GB 18218-2018 table 6). */
export const hazardLevelRank = rankIn<MajorHazardLevel>('LEVEL_1', 'LEVEL_2', 'LEVEL_3', 'LEVEL_4');
/** 1 for A, the most dangerous (化工园区安全风险排查治理导则). */
export const parkRiskRank = rankIn<ParkRiskGrade>('A', 'B', 'C', 'D');
/** 1 for red, the most dangerous. */
export const riskTierRank = rankIn<HazmatRiskTier>('RED', 'ORANGE', 'YELLOW', 'BLUE');
/** 1 for 一级, the best. */
export const standardizationRank = rankIn<HazmatStandardizationGrade>(
  'GRADE_1',
  'GRADE_2',
  'GRADE_3',
  'NONE',
);
