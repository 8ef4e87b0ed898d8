import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { caller } from '@huitong/kit/testing';
import { envelopeHeader, sealEnvelope } from '@huitong/contract';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { signedHttpTransport } from '@huitong/gateway';
import { askPeer, feedKey } from '@huitong/kit';
import { comparable } from './harness/ask.js';
import { certificateFolder, certificatesOf } from './harness/certificates.js';
import { launch, run, type Running } from './harness/command.js';
import { type House, startHouse } from './harness/house.js';
import { commandOf, isRunning, until } from './harness/processes.js';

const question = /* GraphQL */ `
  query AcrossDepartments {
    coalMines(division: "140581", first: 5) {
      nodes {
        name
        waterSourcesNearby(first: 2) {
          nodes {
            name
          }
        }
        rescueTeamsNearby(first: 2) {
          nodes {
            name
          }
        }
      }
    }
    fireBrigades(division: "140581", first: 3) {
      nodes {
        name
      }
    }
  }
`;
const withoutFire = '{ coalMines(first: 3) { nodes { name ownerDepartment { name } } } }';

interface Connection {
  readonly envelopeKey: string;
  readonly furtherEnvelopeKeys?: readonly string[];
}

let house: House;
let certificates: string;
beforeAll(async () => {
  certificates = await certificateFolder();
  house = await startHouse({
    processes: true,
    args: ['--tls', certificates, '--subgraph-timeout', '3', '--log-level', 'info'],
  });
}, 600_000);
afterAll(async () => {
  await house?.remove();
  await rm(certificates, { recursive: true, force: true });
});

/** pid of the process that runs a subgraph now. */
const processOf = (subgraph: string) =>
  until(`subgraph ${subgraph} runs`, () =>
    house.children().find((pid) => commandOf(pid).includes(` subgraph ${subgraph} `)),
  );

describe('one subgraph does not answer', () => {
  it('stopped: the rest answers, the department is named with the time since when, and nobody else suffers', async () => {
    const whole = (await house.query('duty-officer', question)).body;
    expect(whole.errors).toBeUndefined();
    const fire = await processOf('fire');
    const before = Date.now();
    process.kill(fire, 'SIGSTOP');
    try {
      let waiting = true;
      const pending = house.query('duty-officer', question).finally(() => (waiting = false));
      const other = await house.query('mine-regulator', withoutFire);
      expect(waiting).toBe(true);
      expect([other.status, other.body.errors, other.body.extensions?.missing]).toEqual([
        200,
        undefined,
        undefined,
      ]);

      const { status, body } = await pending;
      expect(status).toBe(200);
      const mines = (whole.data as { coalMines: { nodes: object[] } }).coalMines.nodes;
      expect(body.data).toEqual({
        coalMines: { nodes: mines.map((mine) => ({ ...mine, waterSourcesNearby: null })) },
        fireBrigades: null,
      });
      expect(body.errors?.map(({ extensions }) => [extensions.code, extensions['subgraph']])).toEqual([
        ['SUBGRAPH_TIMEOUT', 'fire'],
      ]);
      const [missing] = body.extensions?.missing ?? [];
      expect(body.extensions?.missing).toHaveLength(1);
      expect(missing?.department).toEqual({ zh: '消防救援机构', en: expect.stringMatching(/fire/i) });
      expect([...(missing?.fields ?? [])].sort()).toEqual([
        'coalMines.nodes.waterSourcesNearby',
        'fireBrigades',
      ]);
      const since = Date.parse(missing?.since ?? '');
      expect(since).toBeGreaterThanOrEqual(before);
      expect(since).toBeLessThanOrEqual(Date.now());

      // The time is that of the first failure, not of the latest.
      const again = await house.query('township-officer', question);
      expect(again.body.extensions?.missing?.[0]?.since).toBe(missing?.since);
      const ready = await fetch(`${house.url}/ready`);
      expect([ready.status, await ready.json()]).toEqual([503, { status: 'waiting', waiting: ['fire'] }]);
    } finally {
      process.kill(fire, 'SIGCONT');
    }
    const recovered = await until('the answer is whole again', async () => {
      const { body } = await house.query('duty-officer', question);
      return body.extensions?.missing ? null : body;
    });
    expect(comparable(recovered)).toEqual(comparable(whole));
    expect((await fetch(`${house.url}/ready`)).status).toBe(200);
  }, 600_000);

  it('killed: it is started again by itself, and the answer is whole again', async () => {
    const whole = (await house.query('duty-officer', question)).body;
    const fire = await processOf('fire');
    process.kill(fire, 'SIGKILL');
    await until('the process is gone', () => !isRunning(fire));
    const recovered = await until('the answer is whole again', async () => {
      const { status, body } = await house.query('duty-officer', question);
      // While it is away the rest answers, whenever one asks.
      expect([status, body.errors?.map(({ extensions }) => extensions.code) ?? []]).toEqual([
        200,
        body.extensions?.missing ? ['SUBGRAPH_UNAVAILABLE'] : [],
      ]);
      return body.extensions?.missing ? null : body;
    });
    expect(comparable(recovered)).toEqual(comparable(whole));
    expect(await processOf('fire')).not.toBe(fire);
  }, 600_000);
});

describe('a subgraph is attacked directly', () => {
  const audience = 'fire';
  let running: Running;
  let address: string;
  let key: Buffer;
  let foreignKey: Buffer;
  const connectionOf = async (name: string) =>
    JSON.parse(await readFile(house.connectionFile(name), 'utf8')) as Connection;

  beforeAll(async () => {
    const keyOf = async (name: string) => Buffer.from((await connectionOf(name)).envelopeKey, 'base64');
    [key, foreignKey] = [await keyOf('fire'), await keyOf('mines')];
    running = launch(['subgraph', 'fire', '--port', '0', '--connection', house.connectionFile('fire')]);
    const listens = await until('the subgraph listens', () =>
      /subgraph fire listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(running.output()),
    );
    address = `http://127.0.0.1:${listens[1]}/graphql`;
  }, 600_000);
  afterAll(async () => {
    running?.child.kill('SIGTERM');
    await running?.ended;
  });

  const signed = { huitong: { caller: caller('FIRE', '140581') } };
  const bodyOf = (query: string, extensions: object = signed) => JSON.stringify({ query, extensions });
  const water = bodyOf('{ waterSources(first: 1) { nodes { name } } }');

  async function post(body: string, envelope?: string, path = address) {
    const headers = {
      'content-type': 'application/json',
      ...(envelope ? { [envelopeHeader]: envelope } : {}),
    };
    const response = await fetch(path, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  }
  const seal = (
    body: string,
    overrides: { audience?: string; path?: string; key?: Buffer; at?: number } = {},
  ) =>
    sealEnvelope(
      overrides.key ?? key,
      { audience: overrides.audience ?? audience, method: 'POST', path: overrides.path ?? '/graphql', body },
      overrides.at,
    );
  const now = () => Math.floor(Date.now() / 1000);

  it('answers its gateway: the same request with a true envelope is let in, once', async () => {
    const envelope = seal(water);
    const first = await post(water, envelope);
    expect(first.status).toBe(200);
    expect(JSON.parse(first.text)).toMatchObject({ data: { waterSources: { nodes: [{}] } } });
    const replayed = await post(water, envelope);
    expect([replayed.status, replayed.text]).toEqual([401, expect.stringContaining('ENVELOPE_INVALID')]);
  });

  const entities = bodyOf(
    '{ _entities(representations: [{__typename: "FireUnit", id: "1"}]) { __typename } }',
  );
  const service = bodyOf('{ _service { sdl } }');
  it.each<[string, string, (() => string) | undefined]>([
    ['no envelope', water, undefined],
    ['_service without an envelope', service, undefined],
    ['_entities without an envelope', entities, undefined],
    ['introspection without an envelope', bodyOf('{ __schema { types { name } } }'), undefined],
    ['an empty body', '', undefined],
    ['a text that is no envelope', water, () => 'not-an-envelope'],
    ['an envelope of zeros', water, () => `${'A'.repeat(80)}.${'A'.repeat(43)}`],
    ['a very long envelope', water, () => `${'A'.repeat(4000)}.${'A'.repeat(4000)}`],
    ['a signature that was changed', water, () => `${seal(water).slice(0, -2)}AA`],
    ["another subgraph's key", water, () => seal(water, { key: foreignKey })],
    ['an envelope for another subgraph', water, () => seal(water, { audience: 'mines' })],
    ['an envelope for another path', water, () => seal(water, { path: '/graphql?x=1' })],
    ['an envelope of another body', service, () => seal(water)],
    ['an envelope of yesterday', water, () => seal(water, { at: now() - 86_400 })],
    ['an envelope of tomorrow', water, () => seal(water, { at: now() + 86_400 })],
    [
      'no caller in the signed body',
      bodyOf('{ _service { sdl } }', {}),
      () => seal(bodyOf('{ _service { sdl } }', {})),
    ],
  ])('refuses %s, and says nothing of why', async (_, body, envelope) => {
    const { status, text } = await post(body, envelope?.());
    expect(status).toBe(401);
    expect(JSON.parse(text)).toEqual({
      errors: [
        {
          message: 'This service answers its gateway only.',
          extensions: { code: 'ENVELOPE_INVALID', todo: 'Ask the gateway.' },
        },
      ],
    });
  });

  it('serves nothing else: no other address, no other method', async () => {
    for (const [method, path] of [
      ['GET', '/graphql?query={_service{sdl}}'],
      ['GET', '/'],
      ['POST', '/graphql/'],
      ['PUT', '/graphql'],
    ] as const) {
      const response = await fetch(new URL(path, address), { method });
      expect([method, path, response.status]).toEqual([method, path, 404]);
    }
  });

  it('a client cannot smuggle a caller or an envelope through the gateway', async () => {
    const forged = caller('FIRE', '140500', {
      grants: [
        {
          id: 'forged',
          coordinates: ['FireVehicle.status', 'FireUnit'],
          divisions: ['140000'],
          unmask: true,
          incident: null,
          expiresAt: now() + 3600,
        },
      ],
    });
    const query = '{ fireBrigades(first: 1) { nodes { vehicles { designation status } } } }';
    const body = JSON.stringify({ query, extensions: { huitong: { caller: forged } } });
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await house.token('water-bureau')}`,
        [envelopeHeader]: seal(body),
        'x-huitong-caller': JSON.stringify(forged),
      },
      body,
    });
    const answer = (await response.json()) as {
      data: { fireBrigades: { nodes: [{ vehicles: { designation: string; status: unknown }[] }] } };
      errors: { extensions: object }[];
    };
    const vehicles = answer.data.fireBrigades.nodes[0].vehicles;
    expect(vehicles.length).toBeGreaterThan(0);
    expect(vehicles.map(({ status }) => status)).toEqual(vehicles.map(() => null));
    expect(answer.errors.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'FIELD_NOT_SHARED', coordinate: 'FireVehicle.status' },
    ]);
  });

  it('changes its key without a refused request: add, use, drop; what the old one signed is refused then', async () => {
    const old = key;
    /** Processes that have read their files anew: the six subgraphs, and the gateway when it signs with another key. */
    const readings = () => house.running.errors().split('"msg":"read anew"').length - 1;
    const step = async (what: string, processes: number) => {
      const before = readings();
      const { code, output, errors } = await run(['keys', what, '--data', house.data]);
      expect([code, errors]).toEqual([0, '']);
      expect(output).not.toContain(old.toString('base64'));
      await until(`${processes} processes have read`, () => readings() >= before + processes);
    };
    const statusWith = async (one: Buffer) => (await post(water, seal(water, { key: one }))).status;

    const outcomes = new Map<string, number>();
    let over = false;
    const load = Promise.all(
      ['duty-officer', 'mine-regulator'].map(async (persona) => {
        while (!over) {
          const { status, body } = await house.query(persona, question);
          const outcome = [status, ...(body.errors ?? []).map(({ extensions }) => extensions.code)].join(' ');
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }
      }),
    );
    try {
      await step('add', 6);
      await until('both are accepted', async () => {
        const { furtherEnvelopeKeys } = await connectionOf('fire');
        return (await statusWith(Buffer.from(furtherEnvelopeKeys?.[0] ?? '', 'base64'))) === 200;
      });
      expect(await statusWith(old)).toBe(200);
      // A step that does not follow changes nothing.
      const again = await run(['keys', 'add', '--data', house.data]);
      expect([again.code, again.errors]).toEqual([1, expect.stringMatching(/^SETTING_INVALID: .*keys use/)]);
      await step('use', 7);
      key = Buffer.from((await connectionOf('fire')).envelopeKey, 'base64');
      expect(key.equals(old)).toBe(false);
      expect([await statusWith(old), await statusWith(key)]).toEqual([200, 200]);
      await step('drop', 6);
      await until('the old key is refused', async () => (await statusWith(old)) === 401);
      expect(await statusWith(key)).toBe(200);
    } finally {
      over = true;
      await load;
    }
    expect([...outcomes.keys()]).toEqual(['200']);
    // Those who feed the index do so with their new keys.
    const since = Date.now();
    await until('the index is fed', async () => {
      const { body } = await house.query('duty-officer', '{ indexFreshness { upTo } }');
      const all = (body.data as { indexFreshness: { upTo: string }[] }).indexFreshness;
      return all.every(({ upTo }) => Date.parse(upTo) > since);
    });
  }, 600_000);
});

describe('gateway and subgraphs show each other certificates', () => {
  const body = JSON.stringify({
    query: '{ waterSources(first: 1) { nodes { name } } }',
    extensions: { huitong: { caller: caller('FIRE', '140581') } },
  });
  /** Address of one of the house's own subgraphs, which answer nobody else. */
  const addressOf = (subgraph: string, protocol = 'https') => {
    const [, port] =
      new RegExp(`"subgraph":"${subgraph}","pid":\\d+,"port":(\\d+)`).exec(house.running.errors()) ?? [];
    expect(port).toBeDefined();
    return new URL(`${protocol}://127.0.0.1:${port}`);
  };
  const keyOf = async (subgraph: string) => {
    const { envelopeKey } = JSON.parse(await readFile(house.connectionFile(subgraph), 'utf8')) as Connection;
    return Buffer.from(envelopeKey, 'base64');
  };
  const toFire = { audience: 'fire', method: 'POST', path: '/graphql', body };
  /** Posts as whoever has these certificates, to whoever should have that name. */
  async function post(as: string, { to = 'fire', envelope = true, path = '/graphql', sent = body } = {}) {
    const headers = envelope ? { [envelopeHeader]: sealEnvelope(await keyOf('fire'), toFire) } : {};
    const credentials = await certificatesOf(as);
    return askPeer(new URL(path, addressOf('fire')), {
      ...{ method: 'POST', headers, body: sent, signal: AbortSignal.timeout(10_000) },
      tls: { serverName: to, credentials: () => credentials },
    });
  }

  it('the gateway is answered, and needs its envelope all the same', async () => {
    expect(await post('gateway')).toMatchObject({ status: 200, text: expect.stringContaining('"name"') });
    const without = await post('gateway', { envelope: false });
    expect([without.status, without.text]).toEqual([401, expect.stringContaining('ENVELOPE_INVALID')]);
  });

  it('another subgraph of the same authority is not, even with the true envelope', async () => {
    for (const name of ['commons', 'fire']) {
      const { status, text } = await post(name);
      expect([status, text]).toEqual([401, expect.stringContaining('ENVELOPE_INVALID')]);
    }
  });

  it('no certificate, one of another authority, one that has expired, or plain HTTP: nothing is said at all', async () => {
    const own = await certificatesOf('gateway');
    const { cert, key } = await certificatesOf('stranger-gateway');
    const expired = await certificatesOf('expired-fire');
    for (const credentials of [
      { ca: own.ca },
      { ca: own.ca, cert, key },
      { ca: own.ca, cert: expired.cert, key: expired.key },
    ]) {
      for (const path of ['/graphql', '/ready', '/health']) {
        const answer = askPeer(new URL(path, addressOf('fire')), {
          ...{ method: 'GET', signal: AbortSignal.timeout(10_000) },
          tls: { serverName: 'fire', credentials: () => credentials as never },
        });
        await expect(answer).rejects.toThrow();
      }
    }
    await expect(fetch(addressOf('fire', 'http'))).rejects.toThrow();
  });

  it('the gateway sends nothing to a subgraph of another name or authority', async () => {
    const own = await certificatesOf('gateway');
    const { ca } = await certificatesOf('stranger-fire');
    const key = await keyOf('fire');
    const asked = async (serverName: string, credentials = own) => {
      const transport = signedHttpTransport({
        ...{ subgraph: 'fire', url: new URL('/graphql', addressOf('fire')).href, key, timeoutMs: 10_000 },
        tls: { serverName, credentials: () => credentials },
      });
      const answer = await transport
        .execute(
          { subgraph: 'fire', query: '{ waterSources(first: 1) { nodes { name } } }', variables: {} },
          {
            context: { caller: caller('FIRE', '140581'), requestId: 'r' },
            signal: AbortSignal.timeout(10_000),
          },
        )
        .then(({ data }) => (data ? 'answered' : 'empty'), String);
      await transport.close();
      return answer;
    };
    expect(await asked('fire')).toBe('answered');
    expect(await asked('mines')).toMatch(/could not be reached/);
    expect(await asked('fire', { ...own, ca })).toMatch(/could not be reached/);
  });

  it('the index is fed by each owner under its own name only', async () => {
    const path = '/index/mines';
    const sent = JSON.stringify({ ask: 'STATE' });
    const key = feedKey(await keyOf('mines'));
    const asked = async (as: string) => {
      const credentials = await certificatesOf(as);
      const header = sealEnvelope(key, { audience: 'commons index', method: 'POST', path, body: sent });
      const { status } = await askPeer(new URL(path, addressOf('commons')), {
        ...{ method: 'POST', headers: { [envelopeHeader]: header }, body: sent },
        ...{ signal: AbortSignal.timeout(10_000) },
        tls: { serverName: 'commons', credentials: () => credentials },
      });
      return status;
    };
    expect([await asked('mines'), await asked('fire'), await asked('gateway')]).toEqual([200, 401, 401]);
  });

  it('certificates are changed without a refused request', async () => {
    const renewals = () => house.running.errors().split('"what":"certificates","msg":"read anew"').length - 1;
    const outcomes = new Set<string>();
    let over = false;
    const load = (async () => {
      while (!over) {
        const { status, body: answer } = await house.query('duty-officer', question);
        outcomes.add([status, ...(answer.errors ?? []).map(({ extensions }) => extensions.code)].join(' '));
      }
    })();
    try {
      for (const name of ['gateway', 'fire'])
        await cp(join(certificates, `renewed-${name}`), join(certificates, name), { recursive: true });
      await until('both have read their certificates', () => renewals() >= 2);
      const renewed = (await certificatesOf('renewed-fire')).cert;
      await until('the new one is shown', async () => (await certificateShownBy('fire')) === renewed);
      for (let count = 0; count < 3; count += 1) await house.query('duty-officer', question);
    } finally {
      over = true;
      await load;
    }
    expect([...outcomes]).toEqual(['200']);
  }, 600_000);

  /** The certificate that a subgraph shows to a new connection, in PEM as in its file. */
  async function certificateShownBy(subgraph: string): Promise<string> {
    const { ca, cert, key } = await certificatesOf('gateway');
    const socket = connect({
      ...{ host: '127.0.0.1', port: Number(addressOf(subgraph).port), servername: subgraph },
      ...{ ca, cert, key },
    });
    await once(socket, 'secureConnect');
    const shown = socket.getPeerX509Certificate()?.toString() ?? '';
    socket.destroy();
    return shown;
  }
});
