import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { gatewayDepartment } from '@huitong/contract';
import { eventually } from '../testing/eventually.js';
import { type Answer, type Rig, startRig, testLogger } from '../testing/rig.js';
import { statedGrant, testSharing } from '../testing/sharing.js';
import { canary } from '../testing/supergraph.js';
import { fileUsageSpool } from './spool.js';
import { type GrantUsage, startUsageReporter } from './usage.js';

const sharing = testSharing();
let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ from: sharing });
});
afterAll(() => rig.close());
afterEach(async () => {
  sharing.up = true;
  await stating({ grants: [], revocations: [] });
});

/** What the gateway asks for again once it has taken in what is stated now. */
async function stating(change: Record<string, unknown>, of = sharing) {
  of.state(change);
  const asked = of.asked;
  await eventually(() => expect(of.asked).toBeGreaterThan(asked + 1));
}

const query = '{ mine(code: "1") { code plan } }';
const supervising = (more: object = {}, subject = 'officer-1', claims: object = {}) =>
  rig.tokens.token('FIRE', { purpose: 'SUPERVISION', ...more }, subject, claims);
const ask = async (text = query, more: object = {}) => rig.ask(text, { token: await supervising(more) });
const codes = ({ body }: Answer) => (body.errors ?? []).map(({ extensions }) => extensions['code']);

describe('a grant', () => {
  it('opens what it names to its department, for its purpose, and travels to the subgraph', async () => {
    expect(codes(await ask())).toEqual(['FIELD_NOT_SHARED']);
    await stating({ grants: [statedGrant()] });
    rig.asked.length = 0;
    const answer = await ask();
    expect(answer.body.errors).toBeUndefined();
    expect(answer.body.data).toEqual({ mine: { code: '1', plan: canary } });
    expect(rig.asked[0]?.context.caller?.grants).toEqual([
      expect.objectContaining({ id: 'G-1', coordinates: ['Mine.plan'], divisions: ['140500'] }),
    ]);
  });

  it.each([
    ['another department', { department: '11140500MB00009AAA' }, {}],
    ['another purpose of the caller', {}, { purpose: 'INCIDENT_RESPONSE' }],
    ['a purpose that the schema does not name', { purpose: 'RELIEF' }, { purpose: 'RELIEF' }],
    ['a time to come', { startsAt: new Date(Date.now() + 60_000).toISOString() }, {}],
    ['a time that is over', { expiresAt: new Date(Date.now() - 1000).toISOString() }, {}],
    ['an incident in which the caller does not act', { incident: 'I-1' }, {}],
    ['what is not shared by law', { coordinates: ['Mine.secret'] }, {}],
  ])('for %s opens nothing', async (_, grant, caller) => {
    await stating({ grants: [statedGrant(grant)] });
    rig.asked.length = 0;
    const answer = await ask('{ mine(code: "1") { plan secret } }', caller);
    expect(codes(answer)).toEqual(['FIELD_NOT_SHARED', 'FIELD_NOT_SHARED']);
    expect(answer.text).not.toContain(canary);
    expect(rig.asked.flatMap(({ query: sent }) => sent.match(/plan|secret/g) ?? [])).toEqual([]);
  });

  it('ends with its time, without anything being stated anew', async () => {
    await stating({ grants: [statedGrant({ expiresAt: new Date(Date.now() + 3000).toISOString() })] });
    expect((await ask()).body.errors).toBeUndefined();
    await eventually(async () => expect(codes(await ask())).toEqual(['FIELD_NOT_SHARED']));
  });

  it('ends when it is suspended: within a look or two', async () => {
    await stating({ grants: [statedGrant()] });
    expect((await ask()).body.errors).toBeUndefined();
    await stating({ grants: [] });
    expect(codes(await ask())).toEqual(['FIELD_NOT_SHARED']);
  });

  it('of single fields gives of a conditional type’s rows these alone', async () => {
    await stating({ grants: [statedGrant({ coordinates: ['Secret.text'] })] });
    const answer = await ask('{ secrets { nodes { text } totalCount } things { ... on Secret { text } } }');
    expect(answer.body.errors).toBeUndefined();
    expect(answer.body.data?.['secrets']).toEqual({ nodes: [{ text: canary }], totalCount: 1 });
  });
});

describe('who is cut off', () => {
  it.each([
    ['his department', { kind: 'DEPARTMENT', value: '11140500MB00004AAA' }],
    ['he himself', { kind: 'SUBJECT', value: 'officer-1' }],
    ['the key of his token', { kind: 'KEY', value: 'k1' }],
    ['his token', { kind: 'TOKEN', value: 'token-1' }],
  ])('is refused: %s', async (_, revocation) => {
    const token = await supervising({}, 'officer-1', { jti: 'token-1' });
    expect((await rig.ask(query, { token })).status).toBe(200);
    await stating({ revocations: [revocation] });
    rig.asked.length = 0;
    const answer = await rig.ask(query, { token });
    expect([answer.status, codes(answer)]).toEqual([403, ['CALLER_REVOKED']]);
    expect(rig.asked).toEqual([]);
    await stating({ revocations: [] });
    expect((await rig.ask(query, { token })).status).toBe(200);
  });
});

describe('the gateway’s own role', () => {
  it.each([
    ['role', { role: 'GATEWAY' }],
    ['the role under which demo rows are written', { role: 'seed' }],
    ['department', { departments: ['11140500MB00004AAA', gatewayDepartment] }],
  ])('is taken from no token: %s', async (_, claim) => {
    const answer = await rig.ask(query, { token: await supervising(claim) });
    expect([answer.status, codes(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
  });
});

describe('while the sharing subgraph is away', () => {
  it('the last policy holds, also for a gateway that starts then, and grants end with the grace', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'huitong-policy-'));
    const own = testSharing();
    own.state({
      grants: [statedGrant()],
      revocations: [{ kind: 'SUBJECT', value: 'gone' }],
    });
    const policy = { subgraph: 'sharing', directory, everyMs: 20 };
    const before = await startRig({ from: own, policy });
    await before.close();
    own.up = false;
    const after = await startRig({ from: own, policy });
    const late = await startRig({ from: own, policy: { ...policy, directory, graceMs: 1 } });
    const tokenOf = (of: Rig, subject: string) =>
      of.tokens.token('FIRE', { purpose: 'SUPERVISION' }, subject);
    try {
      expect((await after.ask(query, { token: await tokenOf(after, 'here') })).body.errors).toBeUndefined();
      expect((await after.ask(query, { token: await tokenOf(after, 'gone') })).status).toBe(403);
      expect(codes(await late.ask(query, { token: await tokenOf(late, 'here') }))).toEqual([
        'FIELD_NOT_SHARED',
      ]);
      expect((await late.ask(query, { token: await tokenOf(late, 'gone') })).status).toBe(403);
    } finally {
      await after.close();
      await late.close();
      await rm(directory, { recursive: true });
    }
  });
});

describe('quotas', () => {
  it('of a grant refuse with the time to wait', async () => {
    await stating({ grants: [statedGrant({ id: 'G-rate', ratePerMinute: 2 })] });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const answer = await ask();
    expect([answer.status, codes(answer)]).toEqual([429, ['QUOTA_EXCEEDED']]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask('{ mine(code: "1") { code } }')).status).toBe(200);
  });

  it('of a caller bound requests and rows of other departments, but not in an incident', async () => {
    const bounded = await startRig({
      from: testSharing(),
      policy: { subgraph: 'sharing', directory: null, quotas: { requestsPerMinute: 5, rowsPerHour: 10 } },
      interfere: async (_request, answer) => ({ ...(await answer()), extensions: { counts: { listed: 6 } } }),
    });
    const as = async (subject: string, purpose: string) =>
      bounded.ask(query, { token: await bounded.tokens.token('FIRE', { purpose }, subject) });
    try {
      const statuses = async (subject: string, purpose: string, times: number) => {
        const found: number[] = [];
        for (let index = 0; index < times; index += 1) found.push((await as(subject, purpose)).status);
        return found;
      };
      expect(await statuses('a', 'SUPERVISION', 3)).toEqual([200, 200, 429]);
      expect(await statuses('b', 'INCIDENT_RESPONSE', 6)).toEqual([200, 200, 200, 200, 200, 429]);
    } finally {
      await bounded.close();
    }
  });
});

describe('the use of a grant', () => {
  it('is reported with what was read and by whom, named in the answer, and on record', async () => {
    const own = testSharing();
    own.state({ grants: [statedGrant()] });
    const using = await startRig({
      from: own,
      interfere: async (_request, answer) => ({
        ...(await answer()),
        extensions: {
          counts: {},
          grants: {
            'G-1': { rows: 1, values: 1, unmasked: 0 },
            'G-forged': { rows: 9, values: 9, unmasked: 9 },
          },
        },
      }),
    });
    try {
      const token = await using.tokens.token('FIRE', { purpose: 'SUPERVISION' }, 'officer-7');
      const answer = await using.ask(query, { token });
      expect(answer.body.extensions?.['grants']).toEqual(['G-1']);
      await eventually(() => expect(own.usage.size).toBe(1));
      expect([...own.usage.values()]).toEqual([
        {
          requestId: answer.body.extensions?.['requestId'],
          grantId: 'G-1',
          at: expect.any(String),
          department: '11140500MB00004AAA',
          subject: 'officer-7',
          coordinates: ['Mine.plan'],
          divisions: ['140500'],
          rows: 1,
          unmasked: 0,
        },
      ]);
    } finally {
      await using.close();
    }
  });

  it('waits while sharing is away, and outlives the gateway', async () => {
    const own = testSharing();
    own.state({ grants: [statedGrant()] });
    const directory = await mkdtemp(join(tmpdir(), 'huitong-usage-'));
    const policy = { subgraph: 'sharing', directory, everyMs: 20 };
    const interfere: NonNullable<NonNullable<Parameters<typeof startRig>[0]>['interfere']> = async (
      _request,
      answer,
    ) => ({
      ...(await answer()),
      extensions: { grants: { 'G-1': { rows: 1, values: 1, unmasked: 0 } } },
    });
    const first = await startRig({ from: own, policy, interfere });
    const token = await first.tokens.token('FIRE', { purpose: 'SUPERVISION' });
    own.up = false;
    await first.ask(query, { token });
    await first.close();
    expect(own.usage.size).toBe(0);
    expect(await readFile(join(directory, 'usage.jsonl'), 'utf8')).toContain('"grantId":"G-1"');
    own.up = true;
    const second = await startRig({ from: own, policy, interfere });
    await eventually(() => expect(own.usage.size).toBe(1));
    await second.close();
    expect(await readFile(join(directory, 'usage.jsonl'), 'utf8')).toBe('');
    await rm(directory, { recursive: true });
  });

  it('that sharing refuses holds up no other', async () => {
    const own = testSharing();
    const directory = await mkdtemp(join(tmpdir(), 'huitong-usage-'));
    const { logger, lines } = testLogger();
    const usageOf = (grantId: string, requestId: string): GrantUsage => ({
      ...{ requestId, grantId, at: new Date().toISOString(), department: '11140500MB00004AAA' },
      ...{ subject: 'officer-7', coordinates: ['Mine.plan'], divisions: ['140500'], rows: 1, unmasked: 0 },
    });
    own.refuses.add('G-bad');
    const reporter = await startUsageReporter({
      ...{ subgraph: 'sharing', transport: own.transport, logger, everyMs: 60_000 },
      spool: await fileUsageSpool(join(directory, 'usage.jsonl'), logger),
    });
    reporter.note(usageOf('G-1', 'a'));
    reporter.note(usageOf('G-bad', 'b'));
    reporter.note(usageOf('G-1', 'c'));
    await reporter.flush();
    expect([...own.usage.keys()]).toEqual(['a G-1', 'c G-1']);
    expect(lines.filter((line) => line.includes('refused and left out'))).toEqual([
      expect.stringContaining('"requestId":"b"'),
    ]);
    await reporter.close();
    expect(await readFile(join(directory, 'usage.jsonl'), 'utf8')).toBe('');
    await rm(directory, { recursive: true });
  });
});
