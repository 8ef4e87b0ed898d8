import { connect } from 'node:net';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Transport, TransportError } from '@huitong/engine';
import type { FetchContext } from './options.js';
import type { DecisionLog } from './records/decisionLog.js';
import { verifyDecisionLog } from './records/verify.js';
import { type Rig, startRig } from './testing/rig.js';
import { canary, compose, fireSdl, minesSdl, supergraphSdl, testSubgraphs } from './testing/supergraph.js';

let rig: Rig | null = null;
afterEach(async () => {
  await rig?.close();
  rig = null;
});

const secondSdl = compose({
  mines: minesSdl.replace('version: String', 'version: String edition: String'),
  fire: fireSdl,
});

/** A promise and the function that resolves it. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('swapping the supergraph', () => {
  it('fails no request under load, and each sees one version', async () => {
    rig = await startRig();
    const { ask, gateway } = rig;
    const token = await rig.tokens.token('FIRE');
    let running = true;
    const statuses = new Map<number, number>();
    const worker = async () => {
      while (running) {
        const answer = await ask('{ mines { code neighbour { name } risk } }', { token });
        const good = answer.body.data?.['mines'] ? answer.status : 0;
        statuses.set(good, (statuses.get(good) ?? 0) + 1);
      }
    };
    const workers = Array.from({ length: 3 }, worker);
    const versions = new Set<string>();
    for (const sdl of [secondSdl, supergraphSdl]) versions.add((await gateway.swap(sdl)).version);
    running = false;
    await Promise.all(workers);
    expect([...statuses.keys()]).toEqual([200]);
    expect(statuses.get(200)).toBeGreaterThan(20);
    expect(versions.size).toBe(2);
  });

  it('lets a request end on the version it began with', async () => {
    const held = gate();
    const began = gate();
    rig = await startRig({
      interfere: async (_request, answer) => {
        began.open();
        await held.opened;
        return answer();
      },
    });
    const first = rig.ask('{ version }');
    await began.opened;
    await rig.gateway.swap(secondSdl);
    held.open();
    expect((await first).body.data).toEqual({ version: '1' });
    expect((await rig.ask('{ edition }')).body.data).toEqual({ edition: null });
  });

  it('closes the old version behind its last request, and no sooner', async () => {
    const held = gate();
    const began = gate();
    const { transports } = testSubgraphs(async (request, answer) => {
      if (request.query.includes('version')) {
        began.open();
        await held.opened;
      }
      return answer();
    });
    const closed: string[] = [];
    let made = 0;
    rig = await startRig({
      transports: ({ name }) => {
        const version = (made += 1) > 2 ? 'new' : 'old';
        // What the gateway makes it closes; the subgraphs of the test live on.
        return new Proxy(transports.get(name) as Transport<FetchContext>, {
          get(target, property) {
            if (property === 'close') return async () => void closed.push(`${version} ${name}`);
            const member: unknown = Reflect.get(target, property);
            return typeof member === 'function' ? (member.bind(target) as unknown) : member;
          },
        });
      },
    });
    const first = rig.ask('{ version }');
    await began.opened;
    await rig.gateway.swap(secondSdl);
    // New requests are answered by the new one, while the old one waits.
    expect((await rig.ask('{ mine(code: "1") { code } }')).status).toBe(200);
    expect(closed).toEqual([]);
    held.open();
    expect((await first).body.data).toEqual({ version: '1' });
    await rig.gateway.close();
    expect(closed.slice(0, 2).sort()).toEqual(['old fire', 'old mines']);
    expect(closed).toHaveLength(4);
  });

  it('answers all operations of a batch by one version', async () => {
    const held = gate();
    const began = gate();
    rig = await startRig({
      limits: { batch: 3 },
      interfere: async (request, answer) => {
        if (request.query.includes('mines')) {
          began.open();
          await held.opened;
        }
        return answer();
      },
    });
    const introspecting = '{ __type(name: "Query") { fields { name } } }';
    const token = await rig.tokens.token('FIRE');
    const asked = fetch(`${rig.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify([{ query: '{ mines { code } }' }, { query: introspecting }]),
    });
    await began.opened;
    await rig.gateway.swap(secondSdl);
    held.open();
    expect(JSON.stringify(await (await asked).json())).not.toContain('edition');
    expect(JSON.stringify((await rig.ask(introspecting)).body)).toContain('edition');
  });

  it('in two steps serves a prepared version only when it is brought in', async () => {
    rig = await startRig();
    const serves = async () => (await rig?.ask('{ edition }'))?.body.data !== undefined;
    const discarded = await rig.gateway.prepare(secondSdl);
    expect(await serves()).toBe(false);
    await discarded.discard();
    discarded.commit();
    expect(await serves()).toBe(false);
    const prepared = await rig.gateway.prepare(secondSdl);
    prepared.commit();
    expect(rig.gateway.state).toMatchObject({ phase: 'ready', version: prepared.version });
    expect(await serves()).toBe(true);
  });

  it.each(['', 'type Query { x: Int }', 'not a schema', supergraphSdl.replaceAll('mines', 'others')])(
    'refuses a bad one and keeps the one in use (%#)',
    async (sdl) => {
      rig = await startRig();
      const before = rig.gateway.state;
      await expect(rig.gateway.swap(sdl)).rejects.toMatchObject({ code: 'SUPERGRAPH_INVALID' });
      expect(rig.gateway.state).toEqual(before);
      expect((await rig.ask('{ version }')).body.data).toEqual({ version: '1' });
    },
  );
});

describe('a department that does not answer', () => {
  it('is named with the time since when, and the rest of the answer holds', async () => {
    let failing = true;
    rig = await startRig({
      interfere: async (request, answer) => {
        if (failing && request.subgraph === 'fire') throw new TransportError('UNAVAILABLE', 'fire');
        return answer();
      },
    });
    const query = '{ mine(code: "1") { code brigade { name } } brigades { id } }';
    const first = await rig.ask(query);
    const second = await rig.ask(query);
    expect(first.status).toBe(200);
    expect(first.body.data).toEqual({ mine: { code: '1', brigade: null }, brigades: null });
    expect(first.body.errors?.map(({ extensions }) => extensions['code'])).toEqual(['SUBGRAPH_UNAVAILABLE']);
    const missing = (answer: typeof first) => (answer.body.extensions?.['missing'] as object[])[0];
    expect(missing(first)).toMatchObject({
      subgraph: 'fire',
      department: { zh: '消防救援支队', en: 'Fire and Rescue' },
      fields: expect.arrayContaining(['brigades', 'mine.brigade']),
    });
    expect((missing(second) as { since: string }).since).toBe((missing(first) as { since: string }).since);
    failing = false;
    const third = await rig.ask(query);
    expect(third.body.extensions?.['missing']).toBeUndefined();
    expect(third.body.errors).toBeUndefined();
  });

  it('within the deadline is said to be too slow', async () => {
    rig = await startRig({
      limits: { deadlineMs: 200 },
      interfere: (_request, _answer, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    });
    const answer = await rig.ask('{ version }');
    expect(answer.body.errors?.[0]?.extensions).toMatchObject({
      code: 'SUBGRAPH_TIMEOUT',
      subgraph: 'mines',
    });
  });

  it('is stopped being waited for when the client goes away', async () => {
    const began = gate();
    const stopped = gate();
    rig = await startRig({
      interfere: (_request, _answer, signal) => {
        began.open();
        return new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => {
            stopped.open();
            reject(new Error('aborted'));
          }),
        );
      },
    });
    const client = new AbortController();
    const token = await rig.tokens.token('FIRE');
    const asked = fetch(`${rig.url}/graphql`, {
      method: 'POST',
      signal: client.signal,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"query":"{version}"}',
    });
    asked.catch(() => undefined);
    await began.opened;
    client.abort();
    await stopped.opened;
    await expect(asked).rejects.toBeDefined();
  });
});

describe('an error of a department', () => {
  const answering = (error: object) =>
    startRig({
      interfere: async () => ({
        data: { version: null },
        errors: [{ ...error, path: ['version'] }] as never,
      }),
    });

  it('of the catalogue passes with its words and plain facts', async () => {
    rig = await answering({
      message: 'The radius is 900 km.',
      extensions: { code: 'RADIUS_OUT_OF_RANGE', at: 'near.withinKm', todo: 'x', rows: [{ secret: canary }] },
    });
    const answer = await rig.ask('{ version }');
    expect(answer.body.errors).toEqual([
      {
        message: 'The radius is 900 km.',
        path: ['version'],
        extensions: { code: 'RADIUS_OUT_OF_RANGE', at: 'near.withinKm', todo: 'x' },
      },
    ]);
  });

  it('of any other kind is masked, and logged with the request id', async () => {
    rig = await answering({
      message: `relation "x" ${canary}`,
      extensions: { code: 'INTERNAL', stack: canary },
    });
    const answer = await rig.ask('{ version }');
    expect(answer.text).not.toContain(canary);
    expect(answer.body.errors?.[0]?.extensions['code']).toBe('SUBGRAPH_ERROR');
    const requestId = answer.headers.get('x-request-id');
    expect(rig.lines.some((line) => line.includes(canary) && line.includes(String(requestId)))).toBe(true);
  });

  it('about its own database names the department as missing', async () => {
    rig = await answering({ message: 'gone', extensions: { code: 'DATABASE_UNREACHABLE' } });
    const answer = await rig.ask('{ version }');
    expect(answer.body.errors?.[0]?.extensions['code']).toBe('SUBGRAPH_UNAVAILABLE');
    expect(answer.body.extensions?.['missing']).toMatchObject([{ subgraph: 'mines', fields: ['version'] }]);
  });

  it('in open mode passes as it is, without sharing extensions', async () => {
    rig = await startRig({
      sharing: false,
      identity: { mode: 'open' },
      decisionLog: null,
      interfere: async () => ({
        data: { version: null },
        errors: [{ message: 'theirs', path: ['version'], extensions: { code: 'THEIRS' } }],
        extensions: { warnings: [{ code: 'OUTSIDE_PROVINCE', message: 'x' }] },
      }),
    });
    const answer = await rig.ask('{ version }', { token: 'none' });
    expect(answer.body.errors?.[0]).toMatchObject({ message: 'theirs', extensions: { code: 'THEIRS' } });
    expect(Object.keys(answer.body.extensions ?? {})).toEqual(['requestId']);
  });
});

describe('notes of a department', () => {
  it('come with the answer: warnings and disputes with their place, denials as one error a coordinate', async () => {
    const denied = { coordinate: 'Mine.depth', entry: 'mines/mine', code: 'FIELD_NOT_SHARED' };
    rig = await startRig({
      interfere: async (_request, answer) => ({
        ...(await answer()),
        extensions: {
          warnings: [{ code: 'OUTSIDE_PROVINCE', message: 'outside', path: ['mine', 'name'] }],
          disputed: [{ caseId: 'case-1', path: ['mine'] }],
          denied: [{ ...denied, path: ['mine', 'depth'] }, denied],
        },
      }),
    });
    const answer = await rig.ask('{ mine(code: "1") { name depth } }', { line: 'ENERGY' });
    expect(answer.body.extensions).toMatchObject({
      warnings: [{ code: 'OUTSIDE_PROVINCE', path: ['mine', 'name'] }],
      disputed: [{ caseId: 'case-1', path: ['mine'] }],
    });
    expect(answer.body.errors).toMatchObject([
      {
        path: ['mine', 'depth'],
        extensions: { code: 'FIELD_NOT_SHARED', coordinate: 'Mine.depth', provider: 'ENERGY' },
      },
    ]);
  });
});

describe('a decision that cannot be made durable', () => {
  const broken: DecisionLog = {
    begin: async () => {
      const durable = Promise.reject(new Error('EIO'));
      durable.catch(() => undefined);
      return { durable };
    },
    outcome: () => undefined,
    close: async () => undefined,
  };

  it('withholds the answer about protected data, and public reads go on', async () => {
    rig = await startRig({ decisionLog: broken });
    const withheld = await rig.ask('{ mine(code: "1") { plan } }', { line: 'ENERGY' });
    expect(withheld.status).toBe(503);
    expect(withheld.text).not.toContain(canary);
    expect(withheld.body.errors?.[0]?.extensions['code']).toBe('AUDIT_UNAVAILABLE');
    expect((await rig.ask('{ mine(code: "1") { code } }')).body.data).toEqual({ mine: { code: '1' } });
  });

  it('keeps any mutation from being sent at all, whatever its answer would show', async () => {
    rig = await startRig({ decisionLog: broken });
    const refused = await rig.ask('mutation { renameMine(code: "1", name: "x") { code } }', {
      line: 'ENERGY',
    });
    expect([refused.status, refused.body.errors?.[0]?.extensions['code']]).toEqual([
      503,
      'AUDIT_UNAVAILABLE',
    ]);
    expect(rig.asked).toHaveLength(0);
  });

  it('keeps a mutation about protected data from being sent at all', async () => {
    rig = await startRig({ decisionLog: broken });
    const refused = await rig.ask('mutation { renameMine(code: "1", name: "x") { plan } }', {
      line: 'ENERGY',
    });
    expect(refused.status).toBe(503);
    expect(rig.asked).toHaveLength(0);
  });
});

describe('the gateway at its limits', () => {
  it('tells those past the limit to come back, and stays alive', async () => {
    const held = gate();
    const began = gate();
    rig = await startRig({
      limits: { inFlight: 1 },
      interfere: async (_request, answer) => {
        began.open();
        await held.opened;
        return answer();
      },
    });
    const first = rig.ask('{ version }');
    await began.opened;
    const second = await rig.ask('{ version }');
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '1']);
    expect(second.body.errors?.[0]?.extensions['code']).toBe('OVERLOADED');
    expect((await fetch(`${rig.url}/health`)).status).toBe(200);
    held.open();
    expect((await first).status).toBe(200);
  });

  it('gives no place to a peer that sends half a body and falls silent', async () => {
    rig = await startRig({ limits: { inFlight: 1 } });
    const { port } = new URL(rig.url);
    const head =
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{';
    const silent = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const socket = connect({ host: '127.0.0.1', port: Number(port), allowHalfOpen: true });
        socket.on('error', () => undefined).pause();
        await new Promise((resolve) => socket.write(head, resolve));
        return socket;
      }),
    );
    expect((await rig.ask('{ version }')).status).toBe(200);
    for (const socket of silent) socket.destroy();
  });

  it('finishes what is under way when it is stopped, and refuses what comes then', async () => {
    const held = gate();
    const began = gate();
    rig = await startRig({
      interfere: async (_request, answer) => {
        began.open();
        await held.opened;
        return answer();
      },
    });
    const first = rig.ask('{ version }');
    await began.opened;
    const closed = rig.gateway.close({ graceMs: 5000 });
    const late = await rig.ask('{ version }');
    expect([late.status, late.headers.get('connection')]).toEqual([503, 'close']);
    expect((await fetch(`${rig.url}/ready`)).status).toBe(503);
    held.open();
    expect((await first).body.data).toEqual({ version: '1' });
    await closed;
    expect(rig.gateway.state).toEqual({ phase: 'closed' });
    await expect(fetch(`${rig.url}/health`)).rejects.toBeDefined();
    expect((await verifyDecisionLog(rig.directory)).problem).toBeNull();
  });
});

describe('the addresses', () => {
  it('serve pages from their folder and nothing else', async () => {
    const pages = await mkdtemp(join(tmpdir(), 'huitong-pages-'));
    await mkdir(join(pages, 'assets'));
    await writeFile(join(pages, 'explorer.html'), '<!doctype html>');
    await writeFile(join(pages, 'assets', 'a-1.js'), 'export {};');
    rig = await startRig({ pages });
    const page = await fetch(`${rig.url}/explorer`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("worker-src 'self' blob:");
    expect((await fetch(`${rig.url}/assets/a-1.js`)).headers.get('cache-control')).toContain('immutable');
    for (const path of ['/', '/desk', '/assets/', '/assets/../../etc/passwd', '/nothing']) {
      const absent = await fetch(`${rig.url}${path}`);
      expect([path, absent.status]).toEqual([path, 404]);
      expect(await absent.text()).toContain('"code":"NOT_FOUND"');
    }
    await rm(pages, { recursive: true });
  });

  it('tell the operator how it is, without a word of any caller', async () => {
    let ready = false;
    rig = await startRig({ ready: async () => ({ ready, waiting: ready ? [] : ['mines'] }) });
    expect(await (await fetch(`${rig.url}/ready`)).json()).toEqual({ status: 'waiting', waiting: ['mines'] });
    ready = true;
    expect((await fetch(`${rig.url}/ready`)).status).toBe(200);
    await rig.ask('query Name { version nonsense }');
    await rig.ask('query Name { version }');
    const metrics = await (await fetch(`${rig.url}/metrics`)).text();
    expect(metrics).toContain('huitong_requests_total{outcome="VALIDATION_FAILED"} 1');
    expect(metrics).toContain('huitong_requests_total{outcome="ok"} 1');
    expect(metrics).not.toMatch(/officer-1|Name|nonsense/);
  });

  it.each([
    ['application/graphql-response+json', 'application/graphql-response+json'],
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['application/graphql-response+json;q=0.5, application/json', 'application/json'],
  ])('answer %s as %s, with the request id', async (accept, type) => {
    rig = await startRig();
    const answer = await rig.ask('{ version }', { headers: { accept } });
    expect(answer.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body.extensions?.['requestId']).toBe(answer.headers.get('x-request-id'));
  });

  it('answer nobody without a token, and never log one', async () => {
    rig = await startRig();
    const token = 'aaaa.bbbb.cccc';
    const answer = await rig.ask('{ version }', { token });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(rig.lines.join('')).not.toContain(token);
  });
});
