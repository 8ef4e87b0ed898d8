import { randomUUID } from 'node:crypto';
import { type DepartmentLine, emergencyGrantId, refusal } from '@huitong/contract';
import { type LoaderScope, possibleKeys, refuseUnlessGateway } from '@huitong/kit';
import { nobody } from './defaultRule.js';
import { openDisposals } from './emergencyDisposals.js';
import type { EmergencyAccessInput } from './generated/resolvers.js';
import { type Manager, textGiven } from './rowWriting.js';
import { catalogueRule } from './rules/catalogue.js';
import { placeOf } from './usage.js';

/** Most records of one batch. */
const mostRecords = 1000;

/** A code without the zeros of a city or a province: what lies in it begins so. */
const areaOf = (code: string): string => code.replace(/^(\d{2})0000$/, '$1').replace(/^(\d{4})00$/, '$1');

/** What is opened of each line's, which is who is told of it; what the catalogue does not have is nobody's. */
function byProvider(coordinates: readonly string[]): Map<DepartmentLine, string[]> {
  const providers = new Map<DepartmentLine, string[]>();
  for (const coordinate of coordinates) {
    for (const line of catalogueRule(coordinate)?.provider ?? []) {
      const own = providers.get(line);
      if (own) own.push(coordinate);
      else providers.set(line, [coordinate]);
    }
  }
  return providers;
}

function checkRecord({ incident, divisions, coordinates }: EmergencyAccessInput, index: number): void {
  const at = `records[${index}]`;
  textGiven(incident, { at: `${at}.incident`, most: 100 });
  if (divisions.length > 1000 || coordinates.length > 1000)
    throw refusal('BAD_INPUT', { at, message: `${at} names at most 1,000 divisions and coordinates.` });
}

/**
 * Puts on record which rules incidents hold open, one row for each provider, and when they ended. Of what the gateway
 * hands in at least once, each is taken once: an access that is open follows what is said of it, one that ended stays
 * as it is, and an incident that is opened again is another access. The end leaves a duty of disposal behind.
 * @returns how many rows were written.
 * @throws Refusal FORBIDDEN for anybody but the gateway, BAD_INPUT for a record that cannot be kept.
 */
export async function recordEmergencyAccess(
  scope: LoaderScope,
  records: readonly EmergencyAccessInput[],
): Promise<number> {
  refuseUnlessGateway(scope.caller);
  if (records.length > mostRecords) {
    const message = `A batch has at most ${mostRecords} records.`;
    throw refusal('BAD_INPUT', { at: 'records', message });
  }
  records.forEach(checkRecord);
  return scope.database.transaction(async (manager) => {
    // Gateways report the same at the same time: they take turns.
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('emergency access', 0))`);
    const known = await manager.query<{ id: string }[]>(
      'select id from emergency_rule where id = any($1::uuid[])',
      [
        possibleKeys(
          records.map(({ rule }) => rule),
          'uuid',
        ),
      ],
    );
    const rules = new Set(known.map(({ id }) => id));
    let written = 0;
    for (const record of records) {
      if (!rules.has(record.rule)) continue;
      written += record.endedAt ? await end(manager, record) : await open(manager, record);
    }
    const ended = records.filter(({ endedAt }) => endedAt);
    await openDisposals(
      manager,
      ended.map(({ rule, incident }) => emergencyGrantId(rule, incident)),
    );
    return written;
  });
}

async function open(manager: Manager, record: EmergencyAccessInput): Promise<number> {
  const { rule, incident, level, divisions, unmask, terms, openedAt } = record;
  const providers = byProvider(record.coordinates);
  const rows = [...providers].map(([provider, coordinates]) => ({ id: randomUUID(), provider, coordinates }));
  const written = await manager.query<unknown[]>(
    `insert into emergency_access (id, owner_department, division_code, source, source_id, grant_key, rule_id, incident,
       provider, level, divisions, area, coordinates, unmask, terms, opened_at)
     select given.id, $2, $3, 'gateway', given.id::text, $4, $5::uuid, $6, given.provider, $7, $8::text[], $9::text[],
       given.coordinates, $10, $11, $12::timestamptz
     from jsonb_to_recordset($1::jsonb) as given(id uuid, provider text, coordinates text[])
     on conflict (rule_id, incident, provider) where ended_at is null do update set
       level = excluded.level, divisions = excluded.divisions, area = excluded.area,
       division_code = excluded.division_code, coordinates = excluded.coordinates, unmask = excluded.unmask,
       terms = excluded.terms
     where emergency_access.terms <> excluded.terms
     returning 1`,
    [
      ...[JSON.stringify(rows), nobody, placeOf(divisions), emergencyGrantId(rule, incident), rule, incident],
      ...[level, divisions, divisions.map(areaOf), unmask, terms, openedAt],
    ],
  );
  // A provider of whom nothing is opened any more.
  await manager.query(
    `update emergency_access set ended_at = greatest(opened_at, now())
     where rule_id = $1::uuid and incident = $2 and ended_at is null and provider <> all($3::text[])`,
    [rule, incident, [...providers.keys()]],
  );
  return written.length;
}

async function end(manager: Manager, { rule, incident, endedAt }: EmergencyAccessInput): Promise<number> {
  const [ended] = await manager.query<[unknown[], number]>(
    `update emergency_access set ended_at = greatest(opened_at, $3::timestamptz)
     where rule_id = $1::uuid and incident = $2 and ended_at is null returning 1`,
    [rule, incident, endedAt],
  );
  return ended.length;
}
