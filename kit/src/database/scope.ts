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
 set_config('huitong.line', $5, true),
 set_config('huitong.role', $6, true),
 set_config('plan_cache_mode', $7, true)`;

/**
 * When a prepared statement is planned. PostgreSQL left to itself keeps one plan for all values after the fifth time,
 * made without looking at any: it takes a division, a state or a box of the map for rare, whatever it is, and sorts a
 * city's 5,000 mines to show 50 (50 times as long as along the index of names, which the plan for the values takes).
 * Planning costs a quarter of a millisecond. It is `ONCE` where rows are written: the mode holds for the statements of
 * triggers too, which would be planned again for every row.
 */
export type Planned = 'FOR_ITS_VALUES' | 'ONCE';

/** How a statement reads. */
export interface Reading {
  readonly planned?: Planned;
  /** Whether it may meet rows of which the caller was granted single fields; see {@link scopeValues}. */
  readonly parts?: boolean;
}

const planCacheModes: Readonly<Record<Planned, string>> = {
  FOR_ITS_VALUES: 'force_custom_plan',
  ONCE: 'auto',
};

/**
 * Values of the scope statement: the caller's department, the departments whose rows count as its own, its
 * division roots, per granted type the divisions of the grants, its line and its role. All empty when there is no
 * caller.
 *
 * A grant of a whole type opens its rows. One of single fields opens them only to a statement that says it reads rows
 * in parts (`parts`): its rows go to resolvers behind the field rules, and neither condition, order nor sum of it looks
 * at another field.
 */
export function scopeValues(
  caller: VerifiedCaller | null,
  { planned = 'ONCE', parts = false }: Reading = {},
): string[] {
  const mode = planCacheModes[planned];
  if (!caller) return ['', '', '', '', '', '', mode];
  const { department, departments, scope, line, role } = caller;
  const granted = grantedDivisions(caller, parts);
  return [department, departments.join(','), scope.join(','), granted, line, role, mode];
}

function grantedDivisions(caller: VerifiedCaller, parts: boolean): string {
  const now = Date.now() / 1000;
  const divisions = Object.create(null) as Record<string, string[]>;
  for (const grant of caller.grants) {
    if (!grantHolds(caller, grant, now)) continue;
    for (const coordinate of grant.coordinates) {
      const [type = '', field] = coordinate.split('.');
      if (parts || field === undefined) (divisions[type] ??= []).push(...grant.divisions);
    }
  }
  return Object.keys(divisions).length > 0 ? JSON.stringify(divisions) : '';
}
