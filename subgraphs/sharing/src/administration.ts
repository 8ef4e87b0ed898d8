import { randomUUID } from 'node:crypto';
import { refusal } from '@huitong/contract';
import {
  type LoaderScope,
  type OwnedRow,
  possibleKeys,
  textWithin,
  type UpsertOutcome,
  within,
} from '@huitong/kit';
import { nobody } from './defaultRule.js';
import { EmergencyRule } from './entities/emergencyRule.js';
import { Revocation } from './entities/revocation.js';
import type { LiftRevocationInput, RevokeInput, SetEmergencyRuleInput } from './generated/resolvers.js';
import { refuseUnlessAdministration } from './officers.js';
import { type Manager, textGiven, visibleRow } from './rowWriting.js';
import { catalogueRules, countWithin } from './rules/checkRequest.js';

interface Written<Row extends OwnedRow> {
  readonly row: Row;
  readonly outcome: UpsertOutcome;
}

/** Where a data administration stands, as a division of its own. */
const seatOf = ({ caller }: LoaderScope): string => caller.scope[0] ?? '';

const locked = (manager: Manager, ...of: string[]) =>
  manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [of.join('\n')]);

/**
 * Cuts a department, a subject, a key or a token off. What is cut off already stays so, with its first reason.
 * @throws Refusal FORBIDDEN, BAD_INPUT; also for the caller's own department, which could then lift nothing.
 */
export async function revoke(scope: LoaderScope, input: RevokeInput): Promise<Written<Revocation>> {
  const { caller, database } = scope;
  refuseUnlessAdministration(caller, 'Revoking');
  const { kind } = input;
  const value = textGiven(input.value, { at: 'input.value', most: 200 });
  const reason = textGiven(input.reason, { at: 'input.reason', most: 2000 });
  if (value === (kind === 'DEPARTMENT' ? caller.department : kind === 'SUBJECT' ? caller.subject : null)) {
    const message = 'Whoever revokes cannot revoke itself: nobody would be left to lift it.';
    throw refusal('BAD_INPUT', { at: 'input.value', message });
  }
  const written = await database.transaction(async (manager) => {
    await locked(manager, 'revocation', kind, value);
    const [standing] = await manager.query<{ id: string }[]>(
      'select id from revocation where kind = $1 and value = $2 and lifted_at is null',
      [kind, value],
    );
    if (standing) return { id: standing.id, outcome: 'UNCHANGED' as const };
    // One that the caller does not see, a province's for example, holds as well.
    const [made] = await manager.query<{ id: string }[]>(
      `insert into revocation (id, owner_department, division_code, source, source_id, kind, value, reason, since)
       values ($1::uuid, $2, $3, 'revoke', $1::uuid::text, $4, $5, $6, now())
       on conflict (kind, value) where lifted_at is null do nothing returning id`,
      [randomUUID(), caller.department, seatOf(scope), kind, value, reason],
    );
    if (made) return { id: made.id, outcome: 'INSERTED' as const };
    const message = 'Another data administration has cut this off already.';
    throw refusal('CONFLICT', { at: 'input.value', message });
  });
  const row = await visibleRow(scope, Revocation, { id: written.id, at: 'input.value' });
  return { row, outcome: written.outcome };
}

/** Lifts a revocation; one that is lifted stays as it is. Throws Refusal FORBIDDEN, BAD_INPUT, NOT_OWN_ROW. */
export async function liftRevocation(
  scope: LoaderScope,
  { id, reason }: LiftRevocationInput,
): Promise<Written<Revocation>> {
  refuseUnlessAdministration(scope.caller, 'Lifting a revocation');
  textGiven(reason, { at: 'input.reason', most: 2000 });
  const before = await visibleRow(scope, Revocation, { id, at: 'input.id' });
  if (before.liftedAt !== null) return { row: before, outcome: 'UNCHANGED' };
  const changed = await scope.database.query(
    `update revocation set lifted_at = now(), lift_reason = $2 where id = any($1::uuid[]) and lifted_at is null
     returning id`,
    [possibleKeys([id], 'uuid'), reason],
    { planned: 'ONCE' },
  );
  return {
    row: await visibleRow(scope, Revocation, { id, at: 'input.id' }),
    outcome: changed.length > 0 ? 'UPDATED' : 'UNCHANGED',
  };
}

/**
 * Writes an emergency rule by its name: one of the caller's department, or the one that comes with the software.
 * @throws Refusal FORBIDDEN, BAD_INPUT, CATALOGUE_ITEM_UNKNOWN, CATALOGUE_ITEM_NOT_SHARED, PURPOSE_NOT_SHARED
 */
export async function setEmergencyRule(
  scope: LoaderScope,
  input: SetEmergencyRuleInput,
): Promise<Written<EmergencyRule>> {
  const { caller, database } = scope;
  refuseUnlessAdministration(caller, 'Setting an emergency rule');
  const name = textGiven(input.name, { at: 'input.name', most: 100 });
  within(input.incidentLevelAtLeast, { at: 'input.incidentLevelAtLeast', least: 1, most: 4 });
  countWithin(input.roles, { at: 'input.roles', most: 50 });
  input.roles.forEach((role, index) => textWithin(role, { at: `input.roles[${index}]`, most: 200 }));
  countWithin(input.lines, { at: 'input.lines', most: 13 });
  catalogueRules(input.coordinates, 'INCIDENT_RESPONSE', 'input.coordinates');
  const values = {
    incidentLevelAtLeast: input.incidentLevelAtLeast,
    roles: [...input.roles].sort(),
    lines: [...input.lines].sort(),
    coordinates: [...input.coordinates].sort(),
    unmask: input.unmask,
    active: input.active ?? true,
    basis: textGiven(input.basis, { at: 'input.basis', most: 500 }),
  };
  const { id, outcome } = await database.transaction(async (manager) => {
    await locked(manager, 'emergency rule', name);
    const table = database.table(EmergencyRule);
    const [before] = await manager.query<EmergencyRule[]>(
      `select ${table.select('item')} from ${table.name} as item
       where name = $1 and owner_department in ($2, $3) order by owner_department desc limit 1`,
      [name, caller.department, nobody],
    );
    const repository = manager.getRepository(EmergencyRule);
    if (!before) {
      const row = { ...values, name, id: randomUUID(), ownerDepartment: caller.department };
      await repository.insert({ ...row, divisionCode: seatOf(scope), source: 'department', sourceId: name });
      return { id: row.id, outcome: 'INSERTED' as const };
    }
    const same = Object.entries(values).every(
      ([property, value]) =>
        JSON.stringify(before[property as keyof typeof values]) === JSON.stringify(value),
    );
    if (!same) await repository.update({ id: before.id }, values);
    return { id: before.id, outcome: same ? ('UNCHANGED' as const) : ('UPDATED' as const) };
  });
  return { row: await visibleRow(scope, EmergencyRule, { id, at: 'input.name' }), outcome };
}
