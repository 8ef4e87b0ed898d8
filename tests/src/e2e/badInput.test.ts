import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importJWK, type JWK, SignJWT } from 'jose';
import { isErrorCode } from '@huitong/contract';
import { ask, type Question, type Reply } from './harness/ask.js';
import { type House, startHouse } from './harness/house.js';

let house: House;
let token: string;
beforeAll(async () => {
  house = await startHouse();
  token = await house.token('duty-officer');
}, 600_000);
afterAll(() => house?.remove());

const post = (question: Partial<Question>): Promise<Reply> =>
  ask(house.url, { token, body: { query: '{ __typename }' }, ...question });
const graph = (query: string, variables?: Record<string, unknown>) => post({ body: { query, variables } });

/** What must never be read in an answer, whatever was sent: how the house is built and where it runs. */
const inner =
  /select |insert |update |\bfrom \w+ where|pg_|postgres|127\.0\.0\.1|localhost|node_modules|\.js\b|\.ts\b|\bat \S+ \(|ECONN|huitong_\w+/i;

function expectNothingInner({ text, headers }: Reply): void {
  expect(text).not.toMatch(inner);
  headers.forEach((value) => expect(value).not.toMatch(inner));
}

interface Refused {
  readonly name: string;
  readonly send: () => Promise<Reply>;
  readonly status: number;
  readonly code: string;
  /** `extensions.at` of the error. */
  readonly at?: string | RegExp;
  /** A path in the answer. */
  readonly path?: readonly string[];
}

const near = (lat: number, lon: number, withinKm: number) =>
  `{ coalMines(near: { point: { lat: ${lat}, lon: ${lon} }, withinKm: ${withinKm} }) { totalCount } }`;
const path = ['coalMines'];

const refusedWhole: readonly Refused[] = [
  {
    name: 'malformed JSON',
    send: () => post({ body: '{"query": "{ a }"' }),
    status: 400,
    code: 'MALFORMED_JSON',
  },
  { name: 'an empty body', send: () => post({ body: '' }), status: 400, code: 'MALFORMED_JSON' },
  { name: 'a list', send: () => post({ body: '[]' }), status: 400, code: 'MALFORMED_REQUEST' },
  { name: 'no query', send: () => post({ body: '{}' }), status: 400, code: 'MALFORMED_REQUEST' },
  {
    name: 'one key twice',
    send: () => post({ body: '{"query":"{a}","query":"{b}"}' }),
    status: 400,
    code: 'DUPLICATE_KEY',
    at: /query/,
  },
  {
    name: 'another media type',
    send: () => post({ headers: { 'content-type': 'text/plain' } }),
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: 'a broken query',
    send: () => graph('{ coalMines('),
    status: 400,
    code: 'SYNTAX_ERROR',
    at: 'line 1, column 13',
  },
  {
    name: 'an unknown field',
    send: () => graph('{ coalMines { nodes { nmae } } }'),
    status: 400,
    code: 'VALIDATION_FAILED',
    at: 'line 1, column 23',
  },
  {
    name: 'an unknown argument',
    send: () => graph('{ coalMines(limit: 1) { totalCount } }'),
    status: 400,
    code: 'VALIDATION_FAILED',
    at: 'line 1, column 13',
  },
  {
    name: 'a variable of a wrong type',
    send: () => graph('query ($first: Int) { coalMines(first: $first) { totalCount } }', { first: 'many' }),
    status: 400,
    code: 'VARIABLE_INVALID',
    at: 'first',
  },
  {
    name: 'a variable that is missing',
    send: () => graph('query ($uscc: USCC!) { enterprise(uscc: $uscc) { name } }'),
    status: 400,
    code: 'VARIABLE_INVALID',
    at: 'uscc',
  },
  {
    name: 'an unknown operation',
    send: () => post({ body: { query: 'query A { __typename }', operationName: 'B' } }),
    status: 400,
    code: 'OPERATION_UNKNOWN',
  },
  { name: 'no token', send: () => post({ token: undefined }), status: 401, code: 'UNAUTHENTICATED' },
  { name: 'a token of nobody', send: () => post({ token: 'a.b.c' }), status: 401, code: 'UNAUTHENTICATED' },
  {
    name: 'an unsigned token',
    send: async () => post({ token: unsigned() }),
    status: 401,
    code: 'UNAUTHENTICATED',
  },
  {
    name: 'an expired token',
    send: async () => post({ token: await expired() }),
    status: 401,
    code: 'TOKEN_EXPIRED',
  },
];

const refusedPart: readonly Refused[] = [
  {
    name: 'a page of a million rows',
    send: () => graph('{ coalMines(first: 1000000) { totalCount } }'),
    status: 200,
    code: 'PAGE_SIZE_OUT_OF_RANGE',
    at: 'first',
    path,
  },
  {
    name: 'a page of no rows',
    send: () => graph('{ coalMines(first: 0) { totalCount } }'),
    status: 200,
    code: 'PAGE_SIZE_OUT_OF_RANGE',
    at: 'first',
    path,
  },
  {
    name: 'a radius of -1 km',
    send: () => graph(near(35.8, 112.9, -1)),
    status: 200,
    code: 'RADIUS_OUT_OF_RANGE',
    at: /^near\./,
    path,
  },
  {
    name: 'a radius of 20,000 km',
    send: () => graph(near(35.8, 112.9, 20_000)),
    status: 200,
    code: 'RADIUS_OUT_OF_RANGE',
    at: /^near\./,
    path,
  },
  {
    name: 'a latitude of 91',
    send: () => graph(near(91, 112.9, 5)),
    status: 200,
    code: 'COORDINATE_OUT_OF_RANGE',
    at: /lat$/,
    path,
  },
  {
    name: 'a longitude of 181',
    send: () => graph(near(35.8, 181, 5)),
    status: 200,
    code: 'COORDINATE_OUT_OF_RANGE',
    at: /lon$/,
    path,
  },
  {
    name: 'a box without an area',
    send: () =>
      graph('{ coalMines(bbox: {minLat: 36, maxLat: 35, minLon: 112, maxLon: 113}) { totalCount } }'),
    status: 200,
    code: 'BOX_INVERTED',
    at: /^bbox/,
    path,
  },
  {
    name: 'a cursor of another list',
    send: () => graph('{ coalMines(after: "bm90IG91cnM") { totalCount } }'),
    status: 200,
    code: 'CURSOR_INVALID',
    at: 'after',
    path,
  },
  {
    name: 'an unknown division',
    send: () => graph('{ coalMines(division: "999999") { totalCount } }'),
    status: 200,
    code: 'DIVISION_UNKNOWN',
    at: /division/,
  },
  {
    name: 'an unknown division in a variable',
    send: () => graph('query ($d: DivisionCode) { coalMines(division: $d) { totalCount } }', { d: '999999' }),
    status: 200,
    code: 'DIVISION_UNKNOWN',
    at: /division/,
  },
  {
    name: 'a code that is no code',
    send: () => graph('{ enterprise(uscc: "91140581") { name } }'),
    status: 200,
    code: 'USCC_MALFORMED',
    at: /uscc/,
  },
];

const team = (input: string) =>
  `mutation { upsertRescueTeam(input: { sourceId: "e2e", name: "东城义务救援队", category: GRASSROOTS, ${input} }) { outcome rescueTeam { name } } }`;
const written = async () => {
  const { body } = await graph('{ rescueTeams(where: { nameContains: "东城义务救援队" }) { totalCount } }');
  return (body.data as { rescueTeams: { totalCount: number } }).rescueTeams.totalCount;
};

const refusedWrite: readonly Refused[] = [
  {
    name: 'a latitude of 91',
    send: () => graph(team('divisionCode: "140581", location: { lat: 91, lon: 112.9 }')),
    status: 200,
    code: 'COORDINATE_OUT_OF_RANGE',
    at: 'input.location.lat',
  },
  {
    name: 'a longitude of 181',
    send: () => graph(team('divisionCode: "140581", location: { lat: 35.8, lon: 181 }')),
    status: 200,
    code: 'COORDINATE_OUT_OF_RANGE',
    at: 'input.location.lon',
  },
  {
    name: 'an unknown division',
    send: () => graph(team('divisionCode: "999999"')),
    status: 200,
    code: 'DIVISION_UNKNOWN',
    at: /division/i,
  },
  {
    name: 'a division of others',
    send: () => graph(team('divisionCode: "140502"')),
    status: 200,
    code: 'NOT_OWN_ROW',
    at: /divisionCode/,
  },
  {
    name: 'a malformed code',
    send: () => graph(team('divisionCode: "140581", sponsorEnterpriseUscc: "911"')),
    status: 200,
    code: 'USCC_MALFORMED',
    at: /sponsorEnterpriseUscc|uscc/i,
  },
];

async function issuerKey(): Promise<JWK> {
  return JSON.parse(await readFile(join(house.data, 'keys/development-issuer.json'), 'utf8')) as JWK;
}
const claims = () =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

async function expired(): Promise<string> {
  const key = await issuerKey();
  const hour = 3600;
  return new SignJWT({ ...claims(), exp: Math.floor(Date.now() / 1000) - hour })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid as string })
    .sign(await importJWK(key, 'EdDSA'));
}

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims())}.`;
}

function expectRefusal({ status, body }: Reply, wanted: Refused): void {
  const [error] = body.errors ?? [];
  expect([status, error?.extensions.code]).toEqual([wanted.status, wanted.code]);
  expect(isErrorCode(error?.extensions.code)).toBe(true);
  expect(error?.message.length).toBeGreaterThan(10);
  expect(error?.extensions['todo']).toEqual(expect.stringMatching(/.{5,}/));
  if (wanted.at !== undefined) {
    const at = error?.extensions['at'];
    expect(at).toEqual(typeof wanted.at === 'string' ? wanted.at : expect.stringMatching(wanted.at));
  }
  if (wanted.path) expect(error?.path).toEqual(wanted.path);
  expect(body.extensions?.requestId).toMatch(/^[\w-]{8,}$/);
}

describe('bad input over HTTP', () => {
  it.each(refusedWhole)('$name: the request is refused with $status $code', async (wanted) => {
    const reply = await wanted.send();
    expectRefusal(reply, wanted);
    expect(reply.body.data).toBeUndefined();
    expectNothingInner(reply);
    if (wanted.status === 401) expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it.each(refusedPart)('$name: this part is refused with $code', async (wanted) => {
    const reply = await wanted.send();
    expectRefusal(reply, wanted);
    expect(Object.values(reply.body.data ?? { none: 1 })).toEqual([null]);
    expectNothingInner(reply);
  });

  it.each(refusedWrite)('$name in a mutation: $code, and nothing is written', async (wanted) => {
    const reply = await wanted.send();
    expectRefusal(reply, wanted);
    expectNothingInner(reply);
    expect(await written()).toBe(0);
  });

  it('a refused argument takes nothing from the rest of the question', async () => {
    const { body } = await graph(`{ shelters(first: 1) { nodes { name } } ${near(35.8, 112.9, -1).slice(1)}`);
    expect(body.data).toMatchObject({ shelters: { nodes: [{}] }, coalMines: null });
    expect(body.errors).toHaveLength(1);
  });
});

describe('doubtful input over HTTP is kept and marked', () => {
  const doubtful = /[0-9A-Z]$/;
  async function wrongDigit(): Promise<string> {
    const { body } = await graph('{ enterprises(first: 1) { nodes { uscc } } }');
    const { uscc } = (body.data as { enterprises: { nodes: [{ uscc: string }] } }).enterprises.nodes[0];
    return uscc.replace(doubtful, uscc.endsWith('0') ? '1' : '0');
  }

  it('a code whose check character does not fit is a warning in a question', async () => {
    const { status, body } = await graph('query ($uscc: USCC!) { enterprise(uscc: $uscc) { name } }', {
      uscc: await wrongDigit(),
    });
    expect([status, body.errors, body.data]).toEqual([200, undefined, { enterprise: null }]);
    expect(body.extensions?.warnings).toMatchObject([{ code: 'USCC_CHECK_DIGIT', at: 'uscc' }]);
  });

  it('a place outside the province and a doubtful code are warnings in a mutation, and the row stands', async () => {
    const uscc = await wrongDigit();
    const reply = await graph(
      team(`divisionCode: "140581", location: { lat: 30, lon: 100 }, sponsorEnterpriseUscc: "${uscc}"`),
    );
    expect([reply.status, reply.body.errors]).toEqual([200, undefined]);
    expect(reply.body.data).toEqual({
      upsertRescueTeam: { outcome: 'INSERTED', rescueTeam: { name: '东城义务救援队' } },
    });
    const marks = (reply.body.extensions?.warnings ?? []).map(({ code, at }) => [code, at]);
    expect(new Set(marks)).toEqual(
      new Set([
        ['OUTSIDE_PROVINCE', 'input.location'],
        ['USCC_CHECK_DIGIT', 'input.sponsorEnterpriseUscc'],
      ]),
    );
    expectNothingInner(reply);
    expect(await written()).toBe(1);
  });
});
