import { refusal } from '@huitong/contract';
import { batched, divisionPath, type LoaderScope, rowsByKey } from '@huitong/kit';
import { DutyRoster } from './entities/dutyRoster.js';
import { Warning } from './entities/warning.js';
import { holdsNowSql } from './rules/warningState.js';

const mostWarnings = 100;

/**
 * The warnings that affect each of many divisions, in one statement: those whose affected divisions lie in it, or
 * around it. A warning that names none affects the division whose row it is.
 * @throws Refusal PAGE_SIZE_OUT_OF_RANGE.
 */
export function warningsOf(scope: LoaderScope, { active, first }: { active: boolean | null; first: number }) {
  if (!Number.isInteger(first) || first < 1 || first > mostWarnings) {
    const message = `A list of warnings holds 1 to ${mostWarnings}, not ${first}.`;
    throw refusal('PAGE_SIZE_OUT_OF_RANGE', { at: 'first', message });
  }
  const table = scope.database.table(Warning);
  const holds = active === null ? '' : `and ${holdsNowSql('item')} = ${active}`;
  // By @>, which is marked leakproof, so that the index serves under row security; && is not. A path has five codes.
  const around = [1, 2, 3, 4, 5].map((at) => `item.reach @> array[parent.around[${at}]]`).join(' or ');
  const text = `select ${table.select('item')}, item.key from json_to_recordset($1)
    as parent(key text, around text[]) cross join lateral (
      select item.*, parent.key from ${table.name} as item
      where (${around} or item.reach_path @> array[parent.key]) ${holds}
      order by item.published_at desc, item.id limit $2
    ) as item order by item.published_at desc, item.id`;
  return scope.batch(`warnings ${active} ${first}`, () =>
    batched<Warning[]>(async (codes) => {
      const parents = codes.map((key) => ({ key, around: divisionPath(key) ?? [key] }));
      const rows = await scope.database.query<Warning & { readonly key: string }>(text, [
        JSON.stringify(parents),
        first,
      ]);
      return rowsByKey(codes, rows, ({ key }) => key);
    }),
  );
}

/** Shifts of each of many divisions themselves that are on duty at an instant, leaders first. */
export function onDutyAt(scope: LoaderScope, at: string | null) {
  const table = scope.database.table(DutyRoster);
  const instant = at === null ? 'now()' : '$2::timestamptz';
  const text = `select ${table.select('item')} from ${table.name} as item
    where item.division_code = any($1::text[]) and item.starts_at <= ${instant} and item.ends_at > ${instant}
    order by array_position(array['LEADER', 'DUTY_OFFICER', 'DEPUTY'], item.post), item.starts_at, item.id
    limit 5000`;
  return scope.batch(`on duty ${at}`, () =>
    batched<DutyRoster[]>(async (codes) => {
      const rows = await scope.database.query<DutyRoster>(text, at === null ? [codes] : [codes, at]);
      return rowsByKey(codes, rows, ({ divisionCode }) => divisionCode);
    }),
  );
}
