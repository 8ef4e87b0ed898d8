import type { CheckFault } from '@huitong/kit';

/**
 * Finds fault with a row in which one thing comes before another that it cannot come before: two days, or two numbers.
 * Cells that are empty or not in the file say nothing.
 */
export function ordered<Property extends string>(
  row: Readonly<Partial<Record<Property, unknown>>>,
  earlier: Property,
  later: Property,
): CheckFault<Property>[] {
  const [least, value] = [row[earlier], row[later]];
  const comparable =
    (typeof least === 'string' && typeof value === 'string') ||
    (typeof least === 'number' && typeof value === 'number');
  if (!comparable || value >= least) return [];
  return [{ columns: [later, earlier], message: `${later} (${value}) is below ${earlier} (${least}).` }];
}
