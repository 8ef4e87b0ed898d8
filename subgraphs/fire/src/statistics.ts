import { grantHolds } from '@huitong/contract';
import { batched, isOwnRow, type LoaderScope } from '@huitong/kit';
import type { FireEventConfirmation } from './generated/resolvers.js';
import type { AlarmCounts } from './rules/alarmRates.js';
import type { CoverageCounts } from './rules/waterCoverage.js';

/** Alarms of a time by what they were confirmed as. */
export interface AlarmStatistics {
  readonly since: string;
  readonly until: string;
  readonly counts: AlarmCounts;
}

/** A time, as instants of ISO 8601; the end is not part of it. */
export interface Span {
  readonly since: string;
  readonly until: string;
}

/** Whose alarms are counted: of a unit (its id) or of a division and those below it (its code). */
type Of = 'UNIT' | 'DIVISION';

const joins: Readonly<Record<Of, { type: string; match: string }>> = {
  UNIT: { type: 'uuid', match: 'item.fire_unit_id = parent.key' },
  DIVISION: { type: 'text', match: 'item.division_path @> array[parent.key]' },
};

const none: AlarmCounts = { UNCONFIRMED: 0, TRUE_FIRE: 0, FALSE: 0, TEST: 0, DRILL: 0 };

/**
 * Counts the alarms of each of many units or divisions, in one statement for all of a request, under row scope.
 * @returns dataloader from the id or code to the counts.
 */
export const alarmCounts = (scope: LoaderScope, of: Of, { since, until }: Span) =>
  scope.batch<string, AlarmCounts>(`alarms ${of} ${since} ${until}`, () => {
    const { type, match } = joins[of];
    return batched<AlarmCounts>(async (keys) => {
      const rows = await scope.database.query<{
        key: string;
        confirmed: FireEventConfirmation;
        count: number;
      }>(
        `select parent.key::text as key, found.confirmed, found.count
         from unnest($1::${type}[]) as parent(key) cross join lateral (
           select item.confirmed, count(*)::int as count from fire_event as item
           where ${match} and item.kind = 'FIRE_ALARM' and item.occurred_at >= $2 and item.occurred_at < $3
           group by item.confirmed) as found`,
        [[...keys], since, until],
      );
      const counts = new Map<string, Record<FireEventConfirmation, number>>(
        keys.map((key) => [key, { ...none }]),
      );
      for (const { key, confirmed, count } of rows) {
        const own = counts.get(key);
        if (own) own[confirmed] = count;
      }
      return keys.map((key) => counts.get(key) ?? none);
    });
  });

/**
 * Counts the fire units of each of many divisions, those that have a usable water source within the radius, and
 * those that stand nobody knows where; one statement for all divisions of a request.
 * @param radiusMetres over the ground.
 */
export const coverageCounts = (scope: LoaderScope, radiusMetres: number) =>
  scope.batch<string, CoverageCounts>(`water coverage ${radiusMetres}`, () => {
    return batched<CoverageCounts>(async (codes) => {
      const rows = await scope.database.query<CoverageCounts & { code: string }>(
        `select parent.code, found.*
         from unnest($1::text[]) as parent(code) cross join lateral (
           select count(*) filter (where unit.ecef is not null and exists (
               select from water_source as water where water.usable
               and water.ecef <@ cube_enlarge(unit.ecef, $2, 3) and kit_arc_metres(water.ecef, unit.ecef) <= $2
             ))::int as covered,
             count(unit.ecef)::int as located,
             (count(*) - count(unit.ecef))::int as unlocated
           from fire_unit as unit where unit.division_path @> array[parent.code]) as found`,
        [[...codes], radiusMetres],
      );
      const found = new Map(rows.map(({ code, ...counts }) => [code, counts]));
      return codes.map((code) => found.get(code) ?? { covered: 0, located: 0, unlocated: 0 });
    });
  });

/** Whether a grant in force opens all events of a place. */
function granted({ caller }: LoaderScope, path: readonly string[]): boolean {
  const now = Date.now() / 1000;
  return caller.grants.some(
    (grant) =>
      grant.coordinates.includes('FireEvent') &&
      grantHolds(caller, grant, now) &&
      path.some((code) => grant.divisions.includes(code)),
  );
}

/** Whether the caller sees the events of a unit; a count of what is hidden would read as "no alarm". */
export const seesEventsOf = (
  scope: LoaderScope,
  unit: { readonly ownerDepartment: string; readonly divisionPath: readonly string[] },
): boolean => isOwnRow(scope.caller, unit) || granted(scope, unit.divisionPath);

/** Whether the caller sees every event of a division: the fire line in its own divisions, or by grant. */
export const seesEventsIn = (scope: LoaderScope, path: readonly string[]): boolean =>
  (scope.caller.line === 'FIRE' && path.some((code) => scope.caller.scope.includes(code))) ||
  granted(scope, path);
