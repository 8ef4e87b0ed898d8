import type { CombustibilityGrade } from '../generated/resolvers.js';

/** 可燃 and 易燃: what no outer wall may be insulated with where people gather (DOMAIN item 77). */
export const riskyInsulation = ['B2', 'B3'] as const satisfies readonly CombustibilityGrade[];

/**
 * 易燃可燃保温材料: whether a building is insulated with combustible (B2) or flammable (B3) material; A (不燃) and B1
 * (难燃) are none of them (GB 8624-2012 table 1). Null when the grade is unknown.
 */
export const insulationRisk = (grade: CombustibilityGrade | null): boolean | null =>
  grade === null ? null : riskyInsulation.some((one) => one === grade);

const ranks: Readonly<Record<CombustibilityGrade, number>> = { A: 1, B1: 2, B2: 3, B3: 4 };

/** Rank of a grade, 1 the least combustible (A) to 4 the most (B3); null when unknown. */
export const combustibilityRank = (grade: CombustibilityGrade | null): number | null =>
  grade === null ? null : ranks[grade];
