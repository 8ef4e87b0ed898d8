import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEnterprises } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { commons } from './main.js';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(commons, { sample: true });
});
afterAll(() => subgraph.close());

const enterprises = demoEnterprises();
const coal = enterprises.filter(({ trade }) => trade === 'COAL');
const types = ['CoalMine', 'TailingsPond', 'MajorHazard', 'FireUnit'] as const;

/** An object as its owner hands it over: a mine called like an enterprise, or nearly. */
const object = (index: number, change: Json = {}): Json => {
  const { name, place } = enterprises[index % enterprises.length]!;
  return {
    __typename: 'CoalMine',
    id: `object-${index}`,
    name: name.replace('有限公司', '').replace('煤业', '煤矿'),
    division: { __typename: 'AdminDivision', code: place.divisionCode },
    location: { lat: place.lat + 0.003, lon: place.lon, crs: 'WGS84' },
    rejectedEnterpriseUsccs: [],
    ...change,
  };
};

async function candidates(objects: Json[], args = '') {
  const fields = `enterpriseCandidates${args} { score enterprise { uscc name } reasons { kind value text } }`;
  const answer = await subgraph.ask(
    `query($r: [_Any!]!) { _entities(representations: $r) { ${types.map((type) => `... on ${type} { ${fields} }`).join(' ')} } }`,
    caller('ENERGY', '140581'),
    { r: objects },
  );
  return {
    errors: answer.errors,
    lists: ((answer.data as Json | undefined)?.['_entities'] as Json[] | undefined)?.map(
      (one) => one['enterpriseCandidates'] as Json[],
    ),
    statements: ((answer.extensions as Json | undefined)?.['counts'] as Json | undefined)?.[
      'statements'
    ] as number,
  };
}

describe('candidates for an object without a code', () => {
  it('have the right enterprise first, the likeliest first, with reasons', async () => {
    const { lists } = await candidates(coal.map((one) => object(enterprises.indexOf(one))));
    const first = lists!.map((list) => list[0]!['enterprise'].uscc as string);
    expect(first).toEqual(coal.map(({ uscc }) => uscc));
    for (const list of lists!) {
      const scores = list.map((one) => one['score'] as number);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(scores[0]).toBeGreaterThan(0.85);
    }
    const [best] = lists![0]!;
    expect((best!['reasons'] as Json[]).map(({ kind }) => kind as string)).toEqual([
      'NAME',
      'DISTANCE',
      'DIVISION',
    ]);
    expect(JSON.stringify(best!['reasons'])).toMatch(/相距 3\d\d 米/);
  });

  it('are found by a name of before, and the reason says so', async () => {
    const { uscc, place } = enterprises[7]!;
    const register = caller('SAFETY_COMMITTEE', place.countyCode);
    const write = (input: Json) =>
      subgraph.ask(
        `mutation ($i: UpsertEnterpriseFormerNameInput!) { upsertEnterpriseFormerName(input: $i) {
          outcome enterpriseFormerName { name validTo division { code } } } }`,
        register,
        { i: { sourceId: 'f-1', enterpriseUscc: uscc, name: '玄武岭麒麟有限公司', ...input } },
      );
    const far = object(7, { name: '玄武岭麒麟', location: null, division: null });
    expect((await candidates([far])).lists![0]!.map((one) => one['enterprise'].uscc)).not.toContain(uscc);
    const written = await write({ validFrom: '2001-01-01', validTo: '2015-06-30' });
    expect((written.data as Json)['upsertEnterpriseFormerName']).toMatchObject({
      outcome: 'INSERTED',
      enterpriseFormerName: { validTo: '2015-06-30', division: { code: place.divisionCode } },
    });
    const [first] = (await candidates([far])).lists![0]!;
    expect(first).toMatchObject({ enterprise: { uscc } });
    expect(first!['score']).toBeGreaterThan(0.9);
    expect(first!['reasons']).toContainEqual({
      ...{ kind: 'FORMER_NAME', value: 1, text: '曾用名“玄武岭麒麟有限公司”，用至 2015-06-30' },
    });
    const { data } = await subgraph.ask(
      `{ enterprise(uscc: "${uscc}") { formerNames { name validFrom validTo } } }`,
      register,
    );
    expect((data as Json)['enterprise'].formerNames[0]).toEqual({
      ...{ name: '玄武岭麒麟有限公司', validFrom: '2001-01-01', validTo: '2015-06-30' },
    });
    const codes = [];
    for (const wrong of [
      { validTo: '2000-12-31', validFrom: '2001-01-01' },
      { validTo: '2199-01-01' },
      { name: '' },
      { enterpriseUscc: '91140581MA0GPDA15L' },
    ]) {
      const { code, at } = ((await write({ sourceId: 'f-2', ...wrong })).errors?.[0]?.extensions ??
        {}) as Json;
      codes.push([code, at]);
    }
    expect(codes).toEqual(
      ['validTo', 'validTo', 'name', 'enterpriseUscc'].map((property) => ['BAD_INPUT', `input.${property}`]),
    );
  });

  it('take as many statements for 60 objects of all kinds as for 2', async () => {
    const mixed = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        object(index, { __typename: types[index % types.length]! }),
      );
    const [few, many] = [await candidates(mixed(2)), await candidates(mixed(60))];
    expect(many.lists!.every((list) => list.length > 0)).toBe(true);
    expect(many.statements).toBe(few.statements);
  });

  it('are found by place when the name says nothing, and by name when there is no place', async () => {
    const { lists } = await candidates(
      [
        object(0, { name: '不知何名' }),
        object(1, { location: null, division: null }),
        object(2, { location: { lat: 1000, lon: 0, crs: 'WGS84' } }),
        object(3, { name: '不知何名', location: null, division: null }),
      ],
      '(scoreGte: 0)',
    );
    expect(lists![0]!.map((one) => one['enterprise'].uscc as string)).toContain(coal[0]!.uscc);
    expect(lists![1]![0]!['enterprise'].uscc).toBe(coal[1]!.uscc);
    expect(lists![2]!.map((one) => one['enterprise'].uscc as string)).toContain(coal[2]!.uscc);
    expect(lists![3]).toEqual([]);
  });

  it('leave out what a person rejected', async () => {
    const rejected = coal[0]!.uscc;
    const { lists } = await candidates([object(0, { rejectedEnterpriseUsccs: [rejected] })], '(scoreGte: 0)');
    expect(lists![0]!.map((one) => one['enterprise'].uscc as string)).not.toContain(rejected);
  });

  it('are as many as asked, and none below the score asked for', async () => {
    const { lists } = await candidates([object(0)], '(first: 3, scoreGte: 0)');
    expect(lists![0]).toHaveLength(3);
    const strict = await candidates([object(0)], '(first: 20, scoreGte: 0.9)');
    expect(strict.lists![0]!.every((one) => (one['score'] as number) >= 0.9)).toBe(true);
    for (const args of ['(first: 0)', '(first: 21)', '(scoreGte: 2)']) {
      const { errors } = await candidates([object(0)], args);
      expect(errors?.[0]?.extensions?.['code']).toBe('BAD_INPUT');
    }
  });
});
