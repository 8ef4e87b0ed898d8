import { randomBytes } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { envelopeHeader, sealEnvelope } from '@huitong/contract';
import { withPlainClient } from '../database/pools.js';
import { caller, openTestSubgraph, type TestSubgraph } from '../testing/index.js';
import { testSubgraph } from '../testing/testSubgraph.js';
import { listenSubgraph, type ListeningSubgraph } from './http.js';

const key = randomBytes(32);
const county = caller('ENERGY', '140581');
const agent = new Agent({ keepAlive: true });
let subgraph: TestSubgraph;
let listening: ListeningSubgraph;
const log = pino({ level: 'silent' });

beforeAll(async () => {
  subgraph = await openTestSubgraph(testSubgraph);
  listening = await listenSubgraph(subgraph, { host: '127.0.0.1', port: 0, envelopeKey: key, log });
});
afterAll(async () => {
  agent.destroy();
  await listening.close();
  await subgraph.close();
});

interface Sent {
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string>;
  readonly method?: string;
  readonly path?: string;
}

function send({ body = '', headers = {}, method = 'POST', path = '/graphql' }: Sent) {
  return new Promise<{ status: number; text: string; json: unknown }>((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: listening.port, method, path, headers, agent },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => {
          const json: unknown = JSON.parse(text || 'null');
          resolve({ status: response.statusCode ?? 0, text, json });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const bodyOf = (query: unknown, more: Record<string, unknown> = {}) =>
  JSON.stringify({ query, extensions: { huitong: { caller: county } }, ...more });
const sealed = (body: string | Buffer, change: Record<string, string> = {}) => ({
  [envelopeHeader]: sealEnvelope(key, {
    audience: 'sites',
    method: 'POST',
    path: '/graphql',
    body,
    ...change,
  }),
});
const signed = (body: string | Buffer) => send({ body, headers: sealed(body) });
const codeOf = (answer: Awaited<ReturnType<typeof send>>) =>
  (answer.json as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

describe('a subgraph on HTTP', () => {
  it('answers its gateway', async () => {
    const answer = await signed(bodyOf('{ __typename }'));
    expect(answer).toMatchObject({ status: 200, json: { data: { __typename: 'Query' } } });
  });

  // RELIABILITY §5.23–25
  it.each([
    '{ __typename }',
    '{ _service { sdl } }',
    '{ _entities(representations: [{__typename: "TestSite", id: "1"}]) { __typename } }',
    '{ __schema { types { name } } }',
    'not graphql',
  ])('answers nothing without an envelope that holds: %s', async (query) => {
    const body = bodyOf(query);
    const used = sealed(body);
    expect((await send({ body, headers: used })).status).not.toBe(401);
    const headers: Record<string, string>[] = [
      {},
      { [envelopeHeader]: '' },
      { [envelopeHeader]: 'x.y' },
      used,
      sealed(`${body} `),
      sealed(body, { audience: 'mines' }),
      sealed(body, { method: 'GET' }),
      sealed(body, { path: '/' }),
      {
        [envelopeHeader]: sealEnvelope(randomBytes(32), {
          audience: 'sites',
          method: 'POST',
          path: '/graphql',
          body,
        }),
      },
      {
        [envelopeHeader]: sealEnvelope(key, { audience: 'sites', method: 'POST', path: '/graphql', body }, 1),
      },
      { authorization: 'Bearer x', 'x-huitong-caller': JSON.stringify(county) },
    ];
    const answers = await Promise.all(headers.map((one) => send({ body, headers: one })));
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([401]));
    // One answer for all: why it was refused is for the log.
    expect(new Set(answers.map((one) => one.text)).size).toBe(1);
    expect(codeOf(answers[0]!)).toBe('ENVELOPE_INVALID');
  });

  it('takes no caller but the one in the signed body', async () => {
    for (const body of [
      JSON.stringify({ query: '{ __typename }' }),
      JSON.stringify({ query: '{ __typename }', extensions: null }),
      JSON.stringify({ query: '{ __typename }', extensions: { huitong: null } }),
      bodyOf('{ __typename }', { extensions: { huitong: { caller: { ...county, scope: 'all' } } } }),
      bodyOf('{ __typename }', { extensions: { huitong: { caller: { __proto__: county } } } }),
      `{"query":"{ __typename }","extensions":{"huitong":{"__proto__":{"caller":${JSON.stringify(county)}}}}}`,
    ]) {
      expect(await signed(body)).toMatchObject({ status: 401 });
    }
  });

  it.each<[string, string | Buffer, number, string]>([
    ['no JSON', '{"query"', 400, 'MALFORMED_JSON'],
    ['nothing', '', 400, 'MALFORMED_JSON'],
    ['null', 'null', 400, 'MALFORMED_REQUEST'],
    ['a list', '[]', 400, 'MALFORMED_REQUEST'],
    ['a number', '1', 400, 'MALFORMED_REQUEST'],
    ['a byte order mark', Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]), 400, 'MALFORMED_JSON'],
    [
      'no UTF-8',
      Buffer.concat([Buffer.from('{"query":"'), Buffer.from([0xff]), Buffer.from('"}')]),
      400,
      'INVALID_ENCODING',
    ],
    ['UTF-16', Buffer.from(bodyOf('{ __typename }'), 'utf16le'), 400, 'MALFORMED_JSON'],
    ['a query that is no text', bodyOf({ a: 1 }), 400, 'MALFORMED_REQUEST'],
    ['no query', bodyOf(undefined), 400, 'MALFORMED_REQUEST'],
    ['variables that are a list', bodyOf('{ __typename }', { variables: [] }), 400, 'MALFORMED_REQUEST'],
    ['variables that are a text', bodyOf('{ __typename }', { variables: 'x' }), 400, 'MALFORMED_REQUEST'],
    [
      'an operation name that is no text',
      bodyOf('{ __typename }', { operationName: {} }),
      400,
      'MALFORMED_REQUEST',
    ],
  ])('refuses a signed body of %s', async (_, body, status, code) => {
    const answer = await signed(body);
    expect({ status: answer.status, code: codeOf(answer) }).toEqual({ status, code });
  });

  it('refuses a body beyond its limit, declared or not, and lives on', async () => {
    const large = Buffer.alloc(8 * 1024 * 1024 + 1, 0x20);
    expect(await signed(large)).toMatchObject({
      status: 413,
      json: { errors: [{ extensions: { code: 'BODY_TOO_LARGE' } }] },
    });
    const chunked = await new Promise<string>((resolve, reject) => {
      const socket = connect(listening.port, '127.0.0.1');
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', (error) => (text ? resolve(text) : reject(error)));
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: x\r\n${envelopeHeader}: a.b\r\ntransfer-encoding: chunked\r\n\r\n`,
      );
      for (let n = 0; n < 9; n += 1) socket.write(`100000\r\n${' '.repeat(0x100000)}\r\n`);
    });
    expect(chunked).toMatch(/^HTTP\/1\.1 413 /);
    expect((await signed(bodyOf('{ __typename }'))).status).toBe(200);
  });

  it('lives on when senders break off, at any moment', async () => {
    const start = `POST /graphql HTTP/1.1\r\nhost: x\r\n${envelopeHeader}: a.b\r\ncontent-length: 100\r\n\r\n{"query"`;
    for (const text of [start, start.slice(0, 30), 'GARBAGE\r\n\r\n', `${start}${' '.repeat(200)}`]) {
      await new Promise<void>((resolve) => {
        const socket = connect(listening.port, '127.0.0.1', () => {
          socket.write(text, () => socket.destroy());
        });
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
      });
    }
    expect((await signed(bodyOf('{ __typename }'))).status).toBe(200);
  });

  it.each([
    ['GET', '/graphql'],
    ['PUT', '/graphql'],
    ['POST', '/graphql/'],
    ['POST', '//graphql'],
    ['POST', '/graphql?query={__typename}'],
    ['POST', '/%67raphql'],
    ['POST', '/health'],
    ['GET', '/'],
  ])('has nothing at %s %s', async (method, path) => {
    const body = method === 'GET' ? '' : bodyOf('{ __typename }');
    const headers = sealed(body, { method, path });
    expect(await send({ method, path, body, headers })).toMatchObject({ status: 404 });
  });

  it('tells the operator that it lives and that it is ready', async () => {
    expect(await send({ method: 'GET', path: '/health' })).toMatchObject({ status: 200 });
    expect(await send({ method: 'GET', path: '/ready' })).toMatchObject({
      status: 200,
      json: { status: 'ready' },
    });
  });

  it('says 503 when its database is away, so that the gateway takes it for missing', async () => {
    const name = new URL(subgraph.appUrl).pathname.slice(1);
    const url = new URL(subgraph.superuserUrl);
    url.pathname = '/postgres';
    const admin = (sql: string) => withPlainClient(url.href, (client) => client.query(sql));
    const body = () => bodyOf('{ findings { code } }', { variables: {} });
    expect((await signed(body())).status).toBe(200);
    await admin(`alter database "${name}" allow_connections false`);
    try {
      await admin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
      expect(await signed(body())).toMatchObject({
        status: 503,
        json: { errors: [{ extensions: { code: 'DATABASE_UNREACHABLE' } }] },
      });
      expect((await send({ method: 'GET', path: '/ready' })).status).toBe(503);
      expect((await send({ method: 'GET', path: '/health' })).status).toBe(200);
      // What needs no database is still answered.
      expect((await signed(bodyOf('{ __typename }'))).status).toBe(200);
    } finally {
      await admin(`alter database "${name}" allow_connections true`);
    }
    expect((await signed(body())).status).toBe(200);
  });

  it('says that a port is taken', async () => {
    await expect(
      listenSubgraph(subgraph, { host: '127.0.0.1', port: listening.port, envelopeKey: key, log }),
    ).rejects.toMatchObject({ code: 'PORT_TAKEN' });
  });
});
