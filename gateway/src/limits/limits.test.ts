import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Limits } from '../options.js';
import { type Rig, startRig } from '../testing/rig.js';

/** Small, so that a request can stand at each by itself. */
const limits = {
  bodyBytes: 4000,
  targetBytes: 500,
  jsonDepth: 6,
  variablesBytes: 200,
  tokens: 150,
  depth: 4,
  aliases: 3,
  rootFields: 5,
  directives: 3,
  expandedSelections: 30,
  repetitions: 10,
  objects: 20,
  cost: 40,
  batch: 2,
} satisfies Partial<Limits>;

let rig: Rig;
let token: string;
beforeAll(async () => {
  rig = await startRig({ limits });
  token = await rig.tokens.token('FIRE');
});
afterAll(() => rig.close());

interface Sent {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
}

async function send(body: unknown, target = ''): Promise<Sent> {
  const response = await fetch(`${rig.url}/graphql${target}`, {
    method: target ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/graphql-response+json',
      ...(target ? {} : { 'content-type': 'application/json' }),
    },
    ...(target ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as unknown };
}
const ask = (query: string, more: object = {}) => send({ query, ...more });
const codesIn = ({ text }: Sent) => [...text.matchAll(/"code":"([A-Z_]+)"/g)].map(([, code]) => code);

const padded = (bytes: number) => {
  const body = JSON.stringify({ query: '{ version }', extensions: { x: '' } });
  return body.replace('"x":""', `"x":"${'y'.repeat(bytes - body.length)}"`);
};
const target = (bytes: number) => `?query=%7Bversion%7D&operationName=&x=`.padEnd(bytes + 1, 'A');
const nestedJson = (levels: number) =>
  `{"query":"{version}","variables":{"x":${'['.repeat(levels - 2)}${']'.repeat(levels - 2)}}}`;
const variables = (bytes: number) => ({
  variables: { x: 'y'.repeat(bytes - '{"x":""}'.length) },
  extensions: { pad: 'z'.repeat(300) },
});
const nestedFields = (levels: number) =>
  `{ mine(code: "1") ${'{ neighbour '.repeat(levels - 2)}{ code }${' }'.repeat(levels - 2)} }`;
const list = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => of(index)).join(' ');
const inlineFragments = (count: number) =>
  `{ mine(code: "1") { ${'... { '.repeat(count)}code${' }'.repeat(count)} } }`;
const roots = [
  'version',
  'mines { code }',
  'page { code }',
  'things { __typename }',
  'brigades { id }',
  '__typename',
];

/** A request at each limit, which it must not stop, and one past it, which it must. */
const cases: readonly [
  limit: keyof typeof limits,
  code: string,
  status: number,
  at: () => Promise<Sent>,
  past: () => Promise<Sent>,
][] = [
  ['bodyBytes', 'BODY_TOO_LARGE', 413, () => send(padded(4000)), () => send(padded(4001))],
  ['targetBytes', 'URI_TOO_LONG', 414, () => send(null, target(500)), () => send(null, target(501))],
  ['jsonDepth', 'BODY_TOO_DEEP', 400, () => send(nestedJson(6)), () => send(nestedJson(7))],
  [
    'variablesBytes',
    'VARIABLES_TOO_LARGE',
    413,
    () => ask('{ version }', variables(200)),
    () => ask('{ version }', variables(201)),
  ],
  [
    'tokens',
    'TOO_MANY_TOKENS',
    400,
    () => ask(`{ ${'version '.repeat(148)}}`),
    () => ask(`{ ${'version '.repeat(149)}}`),
  ],
  ['depth', 'TOO_DEEP', 400, () => ask(nestedFields(4)), () => ask(nestedFields(5))],
  [
    'aliases',
    'TOO_MANY_ALIASES',
    400,
    () => ask(`{ ${list(3, (index) => `a${index}: version`)} }`),
    () => ask(`{ ${list(4, (index) => `a${index}: version`)} }`),
  ],
  [
    'rootFields',
    'TOO_MANY_ROOT_FIELDS',
    400,
    () => ask(`{ ${roots.slice(0, 5).join(' ')} }`),
    () => ask(`{ ...R } fragment R on Query { ${roots.join(' ')} }`),
  ],
  [
    'directives',
    'TOO_MANY_DIRECTIVES',
    400,
    () =>
      ask('query($t: Boolean!) { mine(code: "1") @skip(if: $t) { code @skip(if: $t) name @skip(if: $t) } }', {
        variables: { t: false },
      }),
    () =>
      ask(
        'query($t: Boolean!) { mine(code: "1") @skip(if: $t) { code @skip(if: $t) name @skip(if: $t) depth @skip(if: $t) } }',
        { variables: { t: false } },
      ),
  ],
  [
    'expandedSelections',
    'TOO_LARGE_EXPANDED',
    400,
    () => ask(inlineFragments(28)),
    () => ask(inlineFragments(29)),
  ],
  [
    'repetitions',
    'TOO_MANY_REPETITIONS',
    400,
    () => ask(`{ mine(code: "1") { ${'name '.repeat(5)} } }`),
    () => ask(`{ mine(code: "1") { ...N ...N } } fragment N on Mine { name name name }`),
  ],
  [
    'objects',
    'TOO_MANY_OBJECTS',
    400,
    () => ask('{ page(first: 20) { code } }'),
    () => ask('{ page(first: 21) { code } }'),
  ],
  [
    'cost',
    'TOO_COSTLY',
    400,
    () => ask('{ dear { code } page(first: 10) { code } }'),
    () => ask('query($n: Int) { dear { code } page(first: $n) { code } }', { variables: { n: 11 } }),
  ],
  [
    'batch',
    'BATCH_TOO_LARGE',
    400,
    () => send(Array(2).fill({ query: '{ version }' })),
    () => send(Array(3).fill({ query: '{ version }' })),
  ],
];

describe('each limit', () => {
  it('is in the table', () => {
    expect(cases.map(([limit]) => limit)).toEqual(Object.keys(limits));
  });

  it.each(cases)(
    '%s lets pass what stands at it, and refuses more as %s',
    async (limit, code, status, at, past) => {
      const within = codesIn(await at());
      // So many times the same field is too much for another limit, which only looks later.
      expect(within).toEqual(limit === 'tokens' ? ['TOO_LARGE_EXPANDED'] : []);
      const asked = rig.asked.length;
      const refused = await past();
      expect([refused.status, codesIn(refused)]).toEqual([status, [code]]);
      expect(rig.asked).toHaveLength(asked);
      expect(JSON.stringify(refused.body)).toContain(`"limit":${limits[limit]}`);
    },
  );
});

describe('a batch', () => {
  const batch = (...operations: object[]) => send(operations);

  it('is answered in its order, each operation with an id and a record of its own', async () => {
    const { status, body } = await batch(
      { query: '{ version }' },
      { query: 'query($c: ID!) { mine(code: $c) { code } }', variables: { c: '1' } },
    );
    expect(status).toBe(200);
    expect(body).toMatchObject([{ data: { version: '1' } }, { data: { mine: { code: '1' } } }]);
    const ids = (body as { extensions: { requestId: string } }[]).map(
      ({ extensions }) => extensions.requestId,
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('fails an operation alone, and refuses a mutation in it', async () => {
    const rename = { query: 'mutation { renameMine(code: "1", name: "x") { code } }' };
    const { status, body } = await batch({ query: '{ version }' }, rename);
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { data: { version: '1' } },
      { errors: [{ extensions: { code: 'MUTATION_IN_BATCH' } }] },
    ]);
    expect(codesIn(await send(rename))).toEqual([]);
  });

  it('spends one budget', async () => {
    const page = (first: number) => ({ query: `{ page(first: ${first}) { code } }` });
    expect(codesIn(await batch(page(10), page(10)))).toEqual([]);
    expect(codesIn(await batch(page(10), page(11)))).toEqual(['TOO_MANY_OBJECTS']);
  });

  it('is nothing when it is empty, holds another batch, or comes from nobody', async () => {
    expect(codesIn(await send([]))).toEqual(['MALFORMED_REQUEST']);
    expect(codesIn(await send([[{ query: '{ version }' }]]))).toEqual(['MALFORMED_REQUEST']);
    const answer = await fetch(`${rig.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: '{ version }' }, { query: '{ version }' }]),
    });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });
});
