import { refusal } from '@huitong/contract';
import {
  divisionPath,
  type LoaderScope,
  makeMove,
  type Moved,
  type MoveInput,
  type Stateful,
  type UpsertOutcome,
  warnUscc,
} from '@huitong/kit';
import { SharingGrant } from './entities/sharingGrant.js';
import { VerificationCase } from './entities/verificationCase.js';
import { VerificationCaseEvent } from './entities/verificationCaseEvent.js';
import type { RequestVerificationInput, VerificationState } from './generated/resolvers.js';
import { refuseUnlessOfficer } from './officers.js';
import { addOnce, textGiven, visibleRow } from './rowWriting.js';
import { dueOf, verificationTerms } from './rules/answerClock.js';
import { catalogueRule } from './rules/catalogue.js';
import { canonicalKey } from './rules/entityKey.js';
import { partiesOf } from './rules/parties.js';
import { verificationMachine } from './rules/verificationMachine.js';

/** The machine of verification cases and its tables. */
export const verificationMoves: Stateful<VerificationState, VerificationCase> = {
  machine: verificationMachine,
  entity: VerificationCase,
  event: VerificationCaseEvent,
  partiesOf: (caller, { ownerDepartment, providerDepartment, divisionPath: path }) =>
    partiesOf(caller, { applicant: ownerDepartment, provider: providerDepartment, divisionPath: path }),
};

/** A move of a verification case. */
export const moveVerification = (scope: LoaderScope, input: MoveInput): Promise<Moved<VerificationCase>> =>
  makeMove(scope, verificationMoves, input);

/**
 * Asks the provider to verify a value (政务数据共享条例 art. 26): by a sharing officer, or by whoever holds the grant under
 * which the value was read. While it is open the value is marked as disputed in every answer.
 * @throws Refusal FORBIDDEN, CATALOGUE_ITEM_UNKNOWN, DIVISION_UNKNOWN, BAD_INPUT, CONFLICT
 */
export async function requestVerification(
  scope: LoaderScope,
  input: RequestVerificationInput,
): Promise<{ row: VerificationCase; outcome: UpsertOutcome }> {
  const { coordinate, grantId, providerDepartment, divisionCode } = input;
  await refuseStranger(scope, grantId ?? null);
  if (!catalogueRule(coordinate)?.isField) {
    const message = `The catalogue has no field ${JSON.stringify(coordinate.slice(0, 100))}.`;
    throw refusal('CATALOGUE_ITEM_UNKNOWN', { at: 'input.coordinate', message });
  }
  if (!divisionPath(divisionCode)) throw refusal('DIVISION_UNKNOWN', { at: 'input.divisionCode' });
  warnUscc(scope.notes, providerDepartment, 'input.providerDepartment');
  const openedAt = new Date().toISOString();
  return addOnce(scope, VerificationCase, {
    ...{ source: input.source ?? 'department', sourceId: input.sourceId },
    ...{ divisionCode, providerDepartment, grantId: grantId ?? null, coordinate },
    entityKey: canonicalKey(input.key),
    problem: textGiven(input.problem, { at: 'input.problem', most: 2000 }),
    evidence: textGiven(input.evidence, { at: 'input.evidence', most: 4000 }),
    ...{ state: 'OPEN', openedAt, dueAt: dueOf(verificationTerms, openedAt).dueAt },
    ...{ reply: null, settledAt: null },
  });
}

/** A mark that anybody could set on any value would make every value doubtful. */
async function refuseStranger(scope: LoaderScope, grantId: string | null): Promise<void> {
  if (grantId === null) return refuseUnlessOfficer(scope.caller, 'Asking for verification without a grant');
  const grant = await visibleRow(scope, SharingGrant, { id: grantId, at: 'input.grantId' });
  if (grant.department === scope.caller.department) return;
  const message = "The grant is not one of the caller's department.";
  throw refusal('FORBIDDEN', { at: 'input.grantId', message });
}
