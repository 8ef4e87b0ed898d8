import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { sharing } from './main.js';
import {
  data,
  ecology,
  emergency,
  gateway,
  granted,
  mutations,
  officer,
  type Told,
  told,
} from './testing.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(sharing);
});
afterAll(() => subgraph?.close());

const move = (who: typeof data, id: string, transition: string, evidence = {}) =>
  told(subgraph, mutations.grant, who, { id, transition, evidence });
const feed = (since?: string) =>
  subgraph
    .ask(
      'query ($since: String) { sharingPolicy(since: $since) { revision grants { id } disputed { caseId coordinate key } revocations { value } emergencyRules { id roles } } }',
      gateway,
      since ? { since } : {},
    )
    .then(({ data: answer }) => answer?.['sharingPolicy'] as Told);
const expire = (id: string) =>
  withPlainClient(subgraph.superuserUrl, (client) =>
    client.query(
      `alter table sharing_grant disable trigger user;
       update sharing_grant set starts_at = now() - interval '20 days', expires_at = now() - interval '1 day' where id = '${id}';
       alter table sharing_grant enable trigger user`,
    ),
  );

it('is suspended and resumed by provider or data administration, each with the feed', async () => {
  const before = await feed();
  const { id } = await granted(subgraph, { scope: { divisions: ['140581'] } });
  const given = await feed(before.revision);
  expect(given.grants).toEqual([{ id }]);
  expect(await feed(given.revision)).toBeNull();

  expect(await move(ecology, id, 'SUSPEND', { reason: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await move(officer('FIRE'), id, 'SUSPEND', { reason: 'x' })).toMatchObject({ code: 'NOT_OWN_ROW' });
  expect(await move(emergency, id, 'SUSPEND')).toMatchObject({ code: 'EVIDENCE_MISSING' });
  expect(await move(emergency, id, 'SUSPEND', { reason: '超范围使用' })).toMatchObject({
    grant: { state: 'SUSPENDED', standing: 'SUSPENDED', suspensionReason: '超范围使用' },
  });
  const suspended = await feed(given.revision);
  expect(suspended.grants).toEqual([]);
  expect(await move(data, id, 'RESUME', { reason: '已整改' })).toMatchObject({ grant: { state: 'ACTIVE' } });
  expect((await feed(suspended.revision)).grants).toEqual([{ id }]);

  expect(await move(ecology, id, 'PROVE_DISPOSAL', {})).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
  const ended = await move(ecology, id, 'END', { reason: '用途完成' });
  expect(ended.grant).toMatchObject({ state: 'ENDED', disposalDue: { overdue: false } });
  const proof = { method: '删除', statement: '全部删除', evidenceHash: 'a'.repeat(64) };
  expect(await move(emergency, id, 'PROVE_DISPOSAL', proof)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await move(ecology, id, 'PROVE_DISPOSAL', { ...proof, evidenceHash: 'XYZ' })).toMatchObject({
    code: 'TRANSITION_ILLEGAL',
  });
  expect(await move(ecology, id, 'PROVE_DISPOSAL', proof)).toMatchObject({
    grant: { state: 'DISPOSED', disposalMethod: '删除' },
  });
  expect(await move(data, id, 'RESUME', { reason: 'x' })).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
});

it('that has expired leaves the feed, moves only to its disposal, and may be given anew', async () => {
  const { id } = await granted(subgraph);
  await expire(id);
  expect((await feed()).grants).toEqual([]);
  for (const transition of ['SUSPEND', 'END'])
    expect(await move(emergency, id, transition, { reason: 'x' })).toMatchObject({
      code: 'TRANSITION_ILLEGAL',
    });
  const read = await told(
    subgraph,
    `{ sharingGrant(id: "${id}") { standing disposalDue { basis } nextMoves { transition parties } } }`,
    ecology,
  );
  expect(read).toMatchObject({
    standing: 'EXPIRED',
    disposalDue: { basis: expect.stringContaining('art. 27') },
  });
  expect(read.nextMoves).toContainEqual({ transition: 'PROVE_DISPOSAL', parties: ['申请方 the applicant'] });
  await granted(subgraph);
});

it('takes the number of an authorisation elsewhere, and delivery where it is not a service', async () => {
  const { id, sharedAt } = await granted(subgraph, { coordinates: ['Tank.name'], mode: 'FILE_DOWNLOAD' });
  expect(sharedAt).toBeNull();
  const number = { externalAuthorisationNumber: '晋数授-7' };
  expect(await move(data, id, 'RECORD_AUTHORISATION', number)).toMatchObject({ grant: number });
  expect(await move(ecology, id, 'RECORD_DELIVERY')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await move(emergency, id, 'RECORD_DELIVERY')).toMatchObject({ grant: { state: 'ACTIVE' } });
  expect(await move(emergency, id, 'RECORD_DELIVERY')).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
});

it('moves the revision on every change that matters, deletion included, and on no other', async () => {
  let { revision } = await feed();
  const moved = async (what: string, work: () => Promise<unknown>, moves = true) => {
    await work();
    const next = await feed(revision);
    expect([what, next !== null]).toEqual([what, moves]);
    revision = next?.revision ?? revision;
    return next;
  };
  const asSuperuser = (text: string) => () =>
    withPlainClient(subgraph.superuserUrl, (client) => client.query(text));
  let id = '';
  await moved('a grant', async () => ({ id } = await granted(subgraph, { coordinates: ['Tank.bund'] })));
  const usage = {
    ...{ requestId: 'r-1', grantId: id, at: new Date().toISOString(), department: ecology.department },
    ...{ subject: 's', coordinates: ['Tank.bund'], divisions: ['140581'], rows: 3, unmasked: 0 },
  };
  const record = 'mutation ($records: [SharingUsageInput!]!) { recordSharingUsage(records: $records) }';
  await moved('use', () => subgraph.ask(record, gateway, { records: [usage] }), false);
  await moved('a suspension', () => move(emergency, id, 'SUSPEND', { reason: 'x' }));
  const revoke = 'mutation ($input: RevokeInput!) { revoke(input: $input) { revocation { id } outcome } }';
  const revoked = await told(subgraph, revoke, data, { kind: 'KEY', value: 'kid-1', reason: '泄露' });
  expect((await moved('a revocation', async () => undefined))?.revocations).toEqual([{ value: 'kid-1' }]);
  expect(await told(subgraph, revoke, data, { kind: 'KEY', value: 'kid-1', reason: '再次' })).toMatchObject({
    outcome: 'UNCHANGED',
  });
  const lift = 'mutation ($input: LiftRevocationInput!) { liftRevocation(input: $input) { outcome } }';
  const lifted = await moved('a revocation lifted', () =>
    told(subgraph, lift, data, { id: revoked.revocation.id, reason: '误报' }),
  );
  expect(lifted?.revocations).toEqual([]);
  await moved('a deletion', asSuperuser(`delete from revocation where value = 'kid-1'`));
  const rule = {
    ...{
      name: '一般事件',
      incidentLevelAtLeast: 4,
      roles: ['X'],
      lines: ['FIRE'],
      unmask: false,
      basis: '示例',
    },
    coordinates: ['FireVehicle.status'],
  };
  const set =
    'mutation ($input: SetEmergencyRuleInput!) { setEmergencyRule(input: $input) { outcome emergencyRule { active } } }';
  await moved('a rule', () => told(subgraph, set, data, rule));
  await moved('the same rule', () => told(subgraph, set, data, rule), false);
  const verify = `mutation ($input: RequestVerificationInput!) { requestVerification(input: $input) { verificationCase { id due { basis } } outcome } }`;
  const input = {
    ...{ sourceId: 'v-1', providerDepartment: emergency.department, divisionCode: '140581', grantId: id },
    ...{ coordinate: 'Tank.levelPercent', key: '{ "id" : "7f" }', problem: '偏高', evidence: '照片' },
  };
  const opened = await told(subgraph, verify, ecology, input);
  expect((await moved('a case', async () => undefined))?.disputed).toEqual([
    { caseId: opened.verificationCase.id, coordinate: 'Tank.levelPercent', key: '{"id":"7f"}' },
  ]);
  const settle =
    'mutation ($input: MoveVerificationCaseInput!) { moveVerificationCase(input: $input) { verificationCase { state } } }';
  const correct = { id: opened.verificationCase.id, transition: 'CORRECT', evidence: { reply: '已更正' } };
  expect(await told(subgraph, settle, ecology, correct)).toMatchObject({ code: 'FORBIDDEN' });
  expect((await moved('a case settled', () => told(subgraph, settle, emergency, correct)))?.disputed).toEqual(
    [],
  );
});

it('is ruled over by the data administration only: revocations and emergency rules', async () => {
  const revoke = 'mutation ($input: RevokeInput!) { revoke(input: $input) { outcome } }';
  const input = { kind: 'SUBJECT', value: 'somebody', reason: '滥用' };
  for (const who of [ecology, emergency, caller('DATA', '140500'), officer('AUDIT')])
    expect(await told(subgraph, revoke, who, input)).toMatchObject({ code: 'FORBIDDEN' });
  expect(
    await told(subgraph, revoke, data, { ...input, kind: 'DEPARTMENT', value: data.department }),
  ).toMatchObject({
    ...{ code: 'BAD_INPUT', at: 'input.value' },
  });
  const set =
    'mutation ($input: SetEmergencyRuleInput!) { setEmergencyRule(input: $input) { outcome emergencyRule { active ownerDepartment { uscc } } } }';
  const rule = {
    ...{
      name: '较大以上事件值班处置',
      incidentLevelAtLeast: 3,
      roles: ['DUTY_OFFICER'],
      lines: ['EMERGENCY'],
    },
    ...{ unmask: true, basis: '示例', coordinates: ['Tank'], active: false },
  };
  // What the province has cut off is cut off, also where the city does not see it.
  const province = officer('DATA', '140000');
  expect(await told(subgraph, revoke, province, input)).toMatchObject({ outcome: 'INSERTED' });
  expect(await told(subgraph, revoke, data, input)).toMatchObject({ code: 'CONFLICT' });
  expect(await told(subgraph, set, emergency, rule)).toMatchObject({ code: 'FORBIDDEN' });
  expect(
    await told(subgraph, set, data, { ...rule, coordinates: ['ExplosivesStore.capacityKilograms'] }),
  ).toMatchObject({
    code: 'CATALOGUE_ITEM_NOT_SHARED',
  });
  // The rule that comes with the software can be switched off by the city's own data administration.
  expect(await told(subgraph, set, data, rule)).toMatchObject({
    ...{ outcome: 'UPDATED', emergencyRule: { active: false, ownerDepartment: null } },
  });
});
