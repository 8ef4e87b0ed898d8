import { emergencyOf, refusal } from '@huitong/contract';
import {
  batchedInRequest,
  dayAt,
  divisionPath,
  type LoaderScope,
  possibleKeys,
  refuseUnlessGateway,
  rowsByKey,
  type UpsertOutcome,
} from '@huitong/kit';
import { openDisposals } from './emergencyDisposals.js';
import { SharingGrant } from './entities/sharingGrant.js';
import { SharingUseReport } from './entities/sharingUseReport.js';
import type { ReportSharingUseInput, SharingUsageDay, SharingUsageInput } from './generated/resolvers.js';
import { refuseUnlessOfficer } from './officers.js';
import { addOnce, textGiven, visibleRow } from './rowWriting.js';
import { terms } from './rules/answerClock.js';
import { commonDivision } from './rules/checkRequest.js';

/** Most records of one batch. */
const mostRecords = 5000;
/** Where a record lies whose divisions have none in common: with the province. */
const home = '140000';

/** The day until which a record of use is kept at least, three years on (政务数据共享条例 art. 29). */
export const keptUntil = (day: string): string => {
  const year = String(Number(day.slice(0, 4)) + terms.usageKeptYears);
  const kept = `${year}${day.slice(4)}`;
  return kept.endsWith('-02-29') ? `${year}-03-01` : kept;
};

function checkRecord(record: SharingUsageInput, index: number): void {
  const at = `records[${index}]`;
  if (!(Math.min(record.rows, record.unmasked) >= 0))
    throw refusal('BAD_INPUT', { at, message: `${at} counts from 0 on.` });
  for (const name of ['requestId', 'grantId', 'subject'] as const)
    textGiven(record[name], { at: `${at}.${name}`, most: 200 });
  if (record.department.length !== 18) throw refusal('USCC_MALFORMED', { at: `${at}.department` });
}

/** The smallest division that holds all that a record names. */
export const placeOf = (divisions: readonly string[]): string =>
  commonDivision(divisions.map((code) => divisionPath(code) ?? [])) ?? home;

/**
 * Takes records of use from the gateway, which hands each in at least once: one of the same request and grant is taken
 * once. A record of a grant that is not one of ours, as of an emergency rule, is kept with the reader's department as
 * its owner, so that nothing is lost.
 * @returns how many were new.
 * @throws Refusal FORBIDDEN for anybody but the gateway, BAD_INPUT for a record that cannot be kept.
 */
export async function recordUsage(
  { caller, database }: LoaderScope,
  records: readonly SharingUsageInput[],
): Promise<number> {
  refuseUnlessGateway(caller);
  if (records.length === 0) return 0;
  if (records.length > mostRecords) {
    const message = `A batch has at most ${mostRecords} records.`;
    throw refusal('BAD_INPUT', { at: 'records', message });
  }
  records.forEach(checkRecord);
  const rows = records.map(({ requestId, grantId, rows: rowCount, unmasked, ...record }) => ({
    ...record,
    ...{ request_id: requestId, grant_key: grantId, day: dayAt(record.at), place: placeOf(record.divisions) },
    ...{ row_count: rowCount, unmasked_count: unmasked },
    grant_uuid: possibleKeys([grantId], 'uuid')[0] ?? null,
  }));
  const added = await database.query(
    `insert into sharing_usage (id, owner_department, division_code, source, source_id, synthetic, grant_id, grant_key,
       department, subject, request_id, at, day, coordinates, divisions, row_count, unmasked_count)
     select gen_random_uuid(), coalesce(held.owner_department, given.department),
       coalesce(held.division_code, given.place), 'gateway', given.request_id || ' ' || given.grant_key,
       coalesce(held.synthetic, false), held.id, given.grant_key, given.department, given.subject, given.request_id,
       given.at, given.day, given.coordinates, given.divisions, given.row_count, given.unmasked_count
     from jsonb_to_recordset($1::jsonb) as given(request_id text, grant_key text, grant_uuid uuid, department text,
       subject text, at timestamptz, day date, place text, coordinates text[], divisions text[], row_count integer,
       unmasked_count integer)
     left join sharing_grant as held on held.id = given.grant_uuid
     on conflict do nothing returning id`,
    [JSON.stringify(rows)],
    { planned: 'ONCE' },
  );
  // Use that is reported after its incident has closed lays its duty too.
  const emergencies = records.map(({ grantId }) => grantId).filter((id) => emergencyOf(id) !== null);
  await openDisposals({ query: database.query as never }, emergencies);
  return added.length;
}

/** Most days of a grant's use that an answer shows. */
const mostDays = 400;

/** Use of each of many grants by day, newest first, in one statement. */
export const usageByDay = (scope: LoaderScope) =>
  batchedInRequest<string, SharingUsageDay[]>(scope, 'usage by day', {
    key: (id) => id,
    async load(ids) {
      const rows = await scope.database.query<SharingUsageDay & { grantId: string }>(
        `select used.*, parent.key as "grantId" from unnest($1::uuid[]) as parent(key) cross join lateral (
           select day, count(*)::integer as requests, sum(row_count)::integer as rows,
             sum(unmasked_count)::integer as unmasked
           from sharing_usage where grant_id = parent.key group by day order by day desc limit ${mostDays}
         ) as used order by used.day desc`,
        [possibleKeys(ids, 'uuid')],
      );
      return rowsByKey(ids, rows, ({ grantId }) => grantId);
    },
  });

const words = ['scenario', 'process', 'effect', 'storage', 'destruction'] as const;

/**
 * Reports how a grant was used (政务数据共享条例 art. 29); by the department that it was given to.
 * @throws Refusal FORBIDDEN, BAD_INPUT, CONFLICT
 */
export async function reportUse(
  scope: LoaderScope,
  input: ReportSharingUseInput,
): Promise<{ row: SharingUseReport; outcome: UpsertOutcome }> {
  refuseUnlessOfficer(scope.caller, 'Reporting use');
  const grant = await visibleRow(scope, SharingGrant, { id: input.grantId, at: 'input.grantId' });
  if (grant.department !== scope.caller.department) {
    throw refusal('FORBIDDEN', {
      at: 'input.grantId',
      message: 'The department that a grant is given to reports.',
    });
  }
  for (const name of words) textGiven(input[name], { at: `input.${name}`, most: 2000 });
  const { periodFrom, periodTo, scenario, process, effect, storage, destruction } = input;
  if (periodTo < periodFrom || periodTo > dayAt(new Date())) {
    const message = 'A period ends after it begins, and not in the future.';
    throw refusal('BAD_INPUT', { at: 'input.periodTo', message });
  }
  return addOnce(scope, SharingUseReport, {
    ...{ source: input.source ?? 'department', sourceId: input.sourceId, divisionCode: grant.divisionCode },
    ...{ providerDepartment: grant.ownerDepartment, grantId: grant.id, periodFrom, periodTo },
    ...{ scenario, process, effect, storage, destruction },
  });
}
