import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { caller } from '@huitong/kit/testing';
import { envelopeHeader, sealEnvelope } from '@huitong/contract';
import { comparable } from './harness/ask.js';
import { launch, type Running } from './harness/command.js';
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
}

let house: House;
beforeAll(async () => {
  house = await startHouse({ processes: true, args: ['--subgraph-timeout', '3'] });
}, 120_000);
afterAll(() => house?.remove());

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
  }, 60_000);

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
  }, 60_000);
});

describe('a subgraph is attacked directly', () => {
  const audience = 'fire';
  let running: Running;
  let address: string;
  let key: Buffer;
  let foreignKey: Buffer;

  beforeAll(async () => {
    const keyOf = async (name: string) => {
      const { envelopeKey } = JSON.parse(await readFile(house.connectionFile(name), 'utf8')) as Connection;
      return Buffer.from(envelopeKey, 'base64');
    };
    [key, foreignKey] = [await keyOf('fire'), await keyOf('mines')];
    running = launch(['subgraph', 'fire', '--port', '0', '--connection', house.connectionFile('fire')]);
    const listens = await until('the subgraph listens', () =>
      /subgraph fire listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(running.output()),
    );
    address = `http://127.0.0.1:${listens[1]}/graphql`;
  }, 60_000);
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
});
