import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { demoUscc, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { sharing } from './main.js';
import {
  applied,
  data,
  ecology,
  emergency,
  gateway,
  granted,
  mutations,
  officer,
  request,
  told,
} from './testing.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(sharing);
});
afterAll(() => subgraph?.close());
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe('an application', () => {
  it('is taken once, with its clock, and seen by its parties only', async () => {
    const input = request();
    const first = await told(subgraph, mutations.apply, ecology, input);
    expect(first).toMatchObject({
      outcome: 'INSERTED',
      application: {
        state: 'SUBMITTED',
        number: expect.stringMatching(/^GX\d{8}-[0-9A-F]{8}$/),
        overdue: false,
      },
    });
    // 高平 has set five working days, fewer than the ten of the regulation.
    expect(first.application.answerDue.basis).toMatch(/晋|高平/);
    const again = await told(subgraph, mutations.apply, ecology, input);
    expect(again).toMatchObject({ outcome: 'UNCHANGED', application: { id: first.application.id } });
    const other = await told(subgraph, mutations.apply, ecology, { ...input, scenario: '另一场景' });
    expect(other).toMatchObject({ code: 'CONFLICT', at: 'input.sourceId' });

    const question = '{ sharingApplications { totalCount nodes { id } } }';
    const seenBy = async (who: Parameters<typeof told>[2]) =>
      (await told(subgraph, question, who)).totalCount;
    for (const who of [ecology, emergency, data, caller('AUDIT', '140500')])
      expect(await seenBy(who)).toBe(1);
    const strangers = [
      officer('FIRE'),
      officer('ECOLOGY', '140400'),
      officer('DATA', '140400'),
      caller('AUDIT', '140400'),
    ];
    for (const who of strangers) expect(await seenBy(who)).toBe(0);
  });

  it.each([
    [
      'an item that is not there',
      { coordinates: ['Tank.nothing'] },
      'CATALOGUE_ITEM_UNKNOWN',
      'input.coordinates[0]',
    ],
    [
      'an item of no type',
      { coordinates: ['constructor'] },
      'CATALOGUE_ITEM_UNKNOWN',
      'input.coordinates[0]',
    ],
    [
      'an item that is not shared',
      { coordinates: ['ExplosivesStore.capacityKilograms'], purpose: 'PRE_PLANNING' },
      'CATALOGUE_ITEM_NOT_SHARED',
      'input.coordinates[0]',
    ],
    [
      'a purpose that @share does not name',
      { purpose: 'RELIEF' },
      'PURPOSE_NOT_SHARED',
      'input.coordinates[0]',
    ],
    [
      'items of no one provider',
      { coordinates: ['Tank.chemical', 'WaterSource.name'] },
      'BAD_INPUT',
      'input.coordinates',
    ],
    ['a time that is past', { from: inDays(-30), until: inDays(-1) }, 'GRANT_PERIOD_INVALID', 'input.until'],
    ['a beginning that is past', { from: inDays(-30) }, 'GRANT_PERIOD_INVALID', 'input.from'],
    ['a time without end', { until: '9999-12-31T00:00:00Z' }, 'GRANT_PERIOD_INVALID', 'input.until'],
    ['a time turned round', { from: inDays(50), until: inDays(40) }, 'GRANT_PERIOD_INVALID', 'input.until'],
    ['no division', { scope: { divisions: [] } }, 'BAD_INPUT', 'input.scope.divisions'],
    [
      'a division that is not there',
      { scope: { divisions: ['990099'] } },
      'DIVISION_UNKNOWN',
      'input.scope.divisions[0]',
    ],
    [
      'points without distance',
      { scope: { divisions: ['140581'], around: [{ lat: 35, lon: 112 }] } },
      'BAD_INPUT',
      'input.scope',
    ],
    [
      'a point off the earth',
      { scope: { divisions: ['140581'], around: [{ lat: 95, lon: 112 }], withinKm: 1 } },
      'COORDINATE_OUT_OF_RANGE',
      'input.scope.around[0].lat',
    ],
    ['no basis', { basis: ' ' }, 'BAD_INPUT', 'input.basis'],
    [
      'no signature',
      { signature: { role: 'x', subject: 'y', signed: false } },
      'BAD_INPUT',
      'input.signature.signed',
    ],
    [
      'values in clear where none is masked',
      { unmask: true, unmaskReason: '联系' },
      'BAD_INPUT',
      'input.unmask',
    ],
    [
      'values in clear without reason',
      { unmask: true, coordinates: ['MajorHazard.emergencyContactPhone'], purpose: 'SUPERVISION' },
      'BAD_INPUT',
      'input.unmaskReason',
    ],
    [
      'its own data',
      { providerDepartment: demoUscc('ECOLOGY', '140500') },
      'BAD_INPUT',
      'input.providerDepartment',
    ],
  ])('is refused for %s', async (_, more, code, at) => {
    expect(await told(subgraph, mutations.apply, ecology, request(more))).toMatchObject({ code, at });
  });

  it('is made by a sharing officer, and by no auditor', async () => {
    for (const who of [caller('ECOLOGY', '140500'), officer('AUDIT'), gateway])
      expect(await told(subgraph, mutations.apply, who, request())).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('has one working day where all is unconditional', async () => {
    const { answerDue } = await applied(subgraph, {
      coordinates: ['MajorHazard.name'],
      scope: { divisions: ['140400'] },
    });
    expect(answerDue.basis).toBe('政务数据共享条例 art. 21');
    expect(Date.parse(answerDue.dueAt) - Date.now()).toBeLessThan(11 * 86_400_000);
  });

  it('is returned once with a list, supplemented, and then approved or refused', async () => {
    const { id } = await applied(subgraph);
    const back = { id, answer: 'RETURN', missing: '1. 使用范围；2. 依据条款' };
    expect(await told(subgraph, mutations.answer, emergency, { id, answer: 'RETURN' })).toMatchObject({
      code: 'EVIDENCE_MISSING',
    });
    expect(await told(subgraph, mutations.answer, emergency, back)).toMatchObject({
      application: { state: 'RETURNED', missing: back.missing, supplementDue: { dueAt: expect.any(String) } },
      grant: null,
    });
    // Meanwhile it can neither be refused nor approved.
    expect(await told(subgraph, mutations.answer, emergency, { id, answer: 'APPROVE' })).toMatchObject({
      code: 'TRANSITION_ILLEGAL',
    });
    const supplemented = { id, statement: '已补充', scope: { divisions: ['140581', '140525'] } };
    expect(await told(subgraph, mutations.supplement, emergency, supplemented)).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(
      await told(subgraph, mutations.supplement, ecology, { ...supplemented, coordinates: ['Tank.no'] }),
    ).toMatchObject({ code: 'CATALOGUE_ITEM_UNKNOWN' });
    expect(await told(subgraph, mutations.supplement, ecology, supplemented)).toMatchObject({
      application: { state: 'SUBMITTED' },
    });
    const read = await told(
      subgraph,
      `{ sharingApplication(id: "${id}") { divisions division { code } } }`,
      data,
    );
    expect(read).toEqual({ divisions: ['140525', '140581'], division: { code: '140500' } });
    expect(await told(subgraph, mutations.answer, emergency, back)).toMatchObject({
      code: 'TRANSITION_ILLEGAL',
    });
    const reasons = '数据另有渠道提供';
    expect(
      await told(subgraph, mutations.answer, emergency, { id, answer: 'REFUSE', reasons }),
    ).toMatchObject({
      application: { state: 'REFUSED', refusalReasons: reasons },
    });
    expect(await told(subgraph, mutations.supplement, ecology, supplemented)).toMatchObject({
      code: 'TRANSITION_ILLEGAL',
    });
  });

  it('is extended once, by the data administration, by ten working days at most', async () => {
    const { id, answerDue } = await applied(subgraph);
    const extend = (who: typeof data, workingDays: number) =>
      told(subgraph, mutations.move, who, {
        id,
        transition: 'EXTEND',
        evidence: { workingDays, reason: '口径' },
      });
    expect(await extend(emergency, 5)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await extend(data, 11)).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
    const extended = await extend(data, 10);
    expect(extended.application).toMatchObject({ extensionWorkingDays: 10 });
    expect(Date.parse(extended.application.answerDue.dueAt)).toBeGreaterThan(Date.parse(answerDue.dueAt));
    expect(await extend(data, 1)).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
  });

  it('is withdrawn by the applicant alone, and closes only when it was not supplemented in time', async () => {
    const { id } = await applied(subgraph);
    const move = (who: typeof data, transition: string) =>
      told(subgraph, mutations.move, who, { id, transition });
    expect(await move(emergency, 'WITHDRAW')).toMatchObject({ code: 'FORBIDDEN' });
    await told(subgraph, mutations.answer, emergency, { id, answer: 'RETURN', missing: '依据' });
    expect(await move(emergency, 'EXPIRE')).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
    await withPlainClient(subgraph.superuserUrl, (client) =>
      client.query(
        `update sharing_application set supplement_due_at = now() - interval '1 hour' where id = $1`,
        [id],
      ),
    );
    expect(await told(subgraph, mutations.supplement, ecology, { id, statement: '迟了' })).toMatchObject({
      code: 'TRANSITION_ILLEGAL',
    });
    expect(await move(emergency, 'EXPIRE')).toMatchObject({ application: { state: 'EXPIRED' } });
    expect(await move(ecology, 'WITHDRAW')).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
  });
});

describe('an approval', () => {
  // Grants of one test do not overlap those of the next.
  afterEach(() =>
    withPlainClient(subgraph.superuserUrl, (client) => client.query('delete from sharing_grant')),
  );

  it('makes the grant as asked or narrower, with its clock', async () => {
    const { id } = await applied(subgraph, {
      ...{
        scope: { divisions: ['140500'], around: [{ lat: 35.8, lon: 112.9 }], withinKm: 2 },
        rowsPerDay: 500,
      },
    });
    const grant = { coordinates: ['Tank.chemical'], divisions: ['140581'], rowsPerDay: 100 };
    // Points bound no row: the provider says which divisions lie along them.
    const { divisions: _, ...unbound } = grant;
    expect(
      await told(subgraph, mutations.answer, emergency, { id, answer: 'APPROVE', grant: unbound }),
    ).toMatchObject({ code: 'BAD_INPUT', at: 'input.grant.divisions' });
    const answer = await told(subgraph, mutations.answer, emergency, {
      id,
      answer: 'APPROVE',
      moveId: 'm-1',
      grant,
    });
    expect(answer.grant).toMatchObject({ ...grant, unmask: false, sharedAt: expect.any(String) });
    expect(answer.grant.shareDue).toMatchObject({ basis: '政务数据共享条例 art. 22' });
    // The same answer again makes no second grant.
    const again = await told(subgraph, mutations.answer, emergency, {
      id,
      answer: 'APPROVE',
      moveId: 'm-1',
      grant,
    });
    expect(again).toMatchObject({ repeated: true, grant: { id: answer.grant.id } });
  });

  it.each([
    ['a coordinate', { coordinates: ['Tank.bund'] }, 'GRANT_TOO_WIDE', 'input.grant.coordinates'],
    ['a division beside', { divisions: ['140525'] }, 'GRANT_TOO_WIDE', 'input.grant.divisions'],
    ['a division above', { divisions: ['140500'] }, 'GRANT_TOO_WIDE', 'input.grant.divisions'],
    ['a longer time', { expiresAt: inDays(200) }, 'GRANT_TOO_WIDE', 'input.grant.expiresAt'],
    ['a time that is past', { expiresAt: inDays(-1) }, 'GRANT_PERIOD_INVALID', 'input.grant.expiresAt'],
    ['values in clear', { unmask: true }, 'GRANT_TOO_WIDE', 'input.grant.unmask'],
    ['more rows', { rowsPerDay: 900 }, 'GRANT_TOO_WIDE', 'input.grant.rowsPerDay'],
  ])('never grants %s that was not asked for', async (_, grant, code, at) => {
    const { id } = await applied(subgraph, { rowsPerDay: 500 });
    const answer = await told(subgraph, mutations.answer, emergency, { id, answer: 'APPROVE', grant });
    expect(answer).toMatchObject({ code, at });
    const read = await told(
      subgraph,
      `{ sharingApplication(id: "${id}") { state grant { id } history { transition } } }`,
      data,
    );
    expect(read).toEqual({ state: 'SUBMITTED', grant: null, history: [{ transition: 'CREATE' }] });
  });

  it('is for the provider, in its own divisions', async () => {
    const county = officer('EMERGENCY', '140581');
    const { id } = await applied(subgraph, {
      providerDepartment: county.department,
      scope: { divisions: ['140500'] },
    });
    expect(await told(subgraph, mutations.answer, ecology, { id, answer: 'APPROVE' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await told(subgraph, mutations.answer, officer('FIRE'), { id, answer: 'APPROVE' })).toMatchObject({
      code: 'NOT_OWN_ROW',
    });
    expect(await told(subgraph, mutations.answer, county, { id, answer: 'APPROVE' })).toMatchObject({
      ...{ code: 'GRANT_TOO_WIDE', at: 'input.grant.divisions' },
    });
    const grant = { divisions: ['140581'] };
    expect(await told(subgraph, mutations.answer, county, { id, answer: 'APPROVE', grant })).toMatchObject({
      grant,
    });
  });

  it('refuses what the department has already, and names it', async () => {
    const first = await granted(subgraph);
    const overlapping = await applied(subgraph, {
      coordinates: ['Tank.levelPercent'],
      scope: { divisions: ['140500'] },
    });
    const approve = (id: string) => told(subgraph, mutations.answer, emergency, { id, answer: 'APPROVE' });
    expect(await approve(overlapping.id)).toMatchObject({ code: 'GRANT_OVERLAPS', grant: first.id });
    // Another provider, who sees no grant but its own, is told the same.
    const county = officer('EMERGENCY', '140581', { departments: [demoUscc('EMERGENCY', '140581')] });
    const ofCounty = await applied(subgraph, { providerDepartment: county.department });
    const input = { id: ofCounty.id, answer: 'APPROVE' };
    expect(await told(subgraph, mutations.answer, county, input)).toMatchObject({
      code: 'GRANT_OVERLAPS',
      grant: first.id,
    });
    // Elsewhere, for another item, or after it has ended, there is nothing in the way.
    expect(await approve((await applied(subgraph, { scope: { divisions: ['140525'] } })).id)).toMatchObject({
      grant: { state: 'ACTIVE' },
    });
    expect(await approve((await applied(subgraph, { coordinates: ['Tank.bund'] })).id)).toMatchObject({
      grant: { state: 'ACTIVE' },
    });
    const end = { id: first.id, transition: 'END', evidence: { reason: '协商' } };
    expect(await told(subgraph, mutations.grant, emergency, end)).toMatchObject({
      grant: { state: 'ENDED' },
    });
    expect(await approve(ofCounty.id)).toMatchObject({
      code: expect.stringMatching(/NOT_OWN_ROW|FORBIDDEN/),
    });
    expect(await told(subgraph, mutations.answer, county, input)).toMatchObject({
      grant: { state: 'ACTIVE' },
    });
  });

  it('is given once when two officers answer at once: the other is told what stands', async () => {
    const { id } = await applied(subgraph);
    const answers = await Promise.all([
      told(subgraph, mutations.answer, emergency, { id, answer: 'APPROVE', expectedState: 'SUBMITTED' }),
      told(subgraph, mutations.answer, { ...emergency, subject: 'officer-2' } as typeof emergency, {
        ...{ id, answer: 'REFUSE', reasons: '重复', expectedState: 'SUBMITTED' },
      }),
    ]);
    const won = answers.filter((answer) => answer.application);
    const lost = answers.filter((answer) => answer.code);
    expect([won.length, lost.length]).toEqual([1, 1]);
    expect(lost[0]).toMatchObject({ code: 'STATE_CHANGED', state: won[0].application.state });
    const read = await told(
      subgraph,
      `{ sharingApplication(id: "${id}") { history { to } grant { id } } }`,
      data,
    );
    expect(read.history).toHaveLength(2);
    expect(read.grant !== null).toBe(won[0].application.state === 'APPROVED');
  });

  it('of two overlapping applications at once makes one grant', async () => {
    const [one, two] = [await applied(subgraph), await applied(subgraph)];
    const answers = await Promise.all(
      [one, two].map(({ id }) => told(subgraph, mutations.answer, emergency, { id, answer: 'APPROVE' })),
    );
    expect(answers.filter(({ grant }) => grant?.state === 'ACTIVE')).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'GRANT_OVERLAPS')).toHaveLength(1);
  });
});
