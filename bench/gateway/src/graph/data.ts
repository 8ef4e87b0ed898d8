/** Districts of the synthetic city; what is asked together lies in one district, so that objects repeat as they do in life. */
export const districts = 50;
const enterprisesEach = 8;
const minesEach = 12;
const dangersPerMine = 2;

export interface Enterprise {
  readonly uscc: string;
  readonly name: string;
  readonly district: string;
  readonly employees: number;
}
export interface Mine {
  readonly id: string;
  readonly name: string;
  readonly depthMetres: number;
  readonly capacityWanTonnes: number;
  readonly enterprise: string;
}
export interface Danger {
  readonly id: string;
  readonly description: string;
  readonly level: 'GENERAL' | 'MAJOR';
  readonly mine: string;
  readonly foundBy: string;
}
export interface Team {
  readonly name: string;
  readonly people: number;
}

/** A linear congruential generator (Numerical Recipes): the same numbers in every run and for every peer. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const below = numbers(20);
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const usccOf = (district: number, index: number) =>
  `91140${String(district).padStart(3, '0')}MA0${String(index).padStart(7, '0')}`;
const mineOf = (district: number, index: number) => `mine-${district}-${index}`;

/** Unified social credit codes of a district's enterprises. */
export const enterprisesOf = (district: number): string[] =>
  times(enterprisesEach, (index) => usccOf(district, index));
/** Keys of a district's mines. */
export const minesOf = (district: number): string[] => times(minesEach, (index) => mineOf(district, index));

const byKey = <T>(key: (one: T) => string, all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((one) => [key(one), one]));

export const enterprises = byKey(
  ({ uscc }) => uscc,
  times(districts, (district) =>
    times(enterprisesEach, (index): Enterprise => ({
      uscc: usccOf(district, index),
      name: `第${district}区第${index}煤业有限公司`,
      district: `District ${district}`,
      employees: 20 + below(900),
    })),
  ).flat(),
);

export const mines = byKey(
  ({ id }) => id,
  times(districts, (district) =>
    times(minesEach, (index): Mine => ({
      id: mineOf(district, index),
      name: `第${district}区第${index}号矿井`,
      depthMetres: 80 + below(900),
      capacityWanTonnes: 30 + below(500),
      enterprise: usccOf(district, below(enterprisesEach)),
    })),
  ).flat(),
);

const dangers = times(districts, (district) =>
  times(minesEach * dangersPerMine, (index): Danger => ({
    id: `danger-${district}-${index}`,
    description: `巷道 ${index} 顶板离层，支护不足 (roof separation, too few bolts)`,
    level: below(5) === 0 ? 'MAJOR' : 'GENERAL',
    mine: mineOf(district, Math.floor(index / dangersPerMine)),
    foundBy: usccOf(district, below(enterprisesEach)),
  })),
).flat();

const grouped = (key: (danger: Danger) => string): ReadonlyMap<string, Danger[]> => {
  const groups = new Map<string, Danger[]>();
  for (const danger of dangers) groups.set(key(danger), [...(groups.get(key(danger)) ?? []), danger]);
  return groups;
};
export const dangersById = byKey(({ id }) => id, dangers);
export const dangersOfMine = grouped(({ mine }) => mine);
export const dangersFoundBy = grouped(({ foundBy }) => foundBy);

export const teams: readonly Team[] = times(9, (index) => ({
  name: `矿山救护${index}中队`,
  people: 12 + below(30),
}));
