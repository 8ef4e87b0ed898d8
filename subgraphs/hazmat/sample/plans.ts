import type { Random } from '@huitong/kit';
import type { ReferenceChemical } from '../reference/index.js';
import { alphaOf, gradingIndex, type Quantity } from '../src/rules/gb18218.js';

/** The grade that an invented hazard should come near. Its level is still what the rule makes of its tanks. */
export interface Aim {
  /** R to aim at, least and most. */
  readonly r: readonly [number, number];
  /** Tanks of each unit; the first unit holds the most. */
  readonly tanksPerUnit: readonly number[];
  readonly exposedPersons: readonly number[];
}

/** In turn: a city has few hazards of 一级 and many of 四级. */
export const aims: readonly Aim[] = [
  { r: [4.5, 9], tanksPerUnit: [1], exposedPersons: [0, 12, 28] },
  { r: [16, 42], tanksPerUnit: [2, 1], exposedPersons: [6, 35, 62] },
  { r: [4.5, 9], tanksPerUnit: [2], exposedPersons: [0, 18] },
  { r: [55, 92], tanksPerUnit: [2, 2], exposedPersons: [33, 71, 120] },
  { r: [20, 44], tanksPerUnit: [3], exposedPersons: [15, 48] },
  { r: [110, 260], tanksPerUnit: [3, 2, 1], exposedPersons: [56, 104, 230] },
];

/** Numbers in table 1 of what is stored here: ammonia, chlorine, LPG, benzene, toluene, methanol and the like. */
const common = [1, 12, 52, 57, 61, 64, 65, 66, 67, 69];

export interface PlannedUnit {
  readonly contents: { readonly chemical: ReferenceChemical; readonly quantity: Quantity }[];
}

/** Fills units with common chemicals, in quantities whose R comes near the aim. Tonnes have two decimals. */
export function plannedTanks(
  random: Random,
  of: { aim: Aim; exposedPersons: number; chemicals: ReadonlyMap<number, ReferenceChemical> },
): PlannedUnit[] {
  const drafts = of.aim.tanksPerUnit.map((count, at) =>
    Array.from({ length: count }, () => {
      const chemical = of.chemicals.get(random.pick(common)) as ReferenceChemical;
      const shareOfQ = random.decimal(0.6, 1.4, 2) * (at === 0 ? 3 : 1);
      return { chemical, tonnes: shareOfQ * chemical.criticalQuantityTonnes };
    }),
  );
  const quantity = (chemical: ReferenceChemical, tonnes: number): Quantity => ({
    tonnes: Number(tonnes.toFixed(2)),
    criticalTonnes: chemical.criticalQuantityTonnes,
    beta: chemical.beta,
  });
  const drafted = drafts.flat().map(({ chemical, tonnes }) => quantity(chemical, tonnes));
  const factor =
    random.decimal(of.aim.r[0], of.aim.r[1], 1) / gradingIndex(alphaOf(of.exposedPersons), drafted);
  return drafts.map((tanks) => ({
    contents: tanks.map(({ chemical, tonnes }) => ({
      chemical,
      quantity: quantity(chemical, tonnes * factor),
    })),
  }));
}
