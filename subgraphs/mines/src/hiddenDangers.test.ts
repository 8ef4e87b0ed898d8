import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dangerStates } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from './main.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(mines, { sample: true });
});
afterAll(() => subgraph.close());

const county = '140581';
const energy = caller('ENERGY', county);
type Who = ReturnType<typeof caller>;
/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;

async function ask(query: string, who: Who = energy, variables: Json = {}): Promise<Json> {
  const { data, errors } = await subgraph.ask(query, who, variables);
  expect(errors).toBeUndefined();
  return data as Json;
}
async function refused(query: string, variables: Json, who: Who = energy): Promise<Json> {
  const { errors } = await subgraph.ask(query, who, variables);
  expect(errors).toHaveLength(1);
  return { message: errors?.[0]?.message, ...errors?.[0]?.extensions };
}

const upsert = `mutation ($i: UpsertHiddenDangerInput!) { upsertMineHiddenDanger(input: $i) {
  outcome hiddenDanger { id state level } } }`;
const move = `mutation ($i: MoveHiddenDangerInput!) { moveMineHiddenDanger(input: $i) {
  repeated event { id step transition from to byOfficer evidence { name value } }
  hiddenDanger { id state dueOn overdue reopenings history { step to } nextMoves { transition evidence { name required } } } } }`;

let mine: Json;
beforeAll(async () => {
  const { coalMines } = await ask(
    `{ coalMines(division: "${county}", first: 1) { nodes { id division { code } } } }`,
  );
  mine = coalMines.nodes[0];
});
let number = 0;
const input = (more: Json = {}): Json => ({
  sourceId: `t-${(number += 1)}`,
  divisionCode: mine['division'].code,
  objectType: 'COAL_MINE',
  objectId: mine['id'],
  level: 'MAJOR',
  description: '主要通风机未按规定检测',
  foundAt: '2026-03-02T10:00:00+08:00',
  ...more,
});
async function danger(more: Json = {}): Promise<string> {
  const { upsertMineHiddenDanger } = await ask(upsert, energy, { i: input(more) });
  expect(upsertMineHiddenDanger.outcome).toBe('INSERTED');
  return upsertMineHiddenDanger.hiddenDanger.id as string;
}
const moved = async (id: string, transition: string, more: Json = {}) =>
  (await ask(move, energy, { i: { id, transition, ...more } }))['moveMineHiddenDanger'] as Json;
const notMoved = (id: string, transition: string, more: Json = {}, who: Who = energy) =>
  refused(move, { i: { id, transition, ...more } }, who);

const reports = {
  reportedToRegulatorAt: '2026-03-02T12:00:00+08:00',
  reportedToStaffAt: '2026-03-02T12:30:00+08:00',
};
const deadline = '2030-01-31';

describe('a major danger', () => {
  it('goes from discovery to deregistration, and its history says how', async () => {
    const id = await danger();
    await moved(id, 'REPORT', { evidence: reports });
    await moved(id, 'LIST', { evidence: { supervisionLevel: 'CITY', dueOn: deadline } });
    await moved(id, 'RECTIFY');
    await moved(id, 'SELF_ACCEPT', {
      evidence: { selfAcceptedAt: '2026-03-20T09:00:00+08:00', immediateRectification: '已检测并更换叶片' },
    });
    await moved(id, 'REVIEW', {
      evidence: { reviewedAt: '2026-03-22T09:00:00+08:00', reviewConclusion: '合格' },
    });
    const last = await moved(id, 'DEREGISTER', {
      evidence: { documentNo: '晋能源〔2026〕1号' },
      note: '逐条复查',
    });
    expect(last['event']).toMatchObject({
      step: 7,
      from: 'REVIEWED',
      to: 'DEREGISTERED',
      byOfficer: 'officer-1',
    });
    expect(last['hiddenDanger'].history.map((step: Json) => step['to'])).toEqual([
      'FOUND',
      'REPORTED',
      'LISTED',
      'RECTIFYING',
      'SELF_ACCEPTED',
      'REVIEWED',
      'DEREGISTERED',
    ]);
    expect(last['hiddenDanger'].nextMoves).toEqual([
      { transition: 'REOPEN', evidence: [{ name: 'reason', required: true }] },
    ]);
    const again = await moved(id, 'REOPEN', { evidence: { reason: '同一部位再次失修' } });
    expect(again['hiddenDanger']).toMatchObject({ state: 'REOPENED', reopenings: 1, dueOn: null });
  });

  it('is not listed before both were told, and the refusal names what is legal', async () => {
    const id = await danger();
    const early = await notMoved(id, 'LIST', { evidence: { supervisionLevel: 'CITY', dueOn: deadline } });
    expect(early).toMatchObject({ code: 'TRANSITION_ILLEGAL', state: 'FOUND' });
    expect(early['message']).toContain('双报告');
    expect(early['legal']).toBe('REPORT, SUSPEND_PRODUCTION');
    const half = await notMoved(id, 'REPORT', {
      evidence: { reportedToStaffAt: reports.reportedToStaffAt },
    });
    expect(half).toMatchObject({ code: 'EVIDENCE_MISSING', missing: 'reportedToRegulatorAt' });
  });

  it('is not closed without a review: not by a move, and not by a row that says so', async () => {
    const id = await danger({
      ...reports,
      state: 'RECTIFYING',
      listedAt: '2026-03-05T09:00:00+08:00',
      supervisionLevel: 'COUNTY',
      dueOn: deadline,
    });
    const closing = await notMoved(id, 'DEREGISTER', { evidence: { documentNo: '罚款决定书1号' } });
    expect(closing['code']).toBe('TRANSITION_ILLEGAL');
    expect(closing['message']).toContain('以罚代管');
    const row = await refused(upsert, {
      i: input({ state: 'DEREGISTERED', deregisteredAt: '2026-03-30T09:00:00+08:00' }),
    });
    expect(row['code']).toBe('EVIDENCE_MISSING');
  });
});

describe('a general danger', () => {
  it('takes the short way', async () => {
    const id = await danger({ level: 'GENERAL' });
    expect(await notMoved(id, 'LIST', {})).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
    expect(await notMoved(id, 'RECTIFY')).toMatchObject({ code: 'EVIDENCE_MISSING', missing: 'dueOn' });
    expect(await moved(id, 'RECTIFY', { evidence: { dueOn: deadline } })).toMatchObject({
      hiddenDanger: { state: 'RECTIFYING', dueOn: deadline, overdue: false },
    });
  });
});

describe('moves', () => {
  it('at once: one is made, every other finds the state it led to', async () => {
    const id = await danger();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        subgraph.ask(move, energy, { i: { id, transition: 'REPORT', evidence: reports } }),
      ),
    );
    const won = answers.filter((answer) => !answer.errors);
    expect(won).toHaveLength(1);
    for (const { errors } of answers.filter((answer) => answer.errors)) {
      expect(['STATE_CHANGED', 'TRANSITION_ILLEGAL']).toContain(errors?.[0]?.extensions?.['code']);
      expect(errors?.[0]?.extensions?.['state']).toBe('REPORTED');
    }
  });

  it('repeated under their moveId are answered as the first was, and under another use refused', async () => {
    const id = await danger();
    const first = await moved(id, 'REPORT', { moveId: 'm-1', evidence: reports });
    const second = await moved(id, 'REPORT', { moveId: 'm-1', evidence: reports });
    expect(second).toMatchObject({ repeated: true, event: first['event'] });
    expect(second['hiddenDanger'].history).toHaveLength(2);
    const other = await danger();
    expect(await notMoved(other, 'REPORT', { moveId: 'm-1', evidence: reports })).toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('on a state that the client did not see are refused', async () => {
    const id = await danger();
    expect(await notMoved(id, 'REPORT', { expectedState: 'LISTED', evidence: reports })).toMatchObject({
      code: 'STATE_CHANGED',
      state: 'FOUND',
    });
  });

  it('of another department, of a hidden row and of none are refused alike', async () => {
    const id = await danger();
    const other = await notMoved(id, 'REPORT', {}, caller('ENERGY', '140521'));
    const city = await notMoved(id, 'REPORT', {}, caller('ENERGY', '140500'));
    const none = await notMoved('00000000-0000-4000-8000-000000000000', 'REPORT');
    expect([other['code'], city['code'], none['code']]).toEqual(Array(3).fill('NOT_OWN_ROW'));
    expect(new Set([other['message'], city['message'], none['message']]).size).toBe(1);
  });
});

it('is said to be one of the seventeen situations of art. 36, where it can be one', async () => {
  const classify = `mutation ($i: ClassifyMineHiddenDangerInput!) { classifyMineHiddenDanger(input: $i) {
    hiddenDanger { situation } } }`;
  const id = await danger();
  const to = (situation: string | null) => ({ i: { id, situation } });
  const said = await ask(classify, energy, to('VENTILATION_UNRELIABLE'));
  expect(said['classifyMineHiddenDanger'].hiddenDanger.situation).toBe('VENTILATION_UNRELIABLE');
  const read = await ask(`{ mineHiddenDanger(id: "${id}") { situation history { step } } }`);
  expect(read['mineHiddenDanger']).toEqual({ situation: 'VENTILATION_UNRELIABLE', history: [{ step: 1 }] });
  expect((await refused(classify, to('OTHER'), caller('ENERGY', '140500')))['code']).toBe('NOT_OWN_ROW');
  const general = await danger({ level: 'GENERAL' });
  expect(await refused(classify, { i: { id: general, situation: 'OTHER' } })).toMatchObject({
    ...{ code: 'BAD_INPUT', at: 'input.situation' },
  });
  expect(
    (await ask(classify, energy, to(null)))['classifyMineHiddenDanger'].hiddenDanger.situation,
  ).toBeNull();
});

describe('the announcement of a resumption (art. 49)', () => {
  const announce = `mutation ($i: AnnounceMineResumptionInput!) { announceMineResumption(input: $i) {
    hiddenDanger { resumptionAnnouncedAt resumptionAnnouncementDue { dueAt overdue unit basis } } } }`;
  const suspended = async (suspension: Json = { productionSuspendedAt: '2026-03-10T09:00:00+08:00' }) =>
    danger({
      ...{ level: 'GENERAL', state: 'REVIEWED', dueOn: '2026-04-30', ...suspension },
      ...{ selfAcceptedAt: '2026-04-06T09:00:00+08:00', reviewedAt: '2026-04-08T09:00:00+08:00' },
      reviewConclusion: '合格，同意恢复生产',
    });

  it('has 5 working days from the review, and stops the clock', async () => {
    const id = await suspended();
    const read = `{ mineHiddenDanger(id: "${id}") { resumptionAnnouncedAt resumptionAnnouncementDue { dueAt overdue } } }`;
    expect((await ask(read))['mineHiddenDanger']).toEqual({
      resumptionAnnouncedAt: null,
      resumptionAnnouncementDue: { dueAt: '2026-04-15T16:00:00.000Z', overdue: true },
    });
    const announcedAt = '2026-04-15T01:00:00.000Z';
    const { announceMineResumption } = await ask(announce, energy, { i: { id, announcedAt } });
    expect(announceMineResumption.hiddenDanger).toEqual({
      resumptionAnnouncedAt: announcedAt,
      resumptionAnnouncementDue: {
        ...{ dueAt: '2026-04-15T16:00:00.000Z', overdue: false },
        ...{ unit: 'WORKING_DAY', basis: '煤矿安全生产条例 art. 49' },
      },
    });
    expect((await ask(read))['mineHiddenDanger'].resumptionAnnouncedAt).toBe(announcedAt);
    // Found again: another round, with nothing to announce.
    await moved(id, 'REOPEN', { evidence: { reason: '同一部位再次发现' } });
    expect((await ask(read))['mineHiddenDanger']).toEqual({
      ...{ resumptionAnnouncedAt: null, resumptionAnnouncementDue: null },
    });
  });

  it('is refused where there is none, before the review, ahead of time, and to other departments', async () => {
    const to = (id: string, announcedAt: string) => ({ i: { id, announcedAt } });
    const id = await suspended();
    const going = await suspended({});
    const day = '2026-04-09T01:00:00Z';
    for (const [asked, who] of [
      [to(going, day), energy],
      [to(id, '2026-04-07T15:00:00Z'), energy],
      [to(id, '2999-01-01T00:00:00Z'), energy],
    ] as const) {
      expect(await refused(announce, asked, who)).toMatchObject({
        ...{ code: 'BAD_INPUT', at: 'input.announcedAt' },
      });
    }
    for (const who of [caller('ENERGY', '140500'), caller('ENERGY', '140521')])
      expect((await refused(announce, to(id, day), who))['code']).toBe('NOT_OWN_ROW');
  });
});

it('demo dangers stand in every state, with a history that leads there; some are overdue', async () => {
  const { mineHiddenDangers: all } = await ask(
    '{ mineHiddenDangers(first: 500) { nodes { state overdue history { step from to } } } }',
    caller('ENERGY', '140500'),
  );
  const nodes = all.nodes as Json[];
  expect(new Set(nodes.map((node) => node['state']))).toEqual(new Set(dangerStates));
  expect(nodes.some((node) => node['overdue'])).toBe(true);
  for (const node of nodes) {
    let state: string | null = null;
    for (const step of node['history']) {
      expect(step.from).toBe(state);
      state = step.to;
    }
    expect(state).toBe(node['state']);
  }
});
