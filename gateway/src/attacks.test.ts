import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { type Rig, startRig } from './testing/rig.js';
import { canary } from './testing/supergraph.js';

let rig: Rig;
let token: string;
beforeAll(async () => {
  rig = await startRig();
  token = await rig.tokens.token('FIRE');
});
afterAll(() => rig.close());
afterEach(() => {
  rig.asked.length = 0;
});

interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends bytes as they are and reads until the server closes, or until a whole answer is there. */
function raw(...parts: (string | Uint8Array)[]): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(rig.port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
    });
    let text = '';
    const finish = () => {
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text });
    };
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      const [head = '', body] = text.split('\r\n\r\n');
      const length = /content-length: (\d+)/i.exec(head)?.[1];
      if (body !== undefined && length !== undefined && Buffer.byteLength(body) >= Number(length)) finish();
    });
    socket.on('close', finish);
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? finish() : reject(error),
    );
  });
}

function post(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<RawAnswer> {
  const all = {
    host: 'gateway',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    // The status says what happened under this media type only.
    accept: 'application/graphql-response+json',
    'content-length': String(Buffer.byteLength(body as Uint8Array)),
    connection: 'close',
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return raw(`POST /graphql HTTP/1.1\r\n${head.join('')}\r\n`, body);
}
const operation = (query: string, more: object = {}) => JSON.stringify({ query, ...more });
const get = (target: string, headers: Record<string, string> = {}) =>
  raw(
    `GET ${target} HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer ${token}\r\nconnection: close\r\n${Object.entries(
      headers,
    )
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  );

/** 1.3 KB whose fragments each spread the next one twice: 2^20 selections. */
const doubling = `{ mines { ...F0 } } ${Array.from(
  { length: 20 },
  (_, index) =>
    `fragment F${index} on Mine { a: neighbour { ...F${index + 1} } b: neighbour { ...F${index + 1} } }`,
).join(' ')} fragment F20 on Mine { code }`;
const nested = (levels: number) =>
  `{ mine(code: "1") ${'{ neighbour '.repeat(levels)}{ code }${' }'.repeat(levels)} }`;
const aliases = (count: number) =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: version`).join(' ')} }`;

const attacks: readonly [
  name: string,
  send: () => Promise<RawAnswer>,
  status: number,
  code: string | null,
][] = [
  ['10 MB of open brackets', () => post('['.repeat(10_000_000)), 413, 'BODY_TOO_LARGE'],
  ['brackets within the byte limit', () => post('['.repeat(100_000)), 400, 'BODY_TOO_DEEP'],
  [
    'a chunked body past the limit',
    () =>
      raw(
        `POST /graphql HTTP/1.1\r\nhost: g\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n80000\r\n${' '.repeat(0x80000)}\r\n0\r\n\r\n`,
      ),
    413,
    'BODY_TOO_LARGE',
  ],
  ['a compressed body', () => post('x', { 'content-encoding': 'gzip' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
  [
    'stacked encodings',
    () => post('x', { 'content-encoding': 'identity, br' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'invalid UTF-8',
    () => post(Buffer.concat([Buffer.from('{"query":"{ version'), Buffer.from([0xff]), Buffer.from('}"}')])),
    400,
    'INVALID_ENCODING',
  ],
  [
    'an overlong encoding',
    () => post(Buffer.concat([Buffer.from('{"query":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')])),
    400,
    'INVALID_ENCODING',
  ],
  ['UTF-16', () => post(Buffer.from(operation('{version}'), 'utf16le')), 400, 'MALFORMED_JSON'],
  ['a byte order mark', () => post(`\ufeff${operation('{version}')}`), 400, 'INVALID_ENCODING'],
  [
    'another charset',
    () => post(operation('{version}'), { 'content-type': 'application/json; charset=gb18030' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a lone surrogate',
    () => post('{"query":"{version}","variables":{"x":"\\ud800"}}'),
    400,
    'MALFORMED_REQUEST',
  ],
  ['U+0000', () => post('{"query":"{version}","variables":{"x":"\\u0000"}}'), 400, 'MALFORMED_REQUEST'],
  ['a key twice', () => post('{"query":"{version}","query":"{mines{code}}"}'), 400, 'DUPLICATE_KEY'],
  [
    'a key twice, once escaped',
    () => post('{"query":"{version}","qu\\u0065ry":"{mines{code}}"}'),
    400,
    'DUPLICATE_KEY',
  ],
  [
    '__proto__ in variables',
    () =>
      post(
        '{"query":"query($w: DangerWhere){hiddenDangers(where:$w){id}}","variables":{"w":{"__proto__":{"title":"x"}}}}',
      ),
    400,
    'VARIABLE_INVALID',
  ],
  ['__proto__ as the request', () => post('{"__proto__":{"query":"{version}"}}'), 400, 'MALFORMED_REQUEST'],
  ['variables as a list', () => post(operation('{version}', { variables: [1] })), 400, 'MALFORMED_REQUEST'],
  ['variables as a string', () => post(operation('{version}', { variables: 'x' })), 400, 'MALFORMED_REQUEST'],
  [
    'an Int past 2^31',
    () =>
      post(
        '{"query":"query($w: DangerWhere){hiddenDangers(where:$w){id}}","variables":{"w":{"limit":2147483648}}}',
      ),
    400,
    'VARIABLE_INVALID',
  ],
  [
    '1e400',
    () =>
      post(
        '{"query":"query($w: DangerWhere){hiddenDangers(where:$w){id}}","variables":{"w":{"limit":1e400}}}',
      ),
    400,
    'VARIABLE_INVALID',
  ],
  [
    'too many variables',
    () => post(operation('{version}', { variables: { x: 'y'.repeat(140_000) } })),
    413,
    'VARIABLES_TOO_LARGE',
  ],
  [
    'a query 20,000 levels deep',
    () => post(operation(`${'{a'.repeat(20_000)}${'}'.repeat(20_000)}`)),
    400,
    'TOO_MANY_TOKENS',
  ],
  [
    'a query of 3,000 tokens',
    () => post(operation(`{ ${'version '.repeat(3000)} }`)),
    400,
    'TOO_MANY_TOKENS',
  ],
  ['200 KB of commas', () => post(operation(`{${','.repeat(200_000)}`)), 400, 'SYNTAX_ERROR'],
  ['doubling fragments', () => post(operation(doubling)), 400, 'TOO_LARGE_EXPANDED'],
  [
    'one field a thousand times',
    () => post(operation(`{ mine(code: "1") { ${'name '.repeat(990)} } }`)),
    400,
    'TOO_MANY_REPETITIONS',
  ],
  [
    'fragments that all spread each other',
    () =>
      post(
        operation(
          `{ mine(code: "1") { ...F0 } } ${Array.from({ length: 12 }, (_, index) => `fragment F${index} on Mine { ${Array.from({ length: 12 }, (__, other) => `a${other}: neighbour { ...F${other} }`).join(' ')} }`).join(' ')}`,
        ),
      ),
    400,
    'TOO_LARGE_EXPANDED',
  ],
  [
    'a hash that is none',
    () => post('{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"__proto__"}}}'),
    400,
    'MALFORMED_REQUEST',
  ],
  [
    'an unknown hash',
    () => post(`{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"${'a'.repeat(64)}"}}}`),
    400,
    'PERSISTED_QUERY_NOT_FOUND',
  ],
  [
    'a text under the hash of another',
    () =>
      post(
        `{"query":"{version}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"${'a'.repeat(64)}"}}}`,
      ),
    400,
    'PERSISTED_QUERY_HASH_MISMATCH',
  ],
  [
    'a fragment that spreads itself',
    () => post(operation('{ mines { ...A } } fragment A on Mine { ...B } fragment B on Mine { ...A }')),
    400,
    'VALIDATION_FAILED',
  ],
  ['sixteen levels', () => post(operation(nested(15))), 400, 'TOO_DEEP'],
  [
    'a value forty levels deep',
    () => post(operation(`{ hiddenDangers(where: ${'{ title: ['.repeat(20)} ${'] }'.repeat(20)}) { id } }`)),
    400,
    'TOO_DEEP',
  ],
  ['51 aliases', () => post(operation(aliases(51))), 400, 'TOO_MANY_ALIASES'],
  ['21 root fields', () => post(operation(aliases(21))), 400, 'TOO_MANY_ROOT_FIELDS'],
  [
    '60 directives',
    () => post(operation(`{ mines { ${'code @skip(if: false) '.repeat(60)} } }`)),
    400,
    'TOO_MANY_DIRECTIVES',
  ],
  ['an unknown directive', () => post(operation('{ version @evil }')), 400, 'VALIDATION_FAILED'],
  ['@defer', () => post(operation('{ mines { ... @defer { code } } }')), 400, 'VALIDATION_FAILED'],
  [
    'circular introspection',
    () =>
      post(operation(`{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }`)),
    400,
    'VALIDATION_FAILED',
  ],
  [
    'a batch',
    () => post(JSON.stringify(Array.from({ length: 1000 }, () => ({ query: '{version}' })))),
    400,
    'BATCH_NOT_ACCEPTED',
  ],
  [
    '_entities',
    () =>
      post(
        operation(
          '{ _entities(representations: [{__typename: "Mine", code: "1"}]) { ... on Mine { plan } } }',
        ),
      ),
    400,
    'VALIDATION_FAILED',
  ],
  ['_service', () => post(operation('{ _service { sdl } }')), 400, 'VALIDATION_FAILED'],
  [
    'an alias that pretends to be __typename',
    () => post(operation('{ mines { __typename: name } }')),
    400,
    'VALIDATION_FAILED',
  ],
  [
    'an alias of our own',
    () => post(operation('{ mines { __huitong_typename: name } }')),
    400,
    'VALIDATION_FAILED',
  ],
  ['a subscription', () => post(operation('subscription { x }')), 400, 'VALIDATION_FAILED'],
  [
    'an operation that is not there',
    () => post(operation('query A { version }', { operationName: 'B' })),
    400,
    'OPERATION_UNKNOWN',
  ],
  [
    'text/plain from a foreign page',
    () => post(operation('{version}'), { 'content-type': 'text/plain' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'a form from a foreign page',
    () => post('query={version}', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'multipart from a foreign page',
    () => post('x', { 'content-type': 'multipart/form-data; boundary=x' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'no content type',
    () => post(operation('{version}'), { 'content-type': '' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'GET from a foreign page',
    () => raw('GET /graphql?query=%7Bversion%7D HTTP/1.1\r\nhost: g\r\nconnection: close\r\n\r\n'),
    400,
    'MALFORMED_REQUEST',
  ],
  [
    'GET from a foreign page with credentials that a browser adds by itself',
    () =>
      raw(
        'GET /graphql?query=%7Bversion%7D HTTP/1.1\r\nhost: g\r\nauthorization: Basic eDp5\r\nconnection: close\r\n\r\n',
      ),
    400,
    'MALFORMED_REQUEST',
  ],
  [
    'GET of a mutation',
    () =>
      get(`/graphql?query=${encodeURIComponent('mutation { renameMine(code: "1", name: "x") { code } }')}`, {
        'x-huitong-request': '1',
      }),
    405,
    'MUTATION_BY_GET',
  ],
  [
    'GET with a parameter twice',
    () => get('/graphql?query=%7Bversion%7D&query=%7Bversion%7D', { 'x-huitong-request': '1' }),
    400,
    'DUPLICATE_KEY',
  ],
  [
    'GET with a huge query',
    () => get(`/graphql?query=${'x'.repeat(9000)}`, { 'x-huitong-request': '1' }),
    414,
    'URI_TOO_LONG',
  ],
  [
    'GET with broken percent-encoding',
    () => get('/graphql?query=%ff', { 'x-huitong-request': '1' }),
    400,
    'INVALID_ENCODING',
  ],
  [
    'PUT',
    () => raw('PUT /graphql HTTP/1.1\r\nhost: g\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'),
    405,
    'METHOD_NOT_ALLOWED',
  ],
  ['an address with a double slash', () => get('//graphql'), 404, 'NOT_FOUND'],
  ['an encoded way up', () => get('/%2e%2e/graphql'), 404, 'NOT_FOUND'],
  ['an absolute address', () => get('http://evil.invalid/graphql'), 404, 'NOT_FOUND'],
  ['no host', () => raw('GET /health HTTP/1.1\r\nconnection: close\r\n\r\n'), 400, null],
  [
    'length and chunks at once',
    () =>
      raw(
        'POST /graphql HTTP/1.1\r\nhost: g\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      ),
    400,
    null,
  ],
  [
    'two lengths',
    () => raw('POST /graphql HTTP/1.1\r\nhost: g\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\nabcd'),
    400,
    null,
  ],
  ['a folded header', () => raw('GET /health HTTP/1.1\r\nhost: g\r\nx: a\r\n b\r\nx\r\n\r\n'), 400, null],
  [
    '100 KB of header',
    () => raw(`GET /health HTTP/1.1\r\nhost: g\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`),
    431,
    null,
  ],
  [
    'authorization twice',
    () => get('/graphql?query=%7Bversion%7D', { Authorization: 'Bearer x', 'x-huitong-request': '1' }),
    400,
    'MALFORMED_REQUEST',
  ],
];

describe('an attack', () => {
  it.each(attacks)('by %s is refused', async (_name, send, status, code) => {
    const answer = await send();
    expect({ status: answer.status, code: /"code":"(\w+)"/.exec(answer.text)?.[1] ?? null }).toEqual({
      status,
      code,
    });
    expect(rig.asked).toHaveLength(0);
    expect(answer.text).not.toMatch(/did you mean|at .*\.js:\d+|node_modules/i);
    expect(answer.text).not.toContain(canary);
  });

  it("that forges the gateway's own headers changes nothing a subgraph sees", async () => {
    const answer = await post(operation('{ mine(code: "1") { code plan } }'), {
      'x-huitong-envelope': 'forged',
      'x-huitong-caller': '{"line":"ENERGY"}',
      'x-forwarded-for': '127.0.0.1',
    });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"plan":null');
    expect(rig.asked.map(({ context }) => context.caller?.line)).toEqual(['FIRE']);
  });

  it('by an alias named __proto__ or constructor is data like any other', async () => {
    expect((await post(operation('{ mine(code: "1") { constructor: name plan } }'))).text).toContain(
      '"mine":{"constructor":"矿1","plan":null}',
    );
  });

  it('by a wrong variable does not get its value back', async () => {
    const answer = await rig.ask('query($w: DangerWhere) { hiddenDangers(where: $w) { id } }', {
      body: { variables: { w: { limit: 'private-value' } } },
    });
    expect(answer.text).not.toContain('private-value');
    expect(answer.body.errors?.[0]?.extensions['at']).toBe('w.limit');
  });

  it('does not keep a well-formed request from being answered', async () => {
    expect((await post(operation('{version}'))).text).toContain('{"data":{"version":"1"}');
    expect((await post(operation(getIntrospectionQuery({ inputValueDeprecation: true })))).status).toBe(200);
    expect((await get('/graphql?query=%7Bversion%7D', { 'x-huitong-request': '1' })).status).toBe(200);
  });

  it('by asking beside somebody else does not get his answer: nothing is shared between callers', async () => {
    const lines = ['FIRE', 'ENERGY', 'FIRE', 'ENERGY'];
    const answers = await Promise.all(
      lines.map((line) => rig.ask('{ mine(code: "1") { code plan } }', { line })),
    );
    expect(answers.map(({ text }) => text.includes(canary))).toEqual([false, true, false, true]);
    const askedFor = rig.asked.map(({ context }) => String(context.caller?.line));
    expect(askedFor.sort()).toEqual([...lines].sort());
  });

  it('from a page of another origin gets no CORS header', async () => {
    const answer = await fetch(`${rig.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.invalid', 'access-control-request-method': 'POST' },
    });
    expect(answer.status).toBe(204);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
