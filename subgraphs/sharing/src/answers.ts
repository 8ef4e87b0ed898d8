import { refusal } from '@huitong/contract';
import { type LoaderScope, makeMove, type Moved } from '@huitong/kit';
import { applicationMoves } from './applications.js';
import type { SharingApplication } from './entities/sharingApplication.js';
import { SharingGrant } from './entities/sharingGrant.js';
import type { AnswerSharingApplicationInput } from './generated/resolvers.js';
import { makeGrant } from './grants.js';
import { inside, visibleRow } from './rowWriting.js';
import { catalogueRules } from './rules/checkRequest.js';
import { grantTerms } from './rules/grantTerms.js';

/** What became of an answer: the move, and the grant that it made. */
export interface Answered extends Moved<SharingApplication> {
  readonly grant: SharingGrant | null;
}

const evidenceOf = ({ answer, missing, reasons }: AnswerSharingApplicationInput) => {
  if (answer === 'RETURN') return { missing };
  return answer === 'REFUSE' ? { reasons } : {};
};

/**
 * Answers an application (政务数据共享条例 art. 21): of several officers who answer at once one answers, and the others
 * are told the state that stands. An approval and its grant are one transaction.
 * @throws Refusal as a move, GRANT_TOO_WIDE, GRANT_OVERLAPS naming the other grant, GRANT_PERIOD_INVALID.
 */
export async function answer(scope: LoaderScope, input: AnswerSharingApplicationInput): Promise<Answered> {
  const { id, answer: transition, expectedState, moveId, note } = input;
  return scope.database.transaction(async (manager) => {
    const within = inside(scope, manager);
    const moved = await makeMove(within, applicationMoves, {
      ...{ id, transition, evidence: evidenceOf(input) },
      ...{ expectedState: expectedState ?? null, moveId: moveId ?? null, note: note ?? null },
    });
    if (transition !== 'APPROVE') return { ...moved, grant: null };
    if (moved.repeated) return { ...moved, grant: await grantOf(within, moved.row) };
    refuseForeign(scope, moved.row, input);
    const terms = grantTerms(moved.row, input.grant ?? {}, { scope: scope.caller.scope, now: new Date() });
    const number = input.grant?.externalAuthorisationNumber ?? null;
    return { ...moved, grant: await makeGrant(within, manager, { application: moved.row, terms, number }) };
  });
}

/** The catalogue may have changed since: what is granted is judged as it stands now, and is the caller's to give. */
function refuseForeign(
  { caller }: LoaderScope,
  application: SharingApplication,
  input: AnswerSharingApplicationInput,
) {
  const granted = input.grant?.coordinates ?? application.coordinates;
  for (const { coordinate, provider } of catalogueRules(
    granted,
    application.purpose,
    'input.grant.coordinates',
  )) {
    if (provider.includes(caller.line)) continue;
    const message = `${coordinate} is provided by departments of the lines ${provider.join(', ')}, not ${caller.line}.`;
    throw refusal('GRANT_TOO_WIDE', { at: 'input.grant.coordinates', message });
  }
}

async function grantOf(scope: LoaderScope, { id }: SharingApplication): Promise<SharingGrant | null> {
  const table = scope.database.table(SharingGrant);
  const text = `select id from ${table.name} where application_id = $1`;
  const [found] = await scope.database.query<{ id: string }>(text, [id]);
  return found ? visibleRow(scope, SharingGrant, { id: found.id, at: 'input.id' }) : null;
}
