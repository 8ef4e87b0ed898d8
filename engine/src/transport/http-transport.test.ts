import { afterEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { serve, type Answer, type TestServer } from '../testing/subgraph-server.js';
import { httpTransport, type HttpTransportOptions } from './http-transport.js';
import { TransportError, type SubgraphResponse, type TransportFailure } from './transport.js';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function started(answer: Answer): Promise<TestServer> {
  const server = await serve(answer);
  opened.push(server);
  return server;
}

function call(options: HttpTransportOptions<string>, signal = new AbortController().signal) {
  const transport = httpTransport<string>(options);
  opened.push(transport);
  const request = { subgraph: 'mines', query: '{ a }', operationName: 'Q', variables: { v: 1 } };
  return transport.execute(request, { context: 'caller', signal });
}

async function failure(result: Promise<SubgraphResponse>): Promise<TransportError> {
  const error = await result.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TransportError);
  return error as TransportError;
}

const SECRET = 'CANARY-9f3';
const json =
  (body: string | Buffer, status = 200, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

describe('an answer that is not what was asked for is a typed failure which quotes none of it', () => {
  const table: readonly [string, TransportFailure, Answer][] = [
    ['HTML under 200', 'MALFORMED', json(`<h1>${SECRET}</h1>`, 200, { 'content-type': 'text/html' })],
    ['no content type', 'MALFORMED', (_, response) => void response.end('{"data":{}}')],
    ['HTML under 500', 'UNAVAILABLE', json(SECRET, 500, { 'content-type': 'text/html' })],
    ['a proxy without a backend', 'UNAVAILABLE', json(`{"errors":[{"message":"${SECRET}"}]}`, 503)],
    ['invalid JSON', 'MALFORMED', json(`{"data": ${SECRET}`)],
    ['half an answer, whole HTTP', 'MALFORMED', json('{"data":{"a":')],
    ['invalid UTF-8', 'MALFORMED', json(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))],
    ['an empty body', 'MALFORMED', json('')],
    ['a list', 'MALFORMED', json('[{"data":{}}]')],
    ['null', 'MALFORMED', json('null')],
    ['data that is a list', 'MALFORMED', json('{"data":[]}')],
    ['data that is a text', 'MALFORMED', json(`{"data":"${SECRET}"}`)],
    ['neither data nor errors', 'MALFORMED', json('{"extensions":{}}')],
    ['errors that are no list', 'MALFORMED', json(`{"errors":{"message":"${SECRET}"}}`)],
    ['an error without message', 'MALFORMED', json('{"errors":[{"msg":"x"}]}')],
    ['extensions that are a list', 'MALFORMED', json('{"data":{},"extensions":[]}')],
    ['data only, under 500', 'MALFORMED', json('{"data":{"a":1}}', 500)],
    [
      'a redirect',
      'MALFORMED',
      json('{"errors":[{"message":"m"}]}', 302, { location: 'http://127.0.0.1:1/latest/meta-data' }),
    ],
    ['a compressed body', 'MALFORMED', json(Buffer.from('1f8b', 'hex'), 200, { 'content-encoding': 'gzip' })],
    ['a declared huge body', 'TOO_LARGE', json('x'.repeat(5000), 200, { 'content-length': '5000' })],
    [
      'a huge body in chunks',
      'TOO_LARGE',
      (_, response) => {
        response.setHeader('content-type', 'application/json');
        for (let chunk = 0; chunk < 10; chunk += 1) response.write('x'.repeat(1000));
        response.end();
      },
    ],
    ['a connection broken off before the head', 'UNAVAILABLE', (_, response) => void response.destroy()],
    [
      'a connection broken off in the body',
      'UNAVAILABLE',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '900' });
        response.write('{"data":', () => response.destroy());
      },
    ],
    ['silence', 'TIMEOUT', () => undefined],
    [
      'a head, then silence',
      'TIMEOUT',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{');
      },
    ],
    [
      'a drip that never ends',
      'TIMEOUT',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ];

  it.each(table)('%s: %s', async (_, kind, answer) => {
    const { url } = await started(answer);
    const error = await failure(call({ url, timeoutMs: 400, maxResponseBytes: 4096 }));
    expect(error.kind).toBe(kind);
    expect(error.message).toContain('"mines"');
    expect(JSON.stringify([error.message, error])).not.toMatch(new RegExp(`${SECRET}|127\\.0\\.0\\.1`));
  });

  it('nobody listens: UNAVAILABLE', async () => {
    const server = await serve(() => undefined);
    await server.close();
    const error = await failure(call({ url: server.url }));
    expect(error).toMatchObject({ kind: 'UNAVAILABLE', subgraph: 'mines' });
    expect(error.message).not.toContain('127.0.0.1');
  });

  it('deep nesting is refused before the parser sees it, which would take seconds for megabytes', async () => {
    const { url } = await started(json(`{"data":{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}}`));
    const error = await failure(call({ url }));
    expect(error.kind).toBe('MALFORMED');
    expect(error.message).toContain('nested too deep');
  });

  it('brackets in texts are no nesting', async () => {
    const text = `\\"${'['.repeat(1000)}\\\\`;
    const { url } = await started(json(JSON.stringify({ data: { a: text, b: [[1]] } })));
    await expect(call({ url })).resolves.toEqual({ data: { a: text, b: [[1]] } });
  });
});

describe('a good answer', () => {
  it('comes with data, errors and extensions, normalised', async () => {
    const answer = {
      data: { a: null },
      errors: [{ message: 'm', path: ['a', 0], locations: [] }],
      extensions: { x: 1 },
    };
    const { url } = await started(json(JSON.stringify(answer)));
    await expect(call({ url })).resolves.toEqual({
      data: { a: null },
      errors: [{ message: 'm', path: ['a', 0] }],
      extensions: { x: 1 },
      isPlain: true,
    });
  });

  it('is plain only by its text, whatever it says of itself', async () => {
    const { url } = await started(json('{"data":{"a":"\\"b"},"isPlain":true}'));
    await expect(call({ url })).resolves.toEqual({ data: { a: '"b' } });
  });

  it('may be errors alone, also under a failing status', async () => {
    const { url } = await started(json('{"errors":[{"message":"no"}]}', 401));
    await expect(call({ url })).resolves.toEqual({ data: null, errors: [{ message: 'no' }] });
  });

  it.each(['__proto__', '\\u005f_proto_\\u005f'])('cannot name a prototype, spelled %s', async (key) => {
    const { url } = await started(json(`{"data":{"a":{"${key}":{"admin":true},"constructor":1}}}`));
    const { data } = await call({ url });
    const copy = Object.assign({}, data?.['a']) as Record<string, unknown>;
    expect(copy['admin']).toBeUndefined();
    expect(Object.keys(copy)).toEqual(['constructor']);
  });

  it('may be as large as allowed', async () => {
    const body = JSON.stringify({ data: { a: 'x'.repeat(4 * 1024 * 1024 - 100) } });
    const { url } = await started(json(body));
    await expect(call({ url })).resolves.toMatchObject({ data: { a: expect.any(String) } });
  });
});

describe('the request', () => {
  it('is signed over exactly the bytes and the path that are sent', async () => {
    const server = await started(json('{"data":{}}'));
    const digest = (path: string, body: string) =>
      createHash('sha256').update(`${path}\n${body}`).digest('hex');
    await call({
      url: `${server.url}?v=1`,
      prepare: (request, { context }) => ({
        extensions: { caller: context, for: request.subgraph, 名: '煤矿' },
      }),
      sign: ({ path, body }) => ({ 'X-Digest': digest(path, body), 'Content-Type': 'text/plain' }),
    });
    const { body, headers } = server.bodies[0]!;
    expect(headers['x-digest']).toBe(digest('/graphql?v=1', body));
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toEqual({
      query: '{ a }',
      operationName: 'Q',
      variables: { v: 1 },
      extensions: { caller: 'caller', for: 'mines', 名: '煤矿' },
    });
  });

  it('ends within 100 ms of the abort, its socket destroyed, and is not sent after it', async () => {
    const server = await started(() => undefined);
    const controller = new AbortController();
    const pending = failure(call({ url: server.url }, controller.signal));
    await until(() => server.seen.requests === 1);
    const start = performance.now();
    controller.abort();
    expect((await pending).kind).toBe('ABORTED');
    expect(performance.now() - start).toBeLessThan(100);
    await until(() => server.seen.sockets === 0);
    expect((await failure(call({ url: server.url }, controller.signal))).kind).toBe('ABORTED');
    expect(server.seen.requests).toBe(1);
  });

  it('after a timeout leaves no socket to be used again', async () => {
    const server = await started(() => undefined);
    expect((await failure(call({ url: server.url, timeoutMs: 100 }))).kind).toBe('TIMEOUT');
    await until(() => server.seen.sockets === 0);
  });

  it('is a TransportError also when its own preparation throws', async () => {
    const prepare = () => {
      throw new Error(SECRET);
    };
    const error = await failure(call({ url: 'http://127.0.0.1:9/', prepare }));
    expect(error.kind).toBe('UNAVAILABLE');
    expect(error.message).not.toContain(SECRET);
  });

  it.each(['ftp://h/', 'nonsense', 'http://user:pass@h/', ''])('is never made to the URL "%s"', (url) => {
    expect(() => httpTransport({ url })).toThrow(TypeError);
  });
});

/** Waits for a condition, not for a time; the test's own timeout bounds it. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
