import type { FireUnitCategory } from '../generated/resolvers.js';

/**
 * 九小场所: the nine kinds of small places, which a place belongs to by local thresholds of area, seats, beds or staff.
 * No national standard fixes them, so each row names the rule it was judged by in `definitionSource`.
 */
export const nineSmallCategories = [
  'SMALL_SHOP',
  'SMALL_RESTAURANT',
  'SMALL_HOTEL',
  'SMALL_ENTERTAINMENT',
  'SMALL_FITNESS',
  'SMALL_CLINIC',
  'SMALL_SCHOOL',
  'SMALL_WORKSHOP',
  'SMALL_FLAMMABLES_STORE',
] as const satisfies readonly FireUnitCategory[];

const known: ReadonlySet<FireUnitCategory> = new Set(nineSmallCategories);

/** Whether a category is one of the 九小场所; null when the category is unknown. */
export function isNineSmallPlace(category: FireUnitCategory | null): boolean | null {
  return category === null ? null : known.has(category);
}
