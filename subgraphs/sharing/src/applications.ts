import { randomBytes } from 'node:crypto';
import { refusal } from '@huitong/contract';
import {
  dayAt,
  type LoaderScope,
  makeMove,
  type Moved,
  type MoveInput,
  possibleKeys,
  type Stateful,
  textWithin,
  type UpsertOutcome,
  warnUscc,
  within,
} from '@huitong/kit';
import { SharingApplication } from './entities/sharingApplication.js';
import { SharingApplicationEvent } from './entities/sharingApplicationEvent.js';
import type {
  ApplyForSharingInput,
  SharingApplicationState,
  SharingScopeInput,
  SupplementSharingApplicationInput,
} from './generated/resolvers.js';
import { refuseUnlessOfficer } from './officers.js';
import { addOnce, inside, textGiven, visibleRow } from './rowWriting.js';
import { answerTerms, dueOf, reviewTerms } from './rules/answerClock.js';
import { applicationMachine } from './rules/applicationMachine.js';
import { commonDivision, judgeRequest, type Request } from './rules/checkRequest.js';
import { partiesOf } from './rules/parties.js';

/** The machine of applications and its tables. */
export const applicationMoves: Stateful<SharingApplicationState, SharingApplication> = {
  machine: applicationMachine,
  entity: SharingApplication,
  event: SharingApplicationEvent,
  partiesOf: (caller, { ownerDepartment, providerDepartment, divisionPath }) =>
    partiesOf(caller, { applicant: ownerDepartment, provider: providerDepartment, divisionPath }),
};

/** What the catalogue and the calendar make of a request: the properties of the row that nobody writes by hand. */
function judged(request: Request, now: Date) {
  const { rules, paths } = judgeRequest(request, now);
  const divisionCode = commonDivision(paths);
  if (!divisionCode) {
    const message = 'The divisions lie in different provinces; apply for each province.';
    throw refusal('BAD_INPUT', { at: 'input.scope.divisions', message });
  }
  const submittedAt = now.toISOString();
  const allUnconditional = rules.every(({ attribute }) => attribute === 'UNCONDITIONAL');
  const asked = { submittedAt, allUnconditional, paths };
  const answerClock = answerTerms(asked);
  return {
    divisionCode,
    submittedAt,
    allUnconditional,
    requested: rules.map(({ coordinate, entry, attribute, basis, mask }) => ({
      ...{ coordinate, entry, attribute, basis, mask },
    })),
    answerClock,
    answerDueAt: dueOf(answerClock, submittedAt).dueAt,
    reviewClock: reviewTerms(asked),
  };
}

const scopeOf = ({ divisions, around, withinKm }: SharingScopeInput) => ({
  divisions: [...new Set(divisions)].sort(),
  around: around ? around.map(({ lat, lon }) => ({ lat, lon })) : null,
  withinKm: withinKm ?? null,
});

/** 申请编号: the day and eight characters that nobody can guess the next of. */
const newNumber = (now: Date) =>
  `GX${dayAt(now).replaceAll('-', '')}-${randomBytes(4).toString('hex').toUpperCase()}`;

/**
 * Applies for sharing in the name of the caller's department (政务数据共享条例 art. 20).
 * @throws Refusal FORBIDDEN, and what `judgeRequest` and `addOnce` throw.
 */
export async function apply(
  scope: LoaderScope,
  input: ApplyForSharingInput,
): Promise<{ row: SharingApplication; outcome: UpsertOutcome }> {
  const { caller } = scope;
  refuseUnlessOfficer(caller, 'Applying for sharing');
  const now = new Date();
  const { signature, unmask: clear, from, until, purpose, mode } = input;
  const unmask = clear ?? false;
  if (!signature.signed) {
    const message = 'The head of the sharing office signs an application (政务数据共享条例 art. 20).';
    throw refusal('BAD_INPUT', { at: 'input.signature.signed', message });
  }
  if (input.providerDepartment === caller.department) {
    const message = "A department's own data need no application.";
    throw refusal('BAD_INPUT', { at: 'input.providerDepartment', message });
  }
  warnUscc(scope.notes, input.providerDepartment, 'input.providerDepartment');
  within(input.ratePerMinute, { at: 'input.ratePerMinute', least: 1, most: 100_000 });
  within(input.rowsPerDay, { at: 'input.rowsPerDay', least: 1, most: 100_000_000 });
  if (unmask) textGiven(input.unmaskReason, { at: 'input.unmaskReason', most: 2000 });
  const coordinates = [...new Set(input.coordinates)].sort();
  const area = scopeOf(input.scope);
  return addOnce(scope, SharingApplication, {
    ...judged({ coordinates, purpose, ...area, from, until, unmask }, now),
    ...{ source: input.source ?? 'department', sourceId: input.sourceId, number: newNumber(now) },
    ...{ providerDepartment: input.providerDepartment, applicantLine: caller.line },
    signatoryRole: textGiven(signature.role, { at: 'input.signature.role', most: 100 }),
    signatorySubject: textGiven(signature.subject, { at: 'input.signature.subject', most: 200 }),
    ...{ signed: true, coordinates, purpose, mode, unmask, ...area },
    basis: textGiven(input.basis, { at: 'input.basis', most: 2000 }),
    scenario: textGiven(input.scenario, { at: 'input.scenario', most: 2000 }),
    ...{ ratePerMinute: input.ratePerMinute ?? null, rowsPerDay: input.rowsPerDay ?? null },
    unmaskReason: unmask ? (input.unmaskReason as string) : null,
    ...{ wantedFrom: from, wantedUntil: until, state: 'SUBMITTED' },
    ...{ reviewedAt: null, extensionWorkingDays: null, extensionReason: null, returnedAt: null },
    ...{ missing: null, supplementDueAt: null, answeredAt: null, refusalReasons: null },
  });
}

/** A move of an application that brings nothing but its evidence. */
export const moveApplication = (scope: LoaderScope, input: MoveInput): Promise<Moved<SharingApplication>> =>
  makeMove(scope, applicationMoves, input);

/**
 * Supplements an application that was returned: judged anew as a whole, and the answer's clock begins anew
 * (政务数据共享条例 art. 21).
 * @throws Refusal as a move, and what `judgeRequest` throws.
 */
export async function supplement(
  scope: LoaderScope,
  input: SupplementSharingApplicationInput,
): Promise<Moved<SharingApplication>> {
  const { id, moveId, statement } = input;
  textWithin(input.basis, { at: 'input.basis', most: 2000 });
  textWithin(input.scenario, { at: 'input.scenario', most: 2000 });
  return scope.database.transaction(async (manager) => {
    const within = inside(scope, manager);
    // Under its lock, so that what is judged is what is changed.
    await manager.query('select from sharing_application where id = any($1::uuid[]) for update', [
      possibleKeys([id], 'uuid'),
    ]);
    const before = await visibleRow(within, SharingApplication, { id, at: 'input.id' });
    const now = new Date();
    const area = input.scope ? scopeOf(input.scope) : pick(before);
    const coordinates = input.coordinates ? [...new Set(input.coordinates)].sort() : before.coordinates;
    const [from, until] = [laterOf(before.wantedFrom, now), input.until ?? before.wantedUntil];
    const changes = {
      ...judged({ coordinates, purpose: before.purpose, ...area, from, until, unmask: before.unmask }, now),
      ...{ coordinates, ...area, wantedFrom: from, wantedUntil: until },
      basis: input.basis ?? before.basis,
      scenario: input.scenario ?? before.scenario,
    };
    // The request changes while it lies with the applicant, and never after; see the table's trigger.
    if (before.state === 'RETURNED' && before.ownerDepartment === scope.caller.department)
      await manager.getRepository(SharingApplication).update({ id: before.id }, changes);
    return makeMove(within, applicationMoves, {
      ...{ id, transition: 'SUPPLEMENT', evidence: { statement } },
      moveId: moveId ?? null,
    });
  });
}

const pick = ({ divisions, around, withinKm }: SharingApplication) => ({ divisions, around, withinKm });
const laterOf = (instant: string, now: Date) =>
  Date.parse(instant) > now.getTime() ? instant : now.toISOString();
