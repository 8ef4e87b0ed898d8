import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grant } from '@huitong/contract';
import fc from 'fast-check';
import { eventually } from '../testing/eventually.js';
import { type Answer, type Rig, startRig } from '../testing/rig.js';
import { statedGrant, testSharing } from '../testing/sharing.js';
import { canary, compose, fireSdl, minesSdl } from '../testing/supergraph.js';
import { grantsAbout, judgeJoins } from './joins.js';
import type { RiskyField } from './joinRisks.js';

const risk = '@joinRisk(group: "plans", limit: 10)';
const supergraph = compose({
  mines: minesSdl
    .replace(/ {2}depth: Float .*/, (line) => `${line} ${risk}`)
    .replace(/ {2}plan: String .*/, (line) => `${line} ${risk}`)
    .replace('  location: Point', `  location: Point ${risk}`),
  fire: fireSdl,
});

const sharing = testSharing();
/** Rows of each risky field that the subgraph says it gave, where a test sets it. */
let joined: Record<string, number> | null = null;
let rig: Rig;
beforeAll(async () => {
  rig = await startRig({
    supergraph,
    from: sharing,
    limits: { batch: 5 },
    interfere: async (_request, answer) => ({ ...(await answer()), extensions: joined ? { joined } : {} }),
  } as Parameters<typeof startRig>[0]);
});
afterAll(() => rig.close());
afterEach(async () => {
  joined = null;
  rig.asked.length = 0;
  await stating([]);
});

async function stating(grants: readonly object[]) {
  sharing.state({ grants });
  const asked = sharing.asked;
  await eventually(() => expect(sharing.asked).toBeGreaterThan(asked + 1));
  rig.asked.length = 0;
}

/** A department of its own for each test, so that none counts against another. */
const holder = (department: string) => ({ department, departments: [department], purpose: 'SUPERVISION' });
const tokenOf = (department: string, more: object = {}, subject = 'officer-1') =>
  rig.tokens.token('FIRE', { ...holder(department), ...more }, subject);
const grantTo = (department: string, id: string, coordinates: readonly string[], more: object = {}) =>
  statedGrant({ department, id, coordinates, ...more });

const errorsOf = ({ body }: Answer) =>
  (body.errors ?? []).map(({ extensions, path }) => [extensions['code'], extensions['coordinate'], path]);
const coarseSent = () => rig.asked.map(({ context }) => context.caller?.coarse ?? []);

describe('fields that are dangerous together', () => {
  const whole = ['Mine'];

  it('under a grant of the whole type: the least sensitive is read, the others are not asked of anybody', async () => {
    await stating([grantTo('11140500MB0000001A', 'G-1', whole)]);
    const token = await tokenOf('11140500MB0000001A');
    const answer = await rig.ask('{ mine(code: "1") { code depth plan } }', { token });
    expect(answer.body.data).toEqual({ mine: { code: '1', depth: 456.5, plan: null } });
    expect(answer.body.errors?.[0]).toMatchObject({
      path: ['mine', 'plan'],
      message: expect.stringContaining('Mine.depth'),
      extensions: {
        code: 'JOIN_RISK',
        coordinate: 'Mine.plan',
        group: 'plans',
        together: 'Mine.depth, Mine.plan',
        entry: 'mines/mine',
      },
    });
    expect(rig.asked.map(({ query }) => query).join()).not.toMatch(/\bplan\b/);
  });

  it.each([
    ['aliases of several root fields', '{ a: mine(code: "1") { depth } b: mine(code: "2") { x: plan } }'],
    ['nested edges', '{ mine(code: "1") { depth neighbour { plan } } }'],
    [
      'fragments',
      '{ mine(code: "1") { ...A ...B } } fragment A on Mine { depth } fragment B on Mine { plan }',
    ],
    [
      '@include that leaves one',
      'query Q($x: Boolean!) { mine(code: "1") { depth @skip(if: $x) plan @include(if: $x) } }',
    ],
    ['a field computed from one', '{ mine(code: "1") { risk plan } }'],
    ['a union', '{ things { ... on Mine { depth } } mine(code: "1") { plan } }'],
  ])('are found through %s', async (_, query) => {
    const department = '11140500MB0000002A';
    await stating([grantTo(department, 'G-1', whole)]);
    const answer = await rig.ask(query, {
      token: await tokenOf(department),
      body: { variables: { x: true } },
    });
    expect(errorsOf(answer).map(([code, coordinate]) => [code, coordinate])).toEqual([
      ['JOIN_RISK', 'Mine.plan'],
    ]);
    expect(rig.asked.map((fetch) => fetch.query).join()).not.toMatch(/\bplan\b/);
    expect(answer.text).not.toContain(canary);
  });

  it('are found across the operations of a batch', async () => {
    const department = '11140500MB0000003A';
    await stating([grantTo(department, 'G-1', whole)]);
    const send = async (queries: readonly string[]) => {
      const response = await fetch(`${rig.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(department)}` },
        body: JSON.stringify(queries.map((query) => ({ query }))),
      });
      return (await response.json()) as Answer['body'][];
    };
    const answers = await send(['{ mine(code: "1") { plan } }', '{ mine(code: "1") { depth } }']);
    const codes = answers.flatMap(({ errors }) => (errors ?? []).map(({ extensions }) => extensions['code']));
    expect(codes).toEqual(['JOIN_RISK']);
    const values = answers.flatMap(({ data }) => Object.values(data?.['mine'] as object));
    expect(values.filter((value) => value !== null)).toHaveLength(1);
  });

  it('refuse the operation when the client wants all or nothing', async () => {
    const department = '11140500MB0000004A';
    await stating([grantTo(department, 'G-1', whole)]);
    const answer = await rig.ask('{ mine(code: "1") { depth plan } }', {
      token: await tokenOf(department),
      body: { extensions: { huitong: { mode: 'reject' } } },
    });
    expect([answer.status, errorsOf(answer)]).toEqual([403, [['JOIN_RISK', 'Mine.plan', undefined]]]);
    expect(rig.asked).toEqual([]);
  });

  it('are all read under one grant that names each; under two that name one each they are not', async () => {
    const department = '11140500MB0000005A';
    const query = '{ mine(code: "1") { depth plan } }';
    const token = await tokenOf(department);
    await stating([grantTo(department, 'G-1', ['Mine.depth', 'Mine.plan'])]);
    expect((await rig.ask(query, { token })).body).toMatchObject({
      data: { mine: { depth: 456.5, plan: canary } },
    });
    await stating([grantTo(department, 'G-1', ['Mine.depth']), grantTo(department, 'G-2', ['Mine.plan'])]);
    expect(errorsOf(await rig.ask(query, { token }))).toEqual([['JOIN_RISK', 'Mine.plan', ['mine', 'plan']]]);
  });

  it('are all read by who acts in the incident of his grant', async () => {
    const department = '11140500MB0000006A';
    await stating([grantTo(department, 'G-1', whole, { incident: 'I-1' })]);
    const token = await tokenOf(department, { incident: 'I-1' });
    const answer = await rig.ask('{ mine(code: "1") { location { lat } depth plan } }', { token });
    expect(answer.body.errors).toBeUndefined();
    expect(coarseSent()).toEqual([[]]);
  });

  it('are no risk to the line that provides them', async () => {
    const answer = await rig.ask('{ mine(code: "1") { location { lat } depth plan } }', { line: 'ENERGY' });
    expect(answer.body.errors).toBeUndefined();
    expect(coarseSent()).toEqual([[]]);
  });

  it('a place is rounded instead of refused, and the answer says so', async () => {
    const department = '11140500MB0000007A';
    const token = await tokenOf(department);
    await stating([grantTo(department, 'G-1', ['Mine.depth'])]);
    const both = await rig.ask('{ mine(code: "1") { location { lat } depth } }', { token });
    expect(both.body.errors).toBeUndefined();
    expect(both.body.extensions?.['coarse']).toEqual(['Mine.location']);
    expect(coarseSent()).toEqual([['Mine.location']]);
    rig.asked.length = 0;
    const alone = await rig.ask('{ mine(code: "1") { location { lat } } }', { token });
    expect(alone.body.extensions?.['coarse']).toBeUndefined();
    expect(coarseSent()).toEqual([[]]);
    await stating([grantTo(department, 'G-1', ['Mine.depth', 'Mine.location'])]);
    await rig.ask('{ mine(code: "1") { location { lat } depth } }', { token });
    expect(coarseSent()).toEqual([[]]);
  });

  it('a field that was refused anyway is no part of a combination', async () => {
    const answer = await rig.ask('{ mine(code: "1") { location { lat } depth plan } }', {
      token: await tokenOf('11140500MB0000008A'),
    });
    expect(errorsOf(answer).map(([code]) => code)).toEqual(['FIELD_NOT_SHARED', 'FIELD_NOT_SHARED']);
    expect(coarseSent()).toEqual([[]]);
  });
});

describe('fields that are read one after the other', () => {
  const ask = async (department: string, field: string, rows: number, subject = 'officer-1') => {
    joined = { [`Mine.${field.split(' ')[0]}`]: rows };
    return rig.ask(`{ mine(code: "1") { ${field} } }`, { token: await tokenOf(department, {}, subject) });
  };
  const status = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).status;

  it('are refused past the limit for the day, whoever of the department asks; the one read most is read on', async () => {
    const [department, other] = ['11140500MB0000011A', '11140500MB0000012A'];
    await stating([grantTo(department, 'G-1', ['Mine']), grantTo(other, 'G-2', ['Mine'])]);
    expect(await status(department, 'depth', 500)).toBe(200);
    expect(await status(department, 'plan', 9, 'officer-2')).toBe(200);
    expect(await status(department, 'plan', 1)).toBe(200);
    const refused = await ask(department, 'plan', 1);
    expect([refused.status, errorsOf(refused)[0]?.[0]]).toEqual([429, 'QUOTA_EXCEEDED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await status(department, 'depth', 500)).toBe(200);
    expect(await status(other, 'plan', 1)).toBe(200);
  });

  it('of which one is a place: the place is rounded', async () => {
    const department = '11140500MB0000013A';
    await stating([grantTo(department, 'G-1', ['Mine'])]);
    expect(await status(department, 'depth', 500)).toBe(200);
    expect(await status(department, 'location { lat }', 10)).toBe(200);
    rig.asked.length = 0;
    expect((await ask(department, 'location { lat }', 10)).body.extensions?.['coarse']).toEqual([
      'Mine.location',
    ]);
    expect(coarseSent()).toEqual([['Mine.location']]);
  });

  it('and are named by one grant are bounded by that grant alone', async () => {
    const department = '11140500MB0000014A';
    await stating([grantTo(department, 'G-1', ['Mine.depth', 'Mine.plan'])]);
    for (const field of ['depth', 'plan', 'location { lat }', 'depth', 'plan', 'location { lat }']) {
      const answer = await ask(department, field, 100);
      expect([answer.status, answer.body.extensions?.['coarse']]).toEqual([200, undefined]);
    }
  });
});

describe('judging', () => {
  const members = ['A.place', 'A.one', 'A.two', 'B.three'];
  const fields: RiskyField[] = members.map((coordinate, rank) => ({
    ...{ coordinate, group: 'g', limit: 10, attribute: 'CONDITIONAL' as const, members, rank },
    ...{ catalog: null, isPlace: coordinate === 'A.place' },
  }));
  const grantOf = (coordinates: string[], index: number): Grant => ({
    ...{
      id: `G-${index}`,
      coordinates,
      divisions: ['140500'],
      unmask: false,
      incident: null,
      expiresAt: 9e9,
    },
  });
  const some = fc.subarray(fields);
  const strange = ['C', 'C.four', 'A.other'];
  const grants = fc
    .array(fc.subarray([...members, 'A', 'B', ...strange]), { maxLength: 3 })
    .map((sets) => sets.map((set, index) => grantOf(set, index)));

  it('never lets two fields leave as they are, in one operation or beside another, unless one grant names them all', () => {
    fc.assert(
      fc.property(some, some, grants, (first, second, held) => {
        const caller = { line: 'FIRE' as const };
        const beside = new Set<RiskyField>();
        for (const read of [first, second]) {
          const judged = judgeJoins(read, beside, { caller, grants: held });
          const decided = [...judged.exact, ...judged.coarse, ...judged.refused.map(({ field }) => field)];
          expect(decided.map(({ coordinate }) => coordinate).sort()).toEqual(
            read.map(({ coordinate }) => coordinate).sort(),
          );
          expect(judged.coarse.every(({ isPlace }) => isPlace)).toBe(true);
          expect(judged.refused.every(({ field }) => !field.isPlace)).toBe(true);
          for (const field of judged.exact) beside.add(field);
        }
        const left = [...beside].map(({ coordinate }) => coordinate);
        const isWeighed = held.some(({ coordinates }) => left.every((one) => coordinates.includes(one)));
        expect(left.length < 2 || isWeighed).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('needs no other grants than those about the fields', () => {
    fc.assert(
      fc.property(some, some, grants, fc.boolean(), (read, earlier, held, isBound) => {
        const all = held.map((grant) => ({ ...grant, incident: isBound ? 'incident-1' : null }));
        const judge = (weighed: readonly Grant[]) =>
          judgeJoins(read, new Set(earlier), { caller: { line: 'FIRE' }, grants: weighed });
        expect(judge(grantsAbout(read, all))).toEqual(judge(all));
      }),
      { numRuns: 2000 },
    );
    expect(grantsAbout(fields, [grantOf(strange.slice(0, 2), 0)])).toEqual([]);
  });
});
