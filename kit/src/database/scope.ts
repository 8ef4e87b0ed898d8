import { grantHolds, type VerifiedCaller } from '@huitong/contract';

/** Name under which every connection of an app role prepares the scope statement. */
export const scopeStatementName = 'huitong_scope';

/**
 * Sets the caller for one implicit transaction (`is_local` true): it dies at the Sync that ends the statement,
 * on success and on error alike, so a pooled connection carries nothing over. A session setting would.
 */
export const scopeStatement = `select set_config('huitong.department', $1, true),
 set_config('huitong.departments', $2, true),
 set_config('huitong.scope', $3, true),
 set_config('huitong.grants', $4, true),
 set_config('plan_cache_mode', $5, true)`;

/**
 * When a prepared statement is planned. PostgreSQL left to itself keeps one plan for all values after the fifth time,
 * made without looking at any: it takes a division, a state or a box of the map for rare, whatever it is, and sorts a
 * city's 5,000 mines to show 50 (50 times as long as along the index of names, which the plan for the values takes).
 * Planning costs a quarter of a millisecond. It is `ONCE` where rows are written: the mode holds for the statements of
 * triggers too, which would be planned again for every row.
 */
export type Planned = 'FOR_ITS_VALUES' | 'ONCE';
const planCacheModes: Readonly<Record<Planned, string>> = {
  FOR_ITS_VALUES: 'force_custom_plan',
  ONCE: 'auto',
};

/**
 * Values of the scope statement: the caller's department, the departments whose rows count as its own, its
 * division roots, and per granted type the divisions of the grants. All empty when there is no caller.
 *
 * Only a grant of a whole type opens its rows: one of a single field would show the row's other fields with it.
 */
export function scopeValues(caller: VerifiedCaller | null, planned: Planned = 'ONCE'): string[] {
  const mode = planCacheModes[planned];
  if (!caller) return ['', '', '', '', mode];
  const { department, departments, scope } = caller;
  return [department, departments.join(','), scope.join(','), grantedDivisions(caller), mode];
}

function grantedDivisions(caller: VerifiedCaller): string {
  const now = Date.now() / 1000;
  const divisions = Object.create(null) as Record<string, string[]>;
  for (const grant of caller.grants) {
    if (!grantHolds(caller, grant, now)) continue;
    for (const coordinate of grant.coordinates) {
      if (!coordinate.includes('.')) (divisions[coordinate] ??= []).push(...grant.divisions);
    }
  }
  return Object.keys(divisions).length > 0 ? JSON.stringify(divisions) : '';
}
