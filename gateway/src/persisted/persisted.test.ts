import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { type Rig, startRig } from '../testing/rig.js';
import { supergraphSdl } from '../testing/supergraph.js';
import { readManifest } from './manifest.js';

/** A gateway takes seconds to start on a busy machine: tests of the same settings share one. */
const rigs = new Map<string, Promise<Rig>>();
afterAll(async () => {
  for (const rig of rigs.values()) await (await rig).close();
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const named = (query: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(query) } });
const list = { mines: '{ mines { code name } }', mine: 'query($c: ID!) { mine(code: $c) { code } }' };
const manifest = readManifest(JSON.stringify(list));

const withBroken = readManifest(JSON.stringify({ ...list, broken: '{ nothing }' }));
const settings = {
  listed: { persisted: { manifest: withBroken, automatic: { entries: 2, characters: 1000 } } },
  safelist: { persisted: { manifest, safelist: true } },
  hurried: {
    persisted: { manifest, warmUpMs: 1, automatic: null },
    introspection: { roles: ['developer', 'duty-officer'] },
  },
  open: { sharing: false, identity: { mode: 'open' }, decisionLog: null },
  production: { production: true, introspection: undefined as never },
} satisfies Record<string, Parameters<typeof startRig>[0]>;

async function asker(name: 'plain' | keyof typeof settings = 'plain') {
  const starting = rigs.get(name) ?? startRig(name === 'plain' ? {} : settings[name]);
  rigs.set(name, starting);
  const started = await starting;
  const token = await started.tokens.token('FIRE');
  const post = async (
    body: object,
    headers: Record<string, string> = { authorization: `Bearer ${token}` },
  ) => {
    const response = await fetch(`${started.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...headers,
      },
      body: JSON.stringify(body),
    });
    return read(response);
  };
  const get = async (parameters: Record<string, string>) =>
    read(
      await fetch(`${started.url}/graphql?${new URLSearchParams(parameters)}`, {
        headers: { authorization: `Bearer ${token}`, accept: 'application/graphql-response+json' },
      }),
    );
  return { post, get, rig: started };
}

async function read(response: Response) {
  const body = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: response.status, data: body.data, code: body.errors?.[0]?.extensions.code };
}

describe('an automatic persisted query', () => {
  const query = '{ version }';

  it('is unknown, is sent once with its hash, and is named by it from then on, by POST and by GET', async () => {
    const { post, get } = await asker();
    expect(await post({ extensions: named(query) })).toMatchObject({
      status: 400,
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
    expect(await post({ query, extensions: named(query) })).toMatchObject({
      status: 200,
      data: { version: '1' },
    });
    expect(await post({ extensions: named(query) })).toMatchObject({ status: 200, data: { version: '1' } });
    expect(await get({ extensions: JSON.stringify(named(query)) })).toMatchObject({ data: { version: '1' } });
    expect(await get({ documentId: `sha256:${sha256(query).toUpperCase()}` })).toMatchObject({
      data: { version: '1' },
    });
  });

  it('under the hash of another text is refused and kept by nobody', async () => {
    const { post } = await asker();
    const harmless = '{ brigades { id } }';
    const poisoned = { query: '{ mines { code } }', extensions: named(harmless) };
    expect(await post(poisoned)).toMatchObject({ status: 400, code: 'PERSISTED_QUERY_HASH_MISMATCH' });
    expect(await post({ extensions: named(harmless) })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  it('is kept for nobody who is unknown, and not when it does not hold', async () => {
    const { post } = await asker();
    const mine = '{ mine(code: "2") { code } }';
    expect(await post({ query: mine, extensions: named(mine) }, {})).toMatchObject({ status: 401 });
    expect(await post({ query: '{ nothing }', extensions: named('{ nothing }') })).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    for (const text of [mine, '{ nothing }']) {
      expect(await post({ extensions: named(text) })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
    }
  });

  it('is served but not kept where nobody is asked who they are', async () => {
    const { post } = await asker('open');
    const headers = { 'x-huitong-request': '1' };
    expect(await post({ query, extensions: named(query) }, headers)).toMatchObject({
      data: { version: '1' },
    });
    expect(await post({ extensions: named(query) }, headers)).toMatchObject({
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
  });

  it('is judged for each caller anew', async () => {
    const { post, rig: started } = await asker();
    const protectedQuery = '{ mine(code: "1") { plan } }';
    const energy = await started.tokens.token('ENERGY');
    const first = await post(
      { query: protectedQuery, extensions: named(protectedQuery) },
      { authorization: `Bearer ${energy}` },
    );
    expect(first.code).toBeUndefined();
    expect(await post({ extensions: named(protectedQuery) })).toMatchObject({
      data: { mine: { plan: null } },
      code: 'FIELD_NOT_SHARED',
    });
  });

  it('is forgotten when the store is full, least used first', async () => {
    const { post } = await asker('listed');
    const texts = ['{ version }', '{ mines { code } }', '{ brigades { id } }'];
    for (const text of texts) await post({ query: text, extensions: named(text) });
    const codes = await Promise.all(
      texts.map(async (text) => (await post({ extensions: named(text) })).code),
    );
    expect(codes).toEqual(['PERSISTED_QUERY_NOT_FOUND', undefined, undefined]);
  });

  it('is kept by nobody where that is switched off', async () => {
    const { post } = await asker('hurried');
    await post({ query, extensions: named(query) });
    expect(await post({ extensions: named(query) })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  it.each([
    [{ persistedQuery: 'x' }],
    [{ persistedQuery: { version: 2, sha256Hash: sha256(query) } }],
    [{ persistedQuery: { version: 1, sha256Hash: 'abc' } }],
    [{ persistedQuery: { version: 1, sha256Hash: ['a'] } }],
  ])('named as %j is malformed', async (extensions) => {
    const { post } = await asker();
    expect(await post({ extensions })).toMatchObject({ status: 400, code: 'MALFORMED_REQUEST' });
  });
});

describe('a list of operations', () => {
  it('is asked by id or by hash, with variables', async () => {
    const { post, get } = await asker('listed');
    expect(await get({ documentId: 'mines' })).toMatchObject({ status: 200 });
    expect(await post({ documentId: 'mine', variables: { c: '2' } })).toMatchObject({
      data: { mine: { code: '2' } },
    });
    expect(await post({ extensions: named(list.mines) })).toMatchObject({ status: 200 });
    // Without a safelist others are served too.
    expect(await post({ query: '{ version }' })).toMatchObject({ status: 200 });
  });

  it('as a safelist lets nothing else through, whoever asks', async () => {
    const { post, get, rig: started } = await asker('safelist');
    expect(await get({ documentId: 'mines' })).toMatchObject({ status: 200 });
    expect(await post({ query: list.mines })).toMatchObject({ status: 200 });
    const asked = started.asked.length;
    for (const body of [
      { query: '{ version }' },
      { query: `${list.mines} ` },
      { query: '{ version }', extensions: named('{ version }') },
      { extensions: named('{ version }') },
      { documentId: 'constructor' },
    ]) {
      expect(await post(body)).toMatchObject({ status: 403, code: 'OPERATION_NOT_LISTED' });
    }
    expect(started.asked).toHaveLength(asked);
  });

  it('is planned before anybody asks, at start and before a swap, for each class of callers', async () => {
    const { rig: started } = await asker('listed');
    const warmed = () => started.lines.filter((line) => line.includes('listed operations were planned'));
    expect(warmed().map((line) => JSON.parse(line) as object)).toMatchObject([
      { planned: 2, failed: 1, left: 0 },
    ]);
    expect(started.lines.some((line) => line.includes('"id":"broken"'))).toBe(true);
    await started.gateway.swap(supergraphSdl.replace('computed from the depth', 'computed'));
    expect(warmed()).toHaveLength(2);
  });

  it('does not hold up a start that has no time for it', async () => {
    const { post, rig: started } = await asker('hurried');
    expect(started.lines.some((line) => line.includes('"left":'))).toBe(true);
    expect(await post({ documentId: 'mines' })).toMatchObject({ status: 200 });
  });
});

describe('a manifest', () => {
  it('is read in both of its forms', () => {
    const apollo = readManifest(
      JSON.stringify({
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: 'a', name: 'Mines', type: 'query', body: 'query Mines { mines { code } }' }],
      }),
    );
    expect(apollo.operations).toEqual([
      { id: 'a', query: 'query Mines { mines { code } }', operationName: 'Mines' },
    ]);
    expect([manifest.find('mines'), manifest.find(sha256(list.mines))]).toEqual([list.mines, list.mines]);
  });

  it.each([
    '[]',
    '1',
    '{"a":1}',
    '{"a":""}',
    '{"format":"x","version":1,"operations":[]}',
    '{"operations":[{"id":"a"}]}',
  ])('is refused as %s', (text) => {
    expect(() => readManifest(text)).toThrow(Error);
  });
});

describe('introspection', () => {
  const introspecting = [
    '{ __schema { queryType { name } } }',
    '{ ...F } fragment F on Query { __type(name: "Mine") { name } }',
  ];
  it('is off in production unless something else is set', async () => {
    const { post } = await asker('production');
    for (const query of introspecting) {
      expect(await post({ query })).toMatchObject({ status: 403, code: 'INTROSPECTION_DISABLED' });
    }
    expect(await post({ query: '{ __typename }' })).toMatchObject({ data: { __typename: 'Query' } });
  });

  it('may be let to callers of some roles', async () => {
    const { post, rig } = await asker('hurried');
    const auditor = { authorization: `Bearer ${await rig.tokens.token('FIRE', { role: 'auditor' })}` };
    for (const query of introspecting) {
      expect(await post({ query })).toMatchObject({ status: 200 });
      expect(await post({ query }, auditor)).toMatchObject({ code: 'INTROSPECTION_DISABLED' });
    }
  });
});
