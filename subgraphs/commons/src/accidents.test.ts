import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { demoEnterprises, syntheticUscc, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, testSize, type TestSubgraph } from '@huitong/kit/testing';
import { accidents as sampleAccidents } from '../sample/accidents.js';
import type { Accident } from './entities/accident.js';
import { commons } from './main.js';
import { accidentGrade, accidentGradeSql } from './rules/accidentGrade.js';

type VerifiedCaller = ReturnType<typeof caller>;
/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(commons, { sample: true });
});
afterAll(() => subgraph.close());

const county = '140581';
const office = caller('SAFETY_COMMITTEE', county);
const fire = caller('FIRE', county);
const all = [...sampleAccidents(testSize)] as Accident[];

async function ask(query: string, who: VerifiedCaller = fire, variables: Json = {}) {
  const answer = await subgraph.ask(query, who, variables);
  expect(answer.errors).toBeUndefined();
  return {
    data: answer.data as Json,
    denied: ((answer.extensions as Json)['denied'] ?? []) as Json[],
    statements: (answer.extensions as Json)['counts'].statements as number,
    text: JSON.stringify(answer),
  };
}

const idsOf = (rows: readonly Json[]) => rows.map((one) => String(one['sourceId'])).sort();

describe('accidents', () => {
  it.each<[string, (one: Accident) => boolean]>([
    [`division: "${county}"`, (one) => one.divisionCode.startsWith(county)],
    ['where: {excludeTraffic: true}', (one) => one.sector !== 'ROAD_TRAFFIC'],
    ['where: {gradeIn: [LARGE, MAJOR]}', (one) => ['LARGE', 'MAJOR'].includes(accidentGrade(one) ?? '')],
    ['where: {occurredAtGte: "2026-01-01T00:00:00+08:00"}', (one) => one.occurredAt >= '2025-12-31T16:00:00'],
    ['where: {findingIn: [CONCEALED]}', (one) => one.reportingFinding === 'CONCEALED'],
  ])('%s: what brute force finds', async (argument, keep) => {
    const { data } = await ask(`{ accidents(${argument}, first: 500) { nodes { sourceId grade } } }`);
    const expected = all.filter(keep);
    expect(expected.length).toBeGreaterThan(0);
    expect(idsOf(data['accidents'].nodes as Json[])).toEqual(idsOf(expected));
  });

  it('are judged by the rules, and say whose they are', async () => {
    const { data } = await ask(`{ accidents(first: 500) { nodes { sourceId occurredAt grade gradeSeverityRank
      casualtiesFinalOn escalationsOwed rectificationReviewDueOn rectificationReviewOverdue
      enterprise { name } division { path } ownerDepartment { name }
      reporting { reportDueAt minutesLate verdict forwardDueAt forwardVerdict finding reportedAt } } } }`);
    const verdicts = new Set<string>();
    for (const one of data['accidents'].nodes as Json[]) {
      const row = all.find(({ sourceId }) => sourceId === one['sourceId']) as Accident;
      expect(one['grade']).toBe(accidentGrade(row));
      expect(one['enterprise'] !== null).toBe(row.enterpriseUscc !== null);
      expect(one['ownerDepartment'].name).toContain('安全生产委员会办公室');
      expect(one['reporting'].finding).toBe(row.reportingFinding);
      verdicts.add(one['reporting'].verdict as string);
    }
    expect([...verdicts].sort()).toEqual(['CONCEALED', 'LATE', 'NOT_REPORTED', 'ON_TIME']);
  });

  it('show their casualties to their own line, to others by grant only', async () => {
    const query = `{ accidents(division: "${county}", first: 100) { nodes { casualties { deaths seriousInjuries } } } }`;
    const foreign = await ask(query);
    expect(foreign.data['accidents'].nodes.length).toBeGreaterThan(0);
    for (const one of foreign.data['accidents'].nodes as Json[]) expect(one['casualties']).toBeNull();
    expect(foreign.denied).toMatchObject([{ coordinate: 'Accident.casualties', entry: 'commons/accident' }]);
    const own = await ask(query, office);
    expect((own.data['accidents'].nodes as Json[]).every((one) => one['casualties'] !== null)).toBe(true);
    const grants = [
      {
        id: 'g',
        coordinates: ['Accident.casualties'],
        divisions: [county],
        unmask: false,
        incident: null,
        expiresAt: 4e9,
      },
    ];
    const granted = await ask(query, caller('FIRE', county, { grants }));
    expect(granted.text).toContain('"deaths"');
    expect(granted.denied).toEqual([]);
  });

  it('hang on their enterprise and their division, in as many statements for many as for few', async () => {
    const usccs = demoEnterprises().map(({ uscc }) => uscc);
    const read = (count: number) =>
      ask(
        `query($r: [_Any!]!) { _entities(representations: $r) { ... on Enterprise { uscc accidents { nodes { sourceId } }
          assistanceTrigger(on: "2026-04-30") { rule fired accidents { sourceId } }
          division { accidents(first: 5) { nodes { name } } assistanceTrigger { fired } villages(first: 3) { nodes { name } } } } } }`,
        fire,
        { r: usccs.slice(0, count).map((uscc) => ({ __typename: 'Enterprise', uscc })) },
      );
    const [few, many] = [await read(2), await read(60)];
    expect(many.statements).toBe(few.statements);
    const found = (many.data['_entities'] as Json[]).flatMap((one) => one['accidents'].nodes as Json[]);
    const expected = all.filter((one) => usccs.slice(0, 60).includes(one.enterpriseUscc ?? ''));
    expect(idsOf(found)).toEqual(idsOf(expected));
  });

  it('are graded by the database as by the rule', async () => {
    const count = fc.option(fc.integer({ min: 0, max: 120 }), { nil: null });
    const loss = fc.option(fc.integer({ min: 0, max: 12_000 }), { nil: null });
    const rows = fc.sample(fc.record({ deaths: count, seriousInjuries: count, directLossWanYuan: loss }), {
      numRuns: 300,
      seed: 7,
    });
    await withPlainClient(subgraph.superuserUrl, async (client) => {
      const { rows: graded } = await client.query<{ grade: string | null }>(
        `select ${accidentGradeSql} as grade
         from unnest($1::int[], $2::int[], $3::float8[]) with ordinality
           as given (deaths, serious_injuries, direct_loss_wan_yuan, n) order by n`,
        [
          rows.map((row) => row.deaths),
          rows.map((row) => row.seriousInjuries),
          rows.map((row) => row.directLossWanYuan),
        ],
      );
      expect(graded.map((row) => row.grade)).toEqual(rows.map((row) => accidentGrade(row)));
    });
  });
});

const mutation = `mutation($i: UpsertAccidentInput!) { upsertAccident(input: $i) { outcome accident { id grade enterprise { uscc }
  reporting { verdict minutesLate } escalations { kind on note } escalationsOwed lessons casualties { deaths } } } }`;
const input = {
  sourceId: 'a-1',
  name: '测试顶板事故',
  divisionCode: '140581001',
  occurredAt: '2026-03-01T10:00:00+08:00',
  sector: 'COAL',
};
const write = (change: Json = {}, who = office) =>
  subgraph.ask(mutation, who, { i: { ...input, ...change } });

describe('upsertAccident', () => {
  const outcome = async (change: Json = {}) => (await write(change)).data?.['upsertAccident'] as Json;
  const measures = [
    { kind: 'DOUBLE_PENALTY', on: '2026-03-20' },
    { kind: 'SUMMONS', on: '2026-03-03', note: '约谈' },
  ];

  it('inserts, does nothing the second time, updates what changed', async () => {
    expect(await outcome()).toMatchObject({
      outcome: 'INSERTED',
      accident: { grade: null, escalations: [], lessons: [], casualties: null },
    });
    expect(await outcome()).toMatchObject({ outcome: 'UNCHANGED' });
    expect(await outcome({ deaths: 3, reportedAt: '2026-03-01T11:30:00+08:00' })).toMatchObject({
      outcome: 'UPDATED',
      accident: {
        grade: 'LARGE',
        escalationsOwed: ['SUMMONS'],
        casualties: { deaths: 3 },
        reporting: { verdict: 'LATE', minutesLate: 30 },
      },
    });
    expect(await outcome({ escalations: measures, lessons: ['一'] })).toMatchObject({
      outcome: 'UPDATED',
      accident: { escalationsOwed: [], escalations: [measures[1], measures[0]], lessons: ['一'] },
    });
    expect(await outcome({ escalations: [...measures].reverse() })).toMatchObject({ outcome: 'UNCHANGED' });
  });

  it.each<[string, Json, string | null]>([
    ['NOT_OWN_ROW', { divisionCode: '140521' }, null],
    ['BAD_INPUT', { name: ' ' }, 'input.name'],
    ['BAD_INPUT', { deaths: -1 }, 'input.deaths'],
    ['BAD_INPUT', { directLossWanYuan: -0.5 }, 'input.directLossWanYuan'],
    ['BAD_INPUT', { occurredAt: '2199-01-01T00:00:00+08:00' }, 'input.occurredAt'],
    ['BAD_INPUT', { reportedAt: '2026-03-01T09:59:00+08:00' }, 'input.reportedAt'],
    [
      'BAD_INPUT',
      { reportedAt: '2026-03-01T11:00:00+08:00', forwardedAt: '2026-03-01T10:30:00+08:00' },
      'input.forwardedAt',
    ],
    ['BAD_INPUT', { reportApprovedOn: '2026-02-28' }, 'input.reportApprovedOn'],
    [
      'BAD_INPUT',
      { reportApprovedOn: '2026-04-01', rectificationReviewedOn: '2026-03-31' },
      'input.rectificationReviewedOn',
    ],
    ['BAD_INPUT', { escalations: [{ kind: 'SUMMONS', on: '2026-02-28' }] }, 'input.escalations.0.on'],
    ['BAD_INPUT', { lessons: [''] }, 'input.lessons.0'],
    ['VARIABLE_INVALID', { sector: 'NONE' }, null],
  ])('is refused with %s for %j', async (code, change, at) => {
    const answer = await write({ sourceId: 'bad', ...change });
    expect(answer.errors?.map((error) => error.extensions?.['code'])).toEqual([code]);
    if (at) expect(answer.errors?.[0]?.extensions?.['at']).toBe(at);
  });

  it('refuses a line that is no provider', async () => {
    const answer = await write({}, caller('WATER', county));
    expect(answer.errors?.map((error) => error.extensions?.['code'])).toEqual(['NOT_OWN_ROW']);
  });
});

/** Scenario 6 of DOMAIN §5. */
describe('assistance after accidents', () => {
  const township = '140581201';
  const uscc = syntheticUscc({ authority: '9', category: '1', divisionCode: county, seed: 'assistance' });
  const happened = (day: string, sector = 'CONSTRUCTION', deaths = 1) =>
    write({
      sourceId: `assist-${day}-${sector}`,
      divisionCode: township,
      occurredAt: `${day}T08:00:00+08:00`,
      enterpriseUscc: uscc,
      sector,
      deaths,
    });
  const trigger = async (argument: string) => {
    const { data } = await ask(
      `{ division(code: "${township}") { accidents(where: {gradeIn: [GENERAL], excludeTraffic: true}, first: 100) { nodes { name } }
        assistanceTrigger(${argument}) { rule fired reading threshold windowStart windowEnd sectors basis accidents { occurredAt enterprise { uscc } } } } }`,
    );
    return data['division'].assistanceTrigger as Json[];
  };
  const firing = async (argument: string) =>
    (await trigger(argument)).filter((one) => one['fired']).map((one) => one['rule'] as string);

  beforeAll(async () => {
    await happened('2024-02-10');
    await happened('2024-03-05');
    await happened('2024-03-06', 'ROAD_TRAFFIC');
    await happened('2024-03-07', 'CONSTRUCTION', 4);
    await happened('2024-06-01');
  });

  it('fires for two general accidents within thirty days, not for one and a traffic accident', async () => {
    expect(await firing('on: "2024-03-05"')).toEqual(['GENERAL_WITHIN_MONTH']);
    expect(await firing('on: "2024-03-11"')).toEqual([]);
    const [month] = await trigger('on: "2024-03-05"');
    expect(month).toMatchObject({ reading: 'ROLLING_DAYS', windowStart: '2024-02-05', threshold: 2 });
    expect(month?.['basis']).toContain('高政发〔2025〕1号');
    expect((month?.['accidents'] as Json[]).map((one) => one['occurredAt'] as string)).toEqual([
      '2024-02-10T00:00:00.000Z',
      '2024-03-05T00:00:00.000Z',
    ]);
  });

  it('reads the month as the caller asks', async () => {
    expect(await firing('on: "2024-03-05", monthReading: CALENDAR_MONTH')).toEqual([]);
    expect(await firing('on: "2024-03-09", monthReading: ROLLING_MONTH')).toEqual(['GENERAL_WITHIN_MONTH']);
    expect(await firing('on: "2024-03-10", monthReading: ROLLING_MONTH')).toEqual([]);
  });

  it('fires for three of one sector within the year, of the enterprise too', async () => {
    expect(await firing('on: "2024-05-31"')).toEqual([]);
    expect(await firing('on: "2024-06-01"')).toEqual(['SAME_SECTOR_WITHIN_YEAR']);
    const { data } = await ask(
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Enterprise { assistanceTrigger(on: "2024-12-31") { rule fired } } } }`,
      fire,
      { r: [{ __typename: 'Enterprise', uscc: demoEnterprises()[0]?.uscc }] },
    );
    expect(data['_entities'][0].assistanceTrigger).toHaveLength(2);
    await subgraph.ask(
      `mutation($i: UpsertEnterpriseInput!) { upsertEnterprise(input: $i) { outcome } }`,
      office,
      { i: { sourceId: 'assist', uscc, name: '帮扶测试建筑公司', divisionCode: township } },
    );
    const own = await ask(
      `{ enterprise(uscc: "${uscc}") { assistanceTrigger(on: "2024-12-31") { rule fired sectors } } }`,
    );
    expect(own.data['enterprise'].assistanceTrigger).toEqual([
      { rule: 'GENERAL_WITHIN_MONTH', fired: false, sectors: [] },
      { rule: 'SAME_SECTOR_WITHIN_YEAR', fired: true, sectors: ['CONSTRUCTION'] },
    ]);
  });
});

it('the villages of a township are all of its villages', async () => {
  const { data } = await ask(
    '{ division(code: "141122103") { name villages { nodes { name code level } } } county: division(code: "141122") { villages(first: 500) { nodes { code } } } }',
  );
  const villages = data['division'].villages.nodes as Json[];
  expect(data['division'].name).toBe('水峪贯镇');
  expect(villages).toHaveLength(14);
  expect(villages.every((one) => one['level'] === 'VILLAGE')).toBe(true);
  const inCounty = (data['county'].villages.nodes as Json[]).map((one) => one['code'] as string);
  expect(inCounty).toEqual(expect.arrayContaining(villages.map((one) => one['code'] as string)));
});

describe('the lists of an enterprise', () => {
  const query = `{ enterprises(first: 500) { nodes { uscc dishonest { since until reason } watchLists { list since reason } } } }`;

  it('show dishonest subjects to all, watch lists to their own line', async () => {
    const foreign = (await ask(query)).data['enterprises'].nodes as Json[];
    expect(foreign.some((one) => one['dishonest']?.reason === '瞒报生产安全事故')).toBe(true);
    expect(foreign.every((one) => one['watchLists'] === null)).toBe(true);
    const own = await ask(query.replace('first: 500', `first: 500, division: "${county}"`), office);
    expect(own.text).toContain('"KEY"');
    const listed = await ask(
      '{ enterprises(first: 500, where: {dishonest: true}) { nodes { dishonest { since } } } }',
    );
    const nodes = listed.data['enterprises'].nodes as Json[];
    expect(nodes).toHaveLength(foreign.filter((one) => one['dishonest'] !== null).length);
    expect(nodes.every((one) => one['dishonest'] !== null)).toBe(true);
  });

  it('are written as a whole, and taken off by null', async () => {
    const change = `mutation($i: UpsertEnterpriseInput!) { upsertEnterprise(input: $i) { outcome enterprise { dishonest { since reason } watchLists { list reason } } } }`;
    const uscc = syntheticUscc({ authority: '9', category: '1', divisionCode: county, seed: 'lists' });
    const put = async (more: Json) =>
      (
        await subgraph.ask(change, office, {
          i: { sourceId: 'l', uscc, name: '名单测试', divisionCode: county, ...more },
        })
      ).data?.['upsertEnterprise'] as Json;
    const lists = [{ list: 'WORRYING', reason: '屡改屡犯' }, { list: 'KEY' }];
    const entry = { dishonestSince: '2026-01-01', dishonestReason: '瞒报' };
    expect(await put({ watchLists: lists, ...entry })).toMatchObject({
      outcome: 'INSERTED',
      enterprise: { dishonest: { reason: '瞒报' }, watchLists: [{ list: 'KEY' }, { list: 'WORRYING' }] },
    });
    expect(await put({ watchLists: [...lists].reverse(), ...entry })).toMatchObject({ outcome: 'UNCHANGED' });
    expect(await put({ watchLists: [], dishonestSince: null })).toMatchObject({
      outcome: 'UPDATED',
      enterprise: { dishonest: null, watchLists: [] },
    });
  });
});

describe('upsertDepartment', () => {
  const change = `mutation($i: UpsertDepartmentInput!) { upsertDepartment(input: $i) { outcome department { uscc line parent { name } } } }`;
  const uscc = syntheticUscc({ authority: '1', category: '1', divisionCode: county, seed: 'new department' });
  const department = { sourceId: 'd', uscc, name: '高平市测试局', line: 'WATER', divisionCode: county };
  const put = (more: Json = {}, who = office) => subgraph.ask(change, who, { i: { ...department, ...more } });

  it('inserts once, for the office that keeps the register', async () => {
    expect((await put()).data?.['upsertDepartment']).toMatchObject({
      outcome: 'INSERTED',
      department: { uscc },
    });
    expect((await put()).data?.['upsertDepartment']).toMatchObject({ outcome: 'UNCHANGED' });
  });

  it.each<[string, Json, VerifiedCaller]>([
    ['NOT_OWN_ROW', {}, fire],
    ['BAD_INPUT', { parentUscc: uscc }, office],
    ['BAD_INPUT', { name: '' }, office],
    ['CONFLICT', { sourceId: 'd2' }, office],
  ])('is refused with %s for %j', async (code, more, who) => {
    const answer = await put(more, who);
    expect(answer.errors?.map((error) => error.extensions?.['code'])).toEqual([code]);
  });
});
