import type { MajorHazardLevel } from '../generated/resolvers.js';

/** One chemical present in a unit, in the terms of GB 18218-2018. */
export interface Quantity {
  /** q: tonnes present; for storage the design maximum (clause 4.2.2). */
  readonly tonnes: number;
  /** Q: critical quantity, tonnes (tables 1 and 2). */
  readonly criticalTonnes: number;
  /** β: correction factor (tables 3 and 4). */
  readonly beta: number;
}

// prettier-ignore
/** Symbols of the hazard classes in tables 2 and 4 of GB 18218-2018: J health, W physical hazards. */
export type ClassSymbol =
  | 'J1' | 'J2' | 'J3' | 'J4' | 'J5'
  | 'W1.1' | 'W1.2' | 'W1.3' | 'W2' | 'W3' | 'W4' | 'W5.1' | 'W5.2' | 'W5.3' | 'W5.4'
  | 'W6.1' | 'W6.2' | 'W7.1' | 'W7.2' | 'W8' | 'W9.1' | 'W9.2' | 'W10' | 'W11';

/** Table 3: β of toxic gases, by the number of the gas in table 1; CO has no row of its own there. */
const betaOfToxicGas: ReadonlyMap<number, number> = new Map([
  [1, 2], // 氨
  [3, 10], // 二氧化氮
  [4, 2], // 二氧化硫
  [6, 20], // 碳酰氯
  [7, 2], // 环氧乙烷
  [9, 20], // 磷化氢
  [10, 5], // 硫化氢
  [11, 3], // 氯化氢
  [12, 4], // 氯
  [17, 3], // 溴甲烷
  [20, 5], // 氟化氢
  [25, 10], // 氰化氢
  [30, 20], // 异氰酸甲酯
]);

/** Table 4: β by hazard class; every class that is not named here has 1. */
const betaOfClass: Partial<Record<ClassSymbol, number>> = {
  J1: 4,
  J3: 2,
  J4: 2,
  'W1.1': 2,
  'W1.2': 2,
  'W1.3': 2,
  W2: 1.5,
  'W5.1': 1.5,
  'W6.1': 1.5,
  'W7.1': 1.5,
};

/**
 * β of a chemical: table 3 for the toxic gases it names, else table 4 by hazard class (GB 18218-2018 clause
 * 4.3.2). A chemical of no class in table 4 has 1, the smallest factor there.
 * @param chemical number in table 1, null for one that is not in it, and its class symbol.
 */
export function betaOf(chemical: {
  readonly gb18218No: number | null;
  readonly classSymbol: ClassSymbol | null;
}): number {
  const toxicGas = chemical.gb18218No === null ? undefined : betaOfToxicGas.get(chemical.gb18218No);
  return toxicGas ?? (chemical.classSymbol === null ? 1 : (betaOfClass[chemical.classSymbol] ?? 1));
}

/** Table 5: α by permanent residents within 500 m outside the plant boundary; most persons first. */
const alphaSteps = [
  { persons: 100, alpha: 2 },
  { persons: 50, alpha: 1.5 },
  { persons: 30, alpha: 1.2 },
  { persons: 1, alpha: 1 },
] as const;

/**
 * α of the persons exposed (GB 18218-2018 table 5).
 * @param exposedPersons permanent residents within 500 m outside the plant boundary, a whole number from 0.
 */
export function alphaOf(exposedPersons: number): number {
  return alphaSteps.find(({ persons }) => exposedPersons >= persons)?.alpha ?? 0.5;
}

// Binary fractions must not decide a level: 0.1 + 0.2 t are 0.3 t, and 1.5 · 9.2 is 13.8.
const rounded = (value: number) => Math.round(value * 1e6) / 1e6;

/** S = Σ q/Q, dimensionless, to six decimals (GB 18218-2018 clause 4.2.1, formula 1). */
export function identificationIndex(quantities: readonly Quantity[]): number {
  return rounded(quantities.reduce((sum, { tonnes, criticalTonnes }) => sum + tonnes / criticalTonnes, 0));
}

/** Whether a production or storage unit constitutes a major hazard: S ≥ 1 (GB 18218-2018 clause 4.2.1). */
export const isMajorHazard = (s: number): boolean => s >= 1;

/** R = α · Σ β·q/Q, dimensionless, to six decimals (GB 18218-2018 clause 4.3, formula 2). */
export function gradingIndex(alpha: number, quantities: readonly Quantity[]): number {
  const sum = quantities.reduce(
    (total, { beta, tonnes, criticalTonnes }) => total + (beta * tonnes) / criticalTonnes,
    0,
  );
  return rounded(alpha * sum);
}

/** Table 6: level by R; 一级 is the most dangerous. */
export function levelOf(r: number): MajorHazardLevel {
  if (r >= 100) return 'LEVEL_1';
  if (r >= 50) return 'LEVEL_2';
  return r >= 10 ? 'LEVEL_3' : 'LEVEL_4';
}

/** A graded hazard; `level` is null when none of its units constitutes a major hazard. */
export interface Grading {
  readonly s: number;
  readonly alpha: number;
  readonly r: number;
  readonly level: MajorHazardLevel | null;
  /** S of each unit, in the order given. */
  readonly unitS: readonly number[];
}

/**
 * Identifies and grades a major hazard of one or more units. Each unit is identified by its own S (clause 4.2.1);
 * a hazard filed with several units is graded over everything in all of them, the more cautious reading of
 * clause 4.3.
 * @param units per production or storage unit, what is in it.
 * @param exposedPersons permanent residents within 500 m outside the plant boundary.
 */
export function grade(units: readonly (readonly Quantity[])[], exposedPersons: number): Grading {
  const unitS = units.map(identificationIndex);
  const everything = units.flat();
  const alpha = alphaOf(exposedPersons);
  const r = gradingIndex(alpha, everything);
  return {
    s: identificationIndex(everything),
    alpha,
    r,
    level: unitS.some(isMajorHazard) ? levelOf(r) : null,
    unitS,
  };
}
