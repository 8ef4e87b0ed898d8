import { refusal } from '@huitong/contract';
import {
  type LoaderScope,
  makeMove,
  type Moved,
  type MoveInput,
  type Stateful,
  type UpsertOutcome,
} from '@huitong/kit';
import { SharingApplication } from './entities/sharingApplication.js';
import { SharingDispute } from './entities/sharingDispute.js';
import { SharingDisputeEvent } from './entities/sharingDisputeEvent.js';
import { SharingGrant } from './entities/sharingGrant.js';
import type { RaiseSharingDisputeInput, SharingDisputeState } from './generated/resolvers.js';
import { refuseUnlessOfficer } from './officers.js';
import { addOnce, textGiven, visibleRow } from './rowWriting.js';
import { disputeMachine } from './rules/disputeMachine.js';
import { partiesOf } from './rules/parties.js';

/** The machine of disputes and its tables. */
export const disputeMoves: Stateful<SharingDisputeState, SharingDispute> = {
  machine: disputeMachine,
  entity: SharingDispute,
  event: SharingDisputeEvent,
  partiesOf: (caller, { ownerDepartment, counterpartDepartment, divisionPath }) =>
    partiesOf(caller, { applicant: ownerDepartment, provider: counterpartDepartment, divisionPath }),
};

/** A move of a dispute. */
export const moveDispute = (scope: LoaderScope, input: MoveInput): Promise<Moved<SharingDispute>> =>
  makeMove(scope, disputeMoves, input);

/** What a dispute can be about, and between whom it then is. */
async function matter(scope: LoaderScope, { applicationId, grantId }: RaiseSharingDisputeInput) {
  if (applicationId && !grantId) {
    const row = await visibleRow(scope, SharingApplication, { id: applicationId, at: 'input.applicationId' });
    return { divisionCode: row.divisionCode, between: [row.ownerDepartment, row.providerDepartment] };
  }
  if (grantId && !applicationId) {
    const row = await visibleRow(scope, SharingGrant, { id: grantId, at: 'input.grantId' });
    return { divisionCode: row.divisionCode, between: [row.ownerDepartment, row.department] };
  }
  const message = 'A dispute is about one application or one grant.';
  throw refusal('BAD_INPUT', { at: 'input', message });
}

/**
 * Raises a dispute with the other party of an application or a grant; it begins with negotiation (政务数据共享条例
 * art. 28).
 * @throws Refusal FORBIDDEN, BAD_INPUT, CONFLICT
 */
export async function raiseDispute(
  scope: LoaderScope,
  input: RaiseSharingDisputeInput,
): Promise<{ row: SharingDispute; outcome: UpsertOutcome }> {
  refuseUnlessOfficer(scope.caller, 'Raising a dispute');
  const { divisionCode, between } = await matter(scope, input);
  const counterpartDepartment = between.find((department) => department !== scope.caller.department);
  if (!between.includes(scope.caller.department) || !counterpartDepartment) {
    throw refusal('FORBIDDEN', {
      at: 'input',
      message: 'A dispute is raised by one of its two departments.',
    });
  }
  return addOnce(scope, SharingDispute, {
    ...{ source: input.source ?? 'department', sourceId: input.sourceId, divisionCode },
    ...{ counterpartDepartment, applicationId: input.applicationId ?? null, grantId: input.grantId ?? null },
    subject: textGiven(input.subject, { at: 'input.subject', most: 500 }),
    claim: textGiven(input.claim, { at: 'input.claim', most: 4000 }),
    ...{ state: 'NEGOTIATING', raisedAt: new Date().toISOString(), settlement: null, settledAt: null },
  });
}
