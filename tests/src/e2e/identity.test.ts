import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { DepartmentLine } from '@huitong/contract';
import { demoLine, demoUscc } from '@huitong/kit';
import { ask } from './harness/ask.js';
import { type House, startHouse, usedDataFolder } from './harness/house.js';
import {
  type Issuer,
  type IssuerClient,
  issuerKey,
  type IssuerKey,
  signAs,
  startIssuer,
} from './harness/issuer.js';
import { until } from './harness/processes.js';

/** A department's system in the issuer's own words: nothing of ours is in its tokens. */
const system = (
  id: string,
  [line, name]: readonly [DepartmentLine, string],
  roles: readonly string[],
): IssuerClient => ({
  id,
  scope: 'data:supervise data:relieve data:other',
  claims: {
    account: 'service',
    org: { uscc: demoUscc(line, '140500'), name, line: demoLine(line, '140500') },
    access: { roles },
    divisions: '140500',
  },
});
const energy = system(
  'energy-platform',
  ['ENERGY', '能源局'],
  ['offline_access', 'viewer', 'mine-inspector'],
);
const relief = system('relief-platform', ['CIVIL_AFFAIRS', '民政局'], ['viewer']);
const roleless = system('roleless', ['FIRE', '消防'], ['nothing-known']);
const usurper = {
  ...energy,
  id: 'usurper',
  claims: { ...energy.claims, org: { uscc: 'HUITONG-GATEWAY', name: '能源局' } },
};

const mapping = {
  kind: {
    claim: 'account',
    words: [
      ['service', 'SYSTEM'],
      ['person', 'OFFICER'],
    ],
  },
  department: { claim: 'org.uscc' },
  line: {
    claim: 'org.name',
    words: [
      ['能源局', 'ENERGY'],
      ['民政局', 'CIVIL_AFFAIRS'],
      ['消防', 'FIRE'],
    ],
  },
  departments: { claim: 'org.line' },
  scope: { claim: 'divisions', separator: ' ' },
  role: {
    claim: 'access.roles',
    words: [
      ['mine-inspector', 'MINE_REGULATOR'],
      ['viewer', 'MAP_VIEWER'],
    ],
  },
  purpose: {
    claim: 'scope',
    separator: ' ',
    words: [
      ['data:supervise', 'SUPERVISION'],
      ['data:relieve', 'RELIEF'],
    ],
  },
};

const question = '{ coalMines(first: 3) { nodes { name undergroundNow } } }';
const supervise = { scope: 'data:supervise' };
let keys: Record<'first' | 'second' | 'third', IssuerKey>;
let issuer: Issuer;
let stranger: Issuer;
let house: House;
/** A token of before the house began: it has seen nothing of its issuer yet. */
let early: string;

beforeAll(async () => {
  const [first, second, third] = await Promise.all([
    issuerKey('first'),
    issuerKey('second'),
    issuerKey('third'),
  ]);
  keys = { first, second, third };
  const clients = [energy, relief, roleless, usurper];
  [issuer, stranger] = await Promise.all([startIssuer([first], clients), startIssuer([third], clients)]);
  const data = await usedDataFolder();
  const file = join(data, 'claims.json');
  await writeFile(file, JSON.stringify(mapping));
  early = await issuer.token(energy.id, supervise);
  // The house is there before its issuer.
  issuer.away = true;
  house = await startHouse({
    data,
    args: ['--issuer', issuer.url, '--claims', file, '--issuer-refresh', '1'],
  });
}, 600_000);
afterAll(async () => {
  await house?.remove();
  await Promise.all([issuer?.close(), stranger?.close()]);
});

const asked = (token: string) => ask(house.url, { token, body: { query: question } });
/** The status of an answer and the code of a refusal. */
const outcome = async (token: string) => {
  const { status, body } = await asked(token);
  return [status, ...(body.errors ?? []).map(({ extensions }) => extensions.code)].join(' ');
};
const minesOf = (body: Awaited<ReturnType<typeof asked>>['body']) =>
  (body.data as { coalMines: { nodes: { name: string; undergroundNow: number | null }[] } }).coalMines.nodes;

/** What the record says of the callers that answers were given to. */
async function recordedCallers(): Promise<
  { subject: string; kind: string; role: string; purpose: string }[]
> {
  const folder = join(house.data, 'records');
  const files = (await readdir(folder)).filter((name) => /^decisions-.*\.jsonl$/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return texts
    .flatMap((text) => text.trim().split('\n'))
    .map((line) => (JSON.parse(line) as { caller?: never }).caller)
    .filter((caller) => caller !== undefined);
}

describe('a house with an identity provider of its own', () => {
  it('verifies nothing while the provider was never there, and everything once it is', async () => {
    try {
      expect(await outcome(early)).toBe('503 IDENTITY_UNAVAILABLE');
    } finally {
      issuer.away = false;
    }
    await until('the provider is found', async () => (await outcome(early)) === '200');
  });

  it("answers a system by its provider's token: kind, department, role and purpose as the mapping says", async () => {
    const token = await issuer.token(energy.id, supervise);
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'RS256', kid: 'first' });
    expect(decodeJwt(token)).not.toHaveProperty('huitong');
    const { status, body } = await asked(token);
    expect([status, body.errors]).toEqual([200, undefined]);
    expect(minesOf(body).every(({ undergroundNow }) => undergroundNow !== null)).toBe(true);
    expect(await recordedCallers()).toContainEqual(
      expect.objectContaining({
        ...{ subject: energy.id, kind: 'SYSTEM', line: 'ENERGY', role: 'MINE_REGULATOR' },
        ...{ purpose: 'SUPERVISION', scope: ['140500'], department: demoUscc('ENERGY', '140500') },
      }),
    );
  });

  it('gives another department what is its own, by the purpose that it asked for', async () => {
    const { status, body } = await asked(await issuer.token(relief.id, { scope: 'data:relieve' }));
    expect(status).toBe(200);
    expect(minesOf(body).length).toBeGreaterThan(0);
    expect(minesOf(body).every(({ undergroundNow }) => undergroundNow === null)).toBe(true);
    expect(await recordedCallers()).toContainEqual(
      expect.objectContaining({ subject: relief.id, role: 'MAP_VIEWER', purpose: 'RELIEF' }),
    );
  });

  it.each<[string, () => Promise<string>, RegExp]>([
    [
      'for another resource',
      () => issuer.token(energy.id, { ...supervise, resource: 'urn:elsewhere' }),
      /token/,
    ],
    ['that is opaque', () => issuer.token(energy.id, { ...supervise, resource: null }), /token/],
    ['of another issuer', () => stranger.token(energy.id, supervise), /token/],
    [
      'of another issuer in the name of this one',
      () => signAs({ ...keys.third, kid: 'first' }, { ...decoded, exp: now() + 300 }),
      /token/,
    ],
    [
      'that is an ID token',
      () => signAs(keys.first, { ...decoded, aud: energy.id, exp: now() + 300 }),
      /token/,
    ],
    ['without a purpose', () => issuer.token(energy.id), /"scope" \(purpose\) is missing/],
    [
      'for a purpose that the mapping does not know',
      () => issuer.token(energy.id, { scope: 'data:other' }),
      /"scope" \(purpose\) has no word that the mapping knows/,
    ],
    ['without a role that is known', () => issuer.token(roleless.id, supervise), /"access\.roles" \(role\)/],
    ['that claims to be the house', () => issuer.token(usurper.id, supervise), /token/],
  ])('refuses a token %s', async (_, token, message) => {
    const { status, body } = await asked(await token());
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(body.errors?.[0]?.message).toMatch(message);
    expect(body.errors?.[0]?.message).not.toContain('nothing-known');
  });

  it('refuses a token that has expired', async () => {
    expect(await outcome(await signAs(keys.first, { ...decoded, exp: now() - 120 }))).toBe(
      '401 TOKEN_EXPIRED',
    );
  });
});

const now = () => Math.floor(Date.now() / 1000);
/** Claims as the provider signs them, for what it would not sign. */
const decoded = {
  sub: 'x',
  aud: 'huitong',
  scope: 'data:supervise',
  ...energy.claims,
  get iss() {
    return issuer.url;
  },
};

describe('the provider changes its keys', () => {
  it('without a refusal, under load; and what a withdrawn key signed dies', async () => {
    const before = await issuer.token(energy.id, supervise);
    const refused: string[] = [];
    let tokens = [before];
    let over = false;
    const load = Promise.all(
      [0, 1].map(async (index) => {
        while (!over) {
          const result = await outcome(tokens[index % tokens.length] as string);
          if (result !== '200') refused.push(result);
        }
      }),
    );
    issuer.publish(keys.second, keys.first);
    const after = await issuer.token(energy.id, supervise);
    expect(decodeProtectedHeader(after).kid).toBe('second');
    // Found at once by its id, with no time to wait for.
    expect(await outcome(after)).toBe('200');
    tokens = [before, after];
    for (let count = 0; count < 20; count += 1) expect(await outcome(before)).toBe('200');

    tokens = [after];
    over = true;
    await load;
    expect(refused).toEqual([]);
    issuer.publish(keys.second);
    await until('the old key is dead', async () => (await outcome(before)) === '401 UNAUTHENTICATED', 30_000);
    expect(await outcome(after)).toBe('200');
  });

  it('and is away: its keys hold on, and a strange key is refused', async () => {
    const token = await issuer.token(energy.id, supervise);
    issuer.away = true;
    try {
      expect(await outcome(token)).toBe('200');
      expect(await outcome(await signAs(keys.third, { ...decoded, exp: now() + 300 }))).toBe(
        '401 UNAUTHENTICATED',
      );
      expect(await outcome(token)).toBe('200');
    } finally {
      issuer.away = false;
    }
  });
});
