import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { sharing } from './main.js';
import { applied, data, ecology, emergency, granted, officer, told } from './testing.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(sharing);
});
afterAll(() => subgraph?.close());

describe('a dispute', () => {
  const raise =
    'mutation ($input: RaiseSharingDisputeInput!) { raiseSharingDispute(input: $input) { dispute { id state counterpart { uscc } } } }';
  const mutation =
    'mutation ($input: MoveSharingDisputeInput!) { moveSharingDispute(input: $input) { dispute { state settlement } } }';
  const claim = { sourceId: 'd-1', subject: '不同意', claim: '理由不成立' };

  it('goes from instance to instance and is settled by the one it lies with', async () => {
    const { id: applicationId } = await applied(subgraph);
    const input = { ...claim, applicationId };
    expect(await told(subgraph, raise, officer('FIRE'), input)).toMatchObject({
      code: 'BAD_INPUT',
      at: 'input.applicationId',
    });
    expect(await told(subgraph, raise, data, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await told(subgraph, raise, ecology, claim)).toMatchObject({ code: 'BAD_INPUT', at: 'input' });
    const raised = await told(subgraph, raise, ecology, input);
    expect(raised.dispute).toMatchObject({
      state: 'NEGOTIATING',
      counterpart: { uscc: emergency.department },
    });
    const move = (who: typeof data, transition: string, evidence = {}) =>
      told(subgraph, mutation, who, { id: raised.dispute.id, transition, evidence });
    const reason = { reason: '协商未果' };
    expect(await move(ecology, 'REFER_TO_GOVERNMENT', reason)).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
    expect(await move(emergency, 'REFER_TO_SUPERVISOR', reason)).toMatchObject({
      dispute: { state: 'WITH_SUPERVISOR' },
    });
    const settlement = { settlement: '限额后共享' };
    expect(await move(ecology, 'SETTLE', settlement)).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
    expect(await move(ecology, 'REFER_TO_COMMON_SUPERIOR', reason)).toMatchObject({
      dispute: { state: 'WITH_COMMON_SUPERIOR' },
    });
    expect(await move(ecology, 'REFER_TO_GOVERNMENT', reason)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await move(data, 'REFER_TO_GOVERNMENT', reason)).toMatchObject({
      dispute: { state: 'WITH_GOVERNMENT' },
    });
    expect(await move(data, 'SETTLE', settlement)).toMatchObject({
      dispute: { state: 'SETTLED', ...settlement },
    });
    expect(await move(ecology, 'WITHDRAW')).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
  });
});

describe('a verification case', () => {
  const ask =
    'mutation ($input: RequestVerificationInput!) { requestVerification(input: $input) { outcome verificationCase { id state overdue due { basis } nextMoves { transition } } } }';
  const mutation =
    'mutation ($input: MoveVerificationCaseInput!) { moveVerificationCase(input: $input) { verificationCase { state reply } } }';
  const input = {
    ...{ sourceId: 'v-1', providerDepartment: emergency.department, divisionCode: '140581' },
    ...{ coordinate: 'Tank.levelPercent', key: '{"id":"7f"}', problem: '偏高', evidence: '照片' },
  };

  it('is opened by a sharing officer, or under a grant of one’s own', async () => {
    const system = caller('ECOLOGY', '140500', { kind: 'SYSTEM', purpose: 'ECOLOGY' });
    expect(await told(subgraph, ask, system, input)).toMatchObject({ code: 'FORBIDDEN' });
    const { id: grantId } = await granted(subgraph, { coordinates: ['Tank.levelPercent'] });
    expect(await told(subgraph, ask, caller('EMERGENCY', '140500'), { ...input, grantId })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await told(subgraph, ask, system, { ...input, grantId })).toMatchObject({
      outcome: 'INSERTED',
      verificationCase: { state: 'OPEN', overdue: false, due: { basis: '政务数据共享条例 art. 26' } },
    });
    for (const [more, code] of [
      [{ coordinate: 'Tank' }, 'CATALOGUE_ITEM_UNKNOWN'],
      [{ coordinate: 'Tank.gone' }, 'CATALOGUE_ITEM_UNKNOWN'],
      [{ key: 'id=7f' }, 'BAD_INPUT'],
      [{ divisionCode: '999999' }, 'DIVISION_UNKNOWN'],
    ] as const)
      expect(await told(subgraph, ask, ecology, { ...input, sourceId: 'v-9', ...more })).toMatchObject({
        code,
      });
  });

  it('is confirmed by the provider with a reply, once', async () => {
    const opened = await told(subgraph, ask, ecology, { ...input, sourceId: 'v-2' });
    const move = (who: typeof data, transition: string, evidence = {}) =>
      told(subgraph, mutation, who, { id: opened.verificationCase.id, transition, evidence });
    expect(await move(emergency, 'CONFIRM')).toMatchObject({ code: 'EVIDENCE_MISSING' });
    expect(await move(officer('WATER'), 'CONFIRM', { reply: 'x' })).toMatchObject({ code: 'NOT_OWN_ROW' });
    expect(await move(emergency, 'CONFIRM', { reply: '属实' })).toMatchObject({
      verificationCase: { state: 'CONFIRMED', reply: '属实' },
    });
    expect(await move(ecology, 'WITHDRAW')).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
    expect(await move(emergency, 'CORRECT', { reply: 'x' })).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
  });
});
