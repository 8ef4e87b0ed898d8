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
 set_config('huitong.grants', $4, true)`;

/**
 * Values of the scope statement: the caller's department, the departments whose rows count as its own, its
 * division roots, and per granted type the divisions of the grants. All empty when there is no caller.
 *
 * Only a grant of a whole type opens its rows: one of a single field would show the row's other fields with it.
 */
export function scopeValues(caller: VerifiedCaller | null): string[] {
  if (!caller) return ['', '', '', ''];
  return [caller.department, caller.departments.join(','), caller.scope.join(','), grantedDivisions(caller)];
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
