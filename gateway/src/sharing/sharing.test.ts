import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Rig, startRig } from '../testing/rig.js';
import { canary } from '../testing/supergraph.js';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());
afterEach(() => {
  rig.asked.length = 0;
});

const denials = ({ body }: Answer) =>
  (body.errors ?? [])
    .filter(({ extensions }) => extensions['code'] === 'FIELD_NOT_SHARED')
    .map(({ extensions }) => String(extensions['coordinate']))
    .sort();

const cases: readonly {
  readonly name: string;
  readonly query: string;
  readonly variables?: object;
  readonly denied: readonly string[];
  readonly data: unknown;
  /** Words that no subgraph may have been asked for. */
  readonly neverAsked?: readonly string[];
}[] = [
  {
    name: 'a plain field',
    query: '{ mines { code plan name } }',
    denied: ['Mine.plan'],
    data: {
      mines: [
        { code: '1', plan: null, name: '矿1' },
        { code: '2', plan: null, name: '矿2' },
      ],
    },
    neverAsked: ['plan'],
  },
  {
    name: 'an alias, and the same field under two names',
    query: '{ mine(code: "1") { a: plan b: plan code } }',
    denied: ['Mine.plan'],
    data: { mine: { a: null, b: null, code: '1' } },
    neverAsked: ['plan'],
  },
  {
    name: 'an alias that looks harmless beside another field of that name',
    query: '{ mine(code: "1") { name: secret } }',
    denied: ['Mine.secret'],
    data: { mine: { name: null } },
    neverAsked: ['secret'],
  },
  {
    name: 'nested named fragments',
    query: '{ mine(code: "1") { ...A } } fragment A on Mine { ...B code } fragment B on Mine { plan }',
    denied: ['Mine.plan'],
    data: { mine: { plan: null, code: '1' } },
    neverAsked: ['plan'],
  },
  {
    name: 'nested edges',
    query: '{ mine(code: "1") { neighbour { plan name neighbour { plan } } } }',
    denied: ['Mine.plan'],
    data: { mine: { neighbour: { plan: null, name: '矿2', neighbour: null } } },
    neverAsked: ['plan'],
  },
  {
    name: 'an interface: refused on one type, read on the other',
    query: '{ hiddenDangers { detail title } }',
    denied: ['MineHiddenDanger.detail'],
    data: {
      hiddenDangers: [
        { detail: null, title: '隐患a' },
        { detail: '可读', title: '隐患b' },
      ],
    },
  },
  {
    name: 'an inline fragment on the concrete type',
    query: '{ hiddenDangers { id ... on MineHiddenDanger { detail } } }',
    denied: ['MineHiddenDanger.detail'],
    data: { hiddenDangers: [{ id: 'a', detail: null }, { id: 'b' }] },
    neverAsked: ['detail'],
  },
  {
    name: 'an interface reached through fragments on the interface and an alias',
    query: '{ hiddenDangers { ...D } } fragment D on Danger { ... { x: detail } mine { plan } }',
    denied: ['Mine.plan', 'MineHiddenDanger.detail'],
    data: {
      hiddenDangers: [
        { x: null, mine: { plan: null } },
        { x: '可读', mine: { plan: null } },
      ],
    },
    neverAsked: ['plan'],
  },
  {
    name: 'one response key that leads to different types, refused on one of them',
    query:
      '{ hiddenDangers { ... on FireHiddenDanger { x: place { note } } ... on MineHiddenDanger { x: place { note level } } } }',
    denied: ['Shaft.note'],
    data: { hiddenDangers: [{ x: { note: null, level: 1 } }, { x: { note: '可读' } }] },
  },
  {
    name: 'a union, with rows of a type that is not shared at all',
    query: '{ things { __typename ... on Mine { code plan } ... on Secret { id text } } }',
    denied: ['Mine.plan', 'Secret'],
    data: { things: [{ __typename: 'Mine', code: '1', plan: null }, null] },
    neverAsked: ['plan', 'text'],
  },
  {
    name: 'a union, of which nothing is asked but what is shared: refused nothing, and such rows are not met all the same',
    query: '{ things { __typename ... on Mine { code } ...R } } fragment R on Mine { ... { code } }',
    denied: [],
    data: { things: [{ __typename: 'Mine', code: '1' }, null] },
    neverAsked: ['text'],
  },
  {
    name: 'a root field that leads to rows of such a type, through a connection',
    query: '{ version secrets { nodes { id text } totalCount } }',
    denied: ['Query.secrets'],
    data: { version: '1', secrets: null },
    neverAsked: ['secrets'],
  },
  {
    name: 'everything of a selection set',
    query: '{ mine(code: "1") { plan secret } }',
    denied: ['Mine.plan', 'Mine.secret'],
    data: { mine: { plan: null, secret: null } },
    neverAsked: ['plan', 'secret'],
  },
  {
    name: 'everything of an operation, with a variable nothing uses any more',
    query: 'query Q($x: Boolean!) { secrets @include(if: $x) { totalCount } }',
    variables: { x: true },
    denied: ['Query.secrets'],
    data: { secrets: null },
    neverAsked: ['secrets'],
  },
  {
    name: '@include by a variable that is true',
    query: 'query Q($x: Boolean!) { mine(code: "1") { code plan @include(if: $x) } }',
    variables: { x: true },
    denied: ['Mine.plan'],
    data: { mine: { code: '1', plan: null } },
    neverAsked: ['plan'],
  },
  {
    name: '@include by a variable that is false: asked for nothing, refused nothing',
    query:
      'query Q($x: Boolean!) { mine(code: "1") { code plan @include(if: $x) ... @skip(if: true) { secret } } }',
    variables: { x: false },
    denied: [],
    data: { mine: { code: '1' } },
    neverAsked: ['plan', 'secret'],
  },
  {
    name: 'a field computed from a refused one by @requires',
    query: '{ mine(code: "1") { code risk brigade { name } } }',
    denied: ['Mine.risk'],
    data: { mine: { code: '1', risk: null, brigade: { name: '一中队' } } },
    neverAsked: ['risk', 'depth'],
  },
  {
    name: 'the answer of a mutation',
    query: 'mutation { renameMine(code: "1", name: "新") { name plan } }',
    denied: ['Mine.plan'],
    data: { renameMine: { name: '新', plan: null } },
    neverAsked: ['plan'],
  },
  {
    name: 'introspection with fragments beside a refused field',
    query: '{ __type(name: "Brigade") { ...T } mine(code: "1") { plan } } fragment T on __Type { name }',
    denied: ['Mine.plan'],
    data: { __type: { name: 'Brigade' }, mine: { plan: null } },
    neverAsked: ['plan'],
  },
  {
    name: 'an object that does not exist gets no null inside',
    query: '{ mine(code: "9") { plan } }',
    denied: ['Mine.plan'],
    data: { mine: null },
  },
];

describe('what a caller may not read', () => {
  it.each(cases)('is refused through $name', async ({ query, variables, denied, data, neverAsked }) => {
    const answer = await rig.ask(query, { body: { variables } });
    expect({ status: answer.status, data: answer.body.data }).toEqual({ status: 200, data });
    expect(denials(answer)).toEqual([...denied].sort());
    expect(answer.text).not.toContain(canary);
    expect(answer.text).not.toContain('__huitong');
    const sent = rig.asked.map((fetch) => fetch.query).join('\n');
    for (const word of neverAsked ?? []) expect(sent).not.toMatch(new RegExp(`\\b${word}\\b`));
  });

  it('is refused once per coordinate, with the entry, the provider and the first place', async () => {
    const answer = await rig.ask('{ mines { plan } }');
    expect(answer.body.errors).toHaveLength(1);
    expect(answer.body.errors?.[0]).toMatchObject({
      path: ['mines', 0, 'plan'],
      extensions: {
        code: 'FIELD_NOT_SHARED',
        coordinate: 'Mine.plan',
        entry: 'mines/mine',
        provider: 'ENERGY',
      },
    });
    expect(answer.body.errors?.[0]?.extensions['apply']).toContain('mines/mine');
  });

  it('is answered to the line that may own such rows, whose subgraph decides row by row', async () => {
    const answer = await rig.ask('{ mine(code: "1") { plan risk } secrets { totalCount } }', {
      line: 'ENERGY',
    });
    expect(answer.body.errors).toBeUndefined();
    expect(answer.body.data).toEqual({ mine: { plan: canary, risk: 913 }, secrets: { totalCount: 1 } });
  });

  it('keeps the order in which fields were asked for', async () => {
    const answer = await rig.ask('{ mine(code: "1") { plan code secret name } }');
    expect(Object.keys(answer.body.data?.['mine'] as object)).toEqual(['plan', 'code', 'secret', 'name']);
  });

  it('refuses the whole operation when the client wants all or nothing', async () => {
    const answer = await rig.ask('{ mine(code: "1") { code plan secret } }', {
      body: { extensions: { huitong: { mode: 'reject' } } },
    });
    expect(answer.status).toBe(403);
    expect(answer.body.data).toBeUndefined();
    expect(denials(answer)).toEqual(['Mine.plan', 'Mine.secret']);
    expect(rig.asked).toHaveLength(0);
  });

  it('is put on record with what was read', async () => {
    await rig.ask('{ mine(code: "1") { code manager plan } }');
    const { readFile, readdir } = await import('node:fs/promises');
    const file = (await readdir(rig.directory)).find((name) => name.startsWith('decisions-'));
    const log = await readFile(`${rig.directory}/${file}`, 'utf8');
    const decisions = log
      .split('\n')
      .filter((line) => line.includes('"Mine.manager"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(decisions.at(-1)).toMatchObject({
      kind: 'decision',
      caller: { subject: 'officer-1', line: 'FIRE', purpose: 'INCIDENT_RESPONSE' },
      coordinates: { conditional: [], notShared: [], masked: ['Mine.manager'], others: 2 },
      refusals: ['Mine.plan'],
      subgraphs: ['mines'],
    });
    expect(log).not.toContain(canary);
  });
});
