import type { BuildingUse } from '../generated/resolvers.js';

/** The facts that decide whether a building is a high-rise; null where unknown. */
export interface BuildingFacts {
  readonly heightMetres: number | null;
  readonly use: BuildingUse | null;
  readonly storeysAboveGround: number | null;
}

/** A residential building above this is a high-rise, metres. */
const residentialMetres = 27;
/** Any other building of more than one storey above this is one, metres. */
const otherMetres = 24;

/**
 * 高层建筑: a residential building higher than 27 m, or a factory building, warehouse or other civil building of more
 * than one storey higher than 24 m (GB 50016-2014, 2018 edition, 2.1.1). A single-storey hall is none, however high.
 * @returns null when the facts known do not decide.
 */
export function isHighRise(building: BuildingFacts): boolean | null {
  const { heightMetres: height, use, storeysAboveGround: storeys } = building;
  if (height === null) return null;
  if (height <= otherMetres) return false;
  const asResidential = height > residentialMetres;
  if (use === 'RESIDENTIAL') return asResidential;
  const asOther = storeys === null ? null : storeys > 1;
  if (use !== null) return asOther;
  return asOther === asResidential ? asOther : null;
}

/**
 * {@link isHighRise} as a condition of SQL, for lists that filter by it.
 * @param columns SQL of the three facts.
 */
export function highRiseSql({ height, use, storeys }: Record<'height' | 'use' | 'storeys', string>): string {
  const asResidential = `${height} > ${residentialMetres}`;
  const asOther = `${storeys} > 1`;
  return `case
    when ${height} <= ${otherMetres} then false
    when ${height} is null then null
    when ${use} = 'RESIDENTIAL' then ${asResidential}
    when ${use} is not null then ${asOther}
    when (${asOther}) = (${asResidential}) then ${asOther}
  end`;
}

/** Whether a fact that may be unknown holds of one of several: true wins over false, false over unknown. */
export const anyKnown = (facts: readonly (boolean | null)[]): boolean | null =>
  facts.includes(true) ? true : facts.includes(false) ? false : null;

/**
 * Whether a unit has a high-rise among its buildings. False only when every building is known to be none: a unit
 * with a building of unknown height may have one.
 */
export function anyIsHighRise(buildings: readonly BuildingFacts[]): boolean | null {
  const judged = buildings.map(isHighRise);
  if (judged.includes(true)) return true;
  return judged.length === 0 || judged.includes(null) ? null : false;
}
