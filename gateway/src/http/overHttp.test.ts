import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { type Rig, startRig } from '../testing/rig.js';

let rig: Rig;
let token: string;
beforeAll(async () => {
  rig = await startRig();
  token = await rig.tokens.token('FIRE');
});
afterAll(() => rig.close());

/** As a caller with a token; bytes, because fetch would put text/plain beside a text without a type. */
const fetchAsCaller: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('authorization', `Bearer ${token}`);
  const { body } = init ?? {};
  return fetch(input, { ...init, headers, ...(typeof body === 'string' ? { body: Buffer.from(body) } : {}) });
};

/** The package's audits of GraphQL over HTTP, against a listening gateway. */
const audits = serverAudits({ url: () => `${rig.url}/graphql`, fetchFn: fetchAsCaller });

describe('GraphQL over HTTP', () => {
  it('is audited in 61 points', () => {
    expect(new Set(audits.map(({ id }) => id)).size).toBe(61);
  });

  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s: %s', async (_, __, audit) => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });
});

describe('an answer to a GET', () => {
  const get = (text: string, headers: Record<string, string> = {}) =>
    fetch(`${rig.url}/graphql?${new URLSearchParams({ query: text })}`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
    });

  it('is not sent again to whom holds the same, and may be kept by nobody else', async () => {
    const first = await get('{ mines { code name } }');
    const tag = String(first.headers.get('etag'));
    expect([first.headers.get('cache-control'), first.headers.get('vary')]).toEqual([
      'private, no-cache',
      'Accept, Accept-Encoding, Authorization',
    ]);
    const again = await get('{ mines { code name } }', { 'if-none-match': `"x", ${tag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    expect(again.headers.get('content-length')).toBeNull();
    // It was asked for and judged anew, under an id of its own.
    expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    expect(rig.asked.length).toBeGreaterThanOrEqual(2);
    expect((await get('{ mines { code } }', { 'if-none-match': tag })).status).toBe(200);
  });

  it('of another caller has another tag, be it the same to the byte', async () => {
    const mine = await get('{ version }');
    const other = await rig.tokens.token('FIRE', {}, 'officer-2');
    const theirs = await get('{ version }', {
      authorization: `Bearer ${other}`,
      'if-none-match': String(mine.headers.get('etag')),
    });
    expect(theirs.status).toBe(200);
  });

  it('that touches protected data, or lacks a part, is kept by nobody at all', async () => {
    const energy = { authorization: `Bearer ${await rig.tokens.token('ENERGY')}` };
    for (const answer of [
      await get('{ mine(code: "1") { plan } }', energy),
      await get('{ mine(code: "1") { plan } }'),
      await get('{ mine(code: "1") { manager } }', energy),
      await get('{ nothing }'),
    ]) {
      expect([answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual(['no-store', null]);
    }
    const posted = await rig.ask('{ version }', { headers: { 'if-none-match': '*' } });
    expect([posted.status, posted.headers.get('etag')]).toEqual([200, null]);
  });
});

describe('compression', () => {
  /** Answers of more than a kilobyte: an error names each of ten unknown fields. */
  const long = `{ ${Array.from({ length: 10 }, (_, index) => `unknown${index}${'x'.repeat(100)}`).join(' ')} }`;
  const ask = (text: string, encoding: string) =>
    fetch(`${rig.url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'accept-encoding': encoding,
      },
      body: JSON.stringify({ query: text }),
    });

  it.each([
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['br;q=0, gzip;q=0', null],
    ['identity', null],
    ['*', 'br'],
    ['deflate', null],
  ])('of a long answer for %s is %s', async (encoding, coding) => {
    const answer = await ask(long, encoding);
    expect(answer.headers.get('content-encoding')).toBe(coding);
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    expect(await answer.text()).toContain('VALIDATION_FAILED');
  });

  it('leaves short answers as they are', async () => {
    const answer = await ask('{ version }', 'br, gzip');
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(await answer.text()).toContain('"version":"1"');
  });
});
