import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@huitong/contract';
import { demoUscc, importFile, templateProfile } from '@huitong/kit';
import { caller, openTestSubgraph, testSize, type TestSubgraph } from '@huitong/kit/testing';
import { experts } from './datasets/experts.js';
import type { Expert } from './entities/expert.js';
import { emergency } from './main.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(emergency, { sample: true });
});
afterAll(() => subgraph.close());

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;
const own = caller('EMERGENCY', '140581');
const energy = (overrides: Partial<Caller> = {}) => caller('ENERGY', '140581', overrides);
async function ask(query: string, who = own, variables: Json = {}): Promise<Json> {
  const answer = await subgraph.ask(query, who, variables);
  expect(answer.errors).toBeUndefined();
  return { ...answer.data, extensions: answer.extensions };
}
const nodesOf = (answer: Json): Json[] => answer['experts'].nodes as Json[];
const sampled = [
  ...(emergency.sample(testSize).find(({ entity }) => entity.name === 'Expert')?.rows as Iterable<Expert>),
];

describe('experts', () => {
  it('are found by trade, level of the pool, end of the term and division', async () => {
    const found = async (args: string) =>
      nodesOf(await ask(`{ experts(first: 500${args}) { nodes { id division { code } } } }`));
    const ids = (nodes: readonly Json[]) => nodes.map(({ id }) => id as string).sort();
    const expected = (fits: (row: Expert) => boolean) => ids(sampled.filter(fits));
    const geologists = expected(({ specialties }) => specialties.includes('GEOLOGICAL'));
    expect(geologists.length).toBeGreaterThan(0);
    expect(ids(await found(', where: {specialtiesHas: GEOLOGICAL}'))).toEqual(geologists);
    expect(ids(await found(', where: {levelIn: [CITY], available: true}'))).toEqual(
      expected(({ level, available }) => level === 'CITY' && available === true),
    );
    expect(ids(await found(', where: {termEndsBefore: "2026-04-01"}'))).toEqual(
      expected(({ termEndsOn }) => termEndsOn === '2026-03-31'),
    );
    const town = await found(', division: "141122103"');
    expect(town.length).toBeGreaterThan(0);
    for (const { division } of town) expect(division.code).toMatch(/^141122103/);
  });

  it('are shown to every department by trade; their names and telephones go by grant, masked', async () => {
    const query = '{ experts(division: "140581", first: 500) { nodes { specialties employer name phone } } }';
    const others = await ask(query, energy());
    expect(nodesOf(others).length).toBeGreaterThan(0);
    for (const { name, phone, specialties } of nodesOf(others)) {
      expect([name, phone]).toEqual([null, null]);
      expect(specialties.length).toBeGreaterThan(0);
    }
    expect(
      (others['extensions'].denied as Json[]).map(({ coordinate }) => String(coordinate)).sort(),
    ).toEqual(['Expert.name', 'Expert.phone']);
    for (const { name, phone } of nodesOf(await ask(query)))
      expect([name, phone]).toEqual([
        expect.stringMatching(/^.\*$/),
        expect.stringMatching(/^199\*{4}\d{4}$/),
      ]);
    const grant = { id: 'g-1', coordinates: ['Expert.phone'], divisions: ['140581'], unmask: true };
    const granted = energy({
      incident: 'incident-1',
      grants: [{ ...grant, incident: 'incident-1', expiresAt: Date.now() / 1000 + 600 }],
    });
    const clear = '(unmask: {incident: "incident-1", reason: "专家会商"})';
    for (const { phone } of nodesOf(await ask(query.replace('phone', `phone${clear}`), granted)))
      expect(phone).toMatch(/^199\d{8}$/);
  });

  it('are answered as entities by a number of statements that does not grow with them', async () => {
    const entities = (count: number) =>
      ask(
        'query($of: [_Any!]!) { _entities(representations: $of) { ... on Expert { id specialties division { code } } } }',
        own,
        { of: sampled.slice(0, count).map(({ id }) => ({ __typename: 'Expert', id })) },
      );
    const [two, many] = [await entities(2), await entities(sampled.length)];
    expect(many['_entities'].map((one: Json) => one['id'])).toEqual(sampled.map(({ id }) => id));
    expect(many['extensions'].counts.statements).toBe(two['extensions'].counts.statements);
  });
});

describe('writing an expert', () => {
  const input = {
    sourceId: 'expert-1',
    name: '张三',
    phone: '19900000001',
    specialties: ['COAL_MINE', 'GEOLOGICAL', 'COAL_MINE'],
    professionalTitle: '高级工程师',
    employer: '示例研究院',
    level: 'CITY',
    appointedOn: '2025-05-01',
    termEndsOn: '2028-04-30',
    divisionCode: '140581102',
  };
  const mutation = `mutation($input: UpsertExpertInput!) { upsertExpert(input: $input) {
    outcome expert { specialties termEndsOn division { code } } } }`;
  const write = (change: Json = {}, as = own) =>
    subgraph.ask(mutation, as, { input: { ...input, ...change } });

  it('inserts, leaves alone what does not differ, and updates what does', async () => {
    const outcome = async (change: Json = {}) => (await write(change)).data?.['upsertExpert'] as Json;
    expect(await outcome()).toMatchObject({
      outcome: 'INSERTED',
      expert: { specialties: ['COAL_MINE', 'GEOLOGICAL'], division: { code: '140581102' } },
    });
    expect(await outcome()).toMatchObject({ outcome: 'UNCHANGED' });
    expect(await outcome({ termEndsOn: '2029-04-30' })).toMatchObject({
      outcome: 'UPDATED',
      expert: { termEndsOn: '2029-04-30' },
    });
    expect(await outcome({ specialties: null, termEndsOn: '2029-04-30' })).toMatchObject({
      outcome: 'UPDATED',
      expert: { specialties: [] },
    });
  });

  it.each([
    ['a term that ends on its first day', { termEndsOn: '2025-05-01' }, 'BAD_INPUT', 'input.termEndsOn'],
    ['a telephone of letters', { phone: 'call me' }, 'BAD_INPUT', 'input.phone'],
    ['an empty employer', { employer: ' ' }, 'BAD_INPUT', 'input.employer'],
    ['another county', { divisionCode: '140521' }, 'NOT_OWN_ROW', 'divisionCode'],
  ])('refuses %s', async (_, change, code, at) => {
    const { errors } = await write({ sourceId: 'refused', ...change });
    expect(errors?.[0]?.extensions).toMatchObject({ code, at });
  });

  it('is for the lines that the catalogue names', async () => {
    const { errors } = await write({ sourceId: 'forged' }, caller('WATER', '140581'));
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_OWN_ROW', at: 'Expert' });
  });

  it('comes in by file too, several trades in one cell', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huitong-experts-'));
    const file = join(folder, 'experts.csv');
    const lines = [
      '编号,行政区划代码,姓名,联系电话,专业领域,职称,专家库级别,聘任日期,聘期截止日期,可调用',
      'Z1,140581102,示例甲,19900000001,煤矿安全、地质灾害,高级工程师,县级,2025-05-01,2028-04-30,是',
      'Z2,140581102,示例乙,19900000002,算命,高级工程师,县级,2025-05-01,2028-04-30,是',
      'Z3,140581102,示例丙,19900000003,消防,教授,县级,2025-05-01,2024-04-30,是',
    ];
    await writeFile(file, `${lines.join('\n')}\n`);
    const report = await importFile({
      ...{ database: subgraph.database, dataset: experts, profile: templateProfile(experts), file },
      ...{ department: demoUscc('EMERGENCY', '140581'), scope: ['140581'], rejectedFile: `${file}.rejected` },
    });
    await rm(folder, { recursive: true, force: true });
    expect(report).toMatchObject({ read: 3, inserted: 1, rejected: 2 });
    const byRow = [...report.rejections].sort((one, other) => one.row - other.row);
    expect(byRow.map(({ row, column }) => [row, column])).toEqual([
      [3, '专业领域'],
      [4, '聘期截止日期、聘任日期'],
    ]);
    const read = await ask(
      '{ experts(where: {synthetic: false, specialtiesHas: COAL_MINE}) { nodes { sourceId specialties } } }',
    );
    expect(nodesOf(read)).toEqual([{ sourceId: 'Z1', specialties: ['COAL_MINE', 'GEOLOGICAL'] }]);
  });
});
