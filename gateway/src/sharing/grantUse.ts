import type { FetchRecord } from '@huitong/engine';

/** What was read under one grant in one request, over all departments. */
export interface GrantUse {
  readonly rows: number;
  readonly values: number;
  readonly unmasked: number;
}

const countOf = (value: unknown) => (typeof value === 'number' && value > 0 ? Math.floor(value) : 0);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Adds up what the departments say was read under each grant; only of grants that the caller holds. */
export function grantUses(
  fetches: readonly FetchRecord[],
  held: ReadonlySet<string>,
): ReadonlyMap<string, GrantUse> {
  const uses = new Map<string, GrantUse>();
  for (const { extensions } of fetches) {
    const stated = extensions?.['grants'];
    if (!isObject(stated)) continue;
    for (const [grant, counts] of Object.entries(stated)) {
      if (!held.has(grant) || !isObject(counts)) continue;
      const before = uses.get(grant) ?? { rows: 0, values: 0, unmasked: 0 };
      uses.set(grant, {
        rows: before.rows + countOf(counts['rows']),
        values: before.values + countOf(counts['values']),
        unmasked: before.unmasked + countOf(counts['unmasked']),
      });
    }
  }
  return uses;
}

/** Rows of other departments that lists gave, over all departments. */
export const rowsListed = (fetches: readonly FetchRecord[]): number =>
  fetches.reduce((sum, { extensions }) => {
    const counts = extensions?.['counts'];
    return sum + (isObject(counts) ? countOf(counts['listed']) : 0);
  }, 0);

/** Rows of which fields that are dangerous together were read, by coordinate, over all departments. */
export function rowsJoined(fetches: readonly FetchRecord[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const { extensions } of fetches) {
    const stated = extensions?.['joined'];
    if (!isObject(stated)) continue;
    for (const [coordinate, count] of Object.entries(stated)) {
      if (countOf(count) > 0) rows.set(coordinate, (rows.get(coordinate) ?? 0) + countOf(count));
    }
  }
  return rows;
}
