import { randomUUID } from 'node:crypto';
import { refusal } from '@huitong/contract';
import {
  type LoaderScope,
  makeMove,
  type Moved,
  type MoveInput,
  type Stateful,
  textWithin,
  divisionPath,
} from '@huitong/kit';
import type { SharingApplication } from './entities/sharingApplication.js';
import { SharingGrant } from './entities/sharingGrant.js';
import { SharingGrantEvent } from './entities/sharingGrantEvent.js';
import type { SharingGrantState } from './generated/resolvers.js';
import { grantsTo } from './partySecurity.js';
import { type Manager, visibleRow } from './rowWriting.js';
import { commonDivision } from './rules/checkRequest.js';
import { grantMachine } from './rules/grantMachine.js';
import { divisionsMeet, type GrantTerms } from './rules/grantTerms.js';
import { partiesOf } from './rules/parties.js';

/** The machine of grants and its tables. */
export const grantMoves: Stateful<SharingGrantState, SharingGrant> = {
  machine: grantMachine,
  entity: SharingGrant,
  event: SharingGrantEvent,
  partiesOf: (caller, { ownerDepartment, department, divisionPath: path }) =>
    partiesOf(caller, { applicant: department, provider: ownerDepartment, divisionPath: path }),
};

/** A move of a grant. */
export const moveGrant = (scope: LoaderScope, input: MoveInput): Promise<Moved<SharingGrant>> =>
  makeMove(scope, grantMoves, input);

interface NewGrant {
  readonly application: SharingApplication;
  readonly terms: GrantTerms;
  /** Of an authorisation elsewhere (条例 art. 31). */
  readonly number: string | null;
}

/**
 * Makes the grant of an application that was approved in the same transaction.
 * @throws Refusal GRANT_OVERLAPS when the department has another grant in force, suspended ones included, of one of the
 *   coordinates for the purpose in one of the divisions at some of the time: two grants of one thing could not be
 *   suspended by suspending one of them.
 */
export async function makeGrant(
  scope: LoaderScope,
  manager: Manager,
  { application, terms, number }: NewGrant,
): Promise<SharingGrant> {
  textWithin(number, { at: 'input.grant.externalAuthorisationNumber', most: 100 });
  await refuseOverlap(manager, application, terms);
  const now = new Date().toISOString();
  const id = randomUUID();
  const paths = terms.divisions.map((code) => divisionPath(code) ?? []);
  await manager.getRepository(SharingGrant).insert({
    ...{ id, ownerDepartment: scope.caller.department, synthetic: application.synthetic },
    divisionCode: commonDivision(paths) ?? application.divisionCode,
    ...{ source: 'application', sourceId: application.id, applicationId: application.id },
    ...{ department: application.ownerDepartment, purpose: application.purpose, mode: application.mode },
    ...{ incident: null, state: 'ACTIVE', ...terms },
    ...{ approvedAt: now, externalAuthorisationNumber: number },
    // This graph is the service interface: what is granted can be asked for at once. Other modes are handed over.
    sharedAt: application.mode === 'SERVICE_INTERFACE' ? now : null,
  } as never);
  return visibleRow(scope, SharingGrant, { id, at: 'input.id' });
}

async function refuseOverlap(
  manager: Manager,
  { ownerDepartment, purpose }: SharingApplication,
  terms: GrantTerms,
): Promise<void> {
  // Two approvals at once take turns: neither could see the other's grant.
  const lock = ['grant', ownerDepartment, purpose].join('\n');
  await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
  await manager.query(`select set_config('huitong.${grantsTo}', $1, true)`, [ownerDepartment]);
  const others = await manager.query<{ id: string; coordinates: string[]; divisions: string[] }[]>(
    `select id, coordinates, divisions from sharing_grant
     where department = $1 and purpose = $2 and state in ('ACTIVE', 'SUSPENDED') and coordinates && $3::text[]
       and starts_at < $5::timestamptz and expires_at > greatest($4::timestamptz, now())
     order by starts_at, id`,
    [ownerDepartment, purpose, terms.coordinates, terms.startsAt, terms.expiresAt],
  );
  await manager.query(`select set_config('huitong.${grantsTo}', '', true)`);
  const other = others.find(({ divisions }) => divisionsMeet(divisions, terms.divisions));
  if (!other) return;
  const shared = terms.coordinates.filter((coordinate) => other.coordinates.includes(coordinate));
  throw refusal('GRANT_OVERLAPS', {
    at: 'input.grant',
    message: `Grant ${other.id} gives the department ${shared.join(', ')} for ${purpose} in some of these divisions at some of this time.`,
    facts: { grant: other.id },
  });
}
