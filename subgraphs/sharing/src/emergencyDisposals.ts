import { randomUUID } from 'node:crypto';
import { refusal } from '@huitong/contract';
import { type LoaderScope, possibleKeys, type UpsertOutcome } from '@huitong/kit';
import { EmergencyDisposal } from './entities/emergencyDisposal.js';
import type { ProveEmergencyDisposalInput } from './generated/resolvers.js';
import { refuseUnlessOfficer } from './officers.js';
import { textGiven, visibleRow } from './rowWriting.js';
import { dueOf, emergencyDisposalTerms } from './rules/answerClock.js';
import { catalogueRule } from './rules/catalogue.js';

/** What statements are sent through: a transaction, or a request's own way. */
interface Queries {
  query<Rows>(text: string, values: unknown[]): Promise<Rows>;
}

/** What one department read in one access that ended, of one set of coordinates. */
interface Used {
  readonly grantKey: string;
  readonly department: string;
  readonly ruleId: string;
  readonly incident: string;
  readonly divisionCode: string;
  readonly endedAt: string;
  readonly coordinates: readonly string[];
  readonly unmasked: number;
}

/** Use may be on record under the clock of a gateway that is a little ahead of the one that saw the end. */
const slack = `interval '5 minutes'`;

const usedText = `select used.grant_key as "grantKey", used.department, access.rule_id as "ruleId", access.incident,
    access.division_code as "divisionCode", access.ended_at as "endedAt", used.coordinates,
    sum(used.unmasked_count)::integer as unmasked
  from sharing_usage as used cross join lateral (
    select rule_id, incident, division_code, ended_at from emergency_access as one
    where one.grant_key = used.grant_key and (one.ended_at is null or one.ended_at >= used.at - ${slack})
    order by one.ended_at, one.id limit 1
  ) as access
  where used.grant_id is null and used.grant_key = any($1::text[]) and access.ended_at is not null
  group by 1, 2, 3, 4, 5, 6, 7`;

/** Whether reading it is reading of persons: it leaves masked, or something of it does. */
const isPersonal = (coordinate: string) => catalogueRule(coordinate)?.isMasked === true;

function dutiesOf(uses: readonly Used[]) {
  const duties = new Map<string, Used>();
  for (const use of uses) {
    const personal = use.coordinates.filter(isPersonal);
    if (personal.length === 0 && use.unmasked === 0) continue;
    const key = `${use.grantKey} ${use.department} ${new Date(use.endedAt).toISOString()}`;
    const { coordinates = [], unmasked = 0 } = duties.get(key) ?? {};
    // Values in clear of what is not known to be personal any more: all that was read is named.
    const named = personal.length > 0 ? personal : use.coordinates;
    duties.set(key, {
      ...use,
      coordinates: [...new Set([...coordinates, ...named])].sort(),
      unmasked: unmasked + use.unmasked,
    });
  }
  return [...duties.values()];
}

/**
 * Lays on each department that read personal data, or values in clear, in an access that ended the duty to dispose of
 * them (突发事件应对法 art. 85), within the working days of reference/terms.json. Called again, with use that is
 * reported late, it adds to a duty that is not yet proved.
 * @param grants ids of emergency grants.
 */
export async function openDisposals(manager: Queries, grants: readonly string[]): Promise<void> {
  if (grants.length === 0) return;
  const uses = await manager.query<Used[]>(usedText, [[...new Set(grants)]]);
  const rows = dutiesOf(uses).map(({ endedAt, ...duty }) => {
    const from = new Date(endedAt).toISOString();
    return { ...duty, id: randomUUID(), endedAt: from, dueAt: dueOf(emergencyDisposalTerms, from).dueAt };
  });
  if (rows.length === 0) return;
  await manager.query(
    `insert into emergency_disposal (id, owner_department, division_code, source, source_id, grant_key, rule_id, incident,
       coordinates, unmasked_count, ended_at, due_at)
     select given.id, department, "divisionCode", 'gateway', given.id::text, "grantKey", "ruleId", given.incident,
       given.coordinates, unmasked, "endedAt", "dueAt"
     from jsonb_to_recordset($1::jsonb) as given(id uuid, department text, "divisionCode" text, "grantKey" text,
       "ruleId" uuid, incident text, coordinates text[], unmasked integer, "endedAt" timestamptz, "dueAt" timestamptz)
     on conflict (grant_key, owner_department, ended_at) do update set
       coordinates = excluded.coordinates, unmasked_count = excluded.unmasked_count
     where emergency_disposal.disposed_at is null and (emergency_disposal.coordinates, emergency_disposal.unmasked_count)
       is distinct from (excluded.coordinates, excluded.unmasked_count)`,
    [JSON.stringify(rows)],
  );
}

/**
 * Proves that what was read in an emergency is disposed of; by a sharing officer of the department that read it. The
 * same proof again changes nothing.
 * @throws Refusal FORBIDDEN, BAD_INPUT, CONFLICT where another proof is on record.
 */
export async function proveDisposal(
  scope: LoaderScope,
  { id, method, statement, evidenceHash }: ProveEmergencyDisposalInput,
): Promise<{ row: EmergencyDisposal; outcome: UpsertOutcome }> {
  refuseUnlessOfficer(scope.caller, 'Proving a disposal');
  textGiven(method, { at: 'input.method', most: 2000 });
  textGiven(statement, { at: 'input.statement', most: 2000 });
  if (!/^[0-9a-f]{64}$/.test(evidenceHash)) {
    const message = 'evidenceHash is 64 hexadecimal characters in lower case (SHA-256 or SM3).';
    throw refusal('BAD_INPUT', { at: 'input.evidenceHash', message });
  }
  const duty = await visibleRow(scope, EmergencyDisposal, { id, at: 'input.id' });
  if (duty.ownerDepartment !== scope.caller.department) {
    const message = 'The department that read the data proves its disposal.';
    throw refusal('FORBIDDEN', { at: 'input.id', message });
  }
  const changed = await scope.database.query(
    `update emergency_disposal set disposed_at = now(), disposal_method = $2, disposal_statement = $3,
       disposal_evidence_hash = $4 where id = any($1::uuid[]) and disposed_at is null returning id`,
    [possibleKeys([id], 'uuid'), method, statement, evidenceHash],
    { planned: 'ONCE' },
  );
  const row = await visibleRow(scope, EmergencyDisposal, { id, at: 'input.id' });
  if (row.disposalEvidenceHash !== evidenceHash) {
    const message = 'The disposal has been proved with other evidence.';
    throw refusal('CONFLICT', { at: 'input.evidenceHash', message });
  }
  return { row, outcome: changed.length > 0 ? 'UPDATED' : 'UNCHANGED' };
}
