import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readLog } from '../records/readLog.js';
import { eventually } from '../testing/eventually.js';
import { type Answer, type Rig, startRig } from '../testing/rig.js';
import { testSharing } from '../testing/sharing.js';
import { canary, type Interfere } from '../testing/supergraph.js';

const rule = (more: object = {}) => ({
  ...{ id: 'R', incidentLevelAtLeast: 3, roles: ['DUTY_OFFICER'], lines: ['FIRE'], unmask: true },
  ...{ coordinates: ['Mine.hotline', 'Mine.secret', 'Mine.plan'], ...more },
});
const incident = (more: object = {}) => ({
  ...{ id: 'I', level: 3, divisions: ['140581'], openedAt: '2026-05-01T00:00:00Z', ...more },
});

/** Incidents as their subgraph, here that of the mines, states them; a mutation of it may change them. */
function testIncidents(change: object = {}) {
  const stated = {
    up: true,
    incidents: [incident(change)],
    /** Done by the next mutation. */
    byMutation: () => undefined as void,
  };
  const interfere: Interfere = (request, answer) => {
    if (request.query.includes('mutation')) stated.byMutation();
    if (!request.query.includes('openIncidents')) {
      const grants = { 'emergency:R:I': { rows: 1, values: 1, unmasked: 1 } };
      return answer().then((given) => ({ ...given, extensions: { grants } }));
    }
    if (!stated.up) return Promise.resolve({ errors: [{ message: 'away' }] });
    const revision = JSON.stringify(stated.incidents);
    const isKnown = request.variables['since'] === revision;
    return Promise.resolve({
      data: { openIncidents: isKnown ? null : { revision, incidents: stated.incidents } },
    });
  };
  return { stated, interfere };
}

const query = '{ mine(code: "1") { code hotline } }';
const acting = (more: object = {}) => ({ role: 'DUTY_OFFICER', incident: 'I', ...more });
const codes = ({ body }: Answer) => (body.errors ?? []).map(({ extensions }) => extensions['code']);
const policy = (more: object = {}) => ({
  ...{ subgraph: 'sharing', incidents: 'mines', directory: null, everyMs: 20, ...more },
});

describe('while an incident is open', () => {
  const sharing = testSharing();
  const { stated, interfere } = testIncidents();
  let rig: Rig;
  beforeAll(async () => {
    sharing.state({ emergencyRules: [rule()] });
    rig = await startRig({ from: sharing, interfere, policy: policy() });
  });
  afterAll(() => rig.close());
  beforeEach(async () => {
    stated.incidents = [incident()];
    await eventually(async () => expect(codes(await ask())).toEqual([]));
    rig.asked.length = 0;
  });
  const ask = async (text = query, more: object = {}, line = 'FIRE') =>
    rig.ask(text, { token: await rig.tokens.token(line, acting(more)) });

  it('its command roles read what the rule names, within its area, under a grant that is short', async () => {
    const answer = await ask();
    expect(answer.body.data).toEqual({ mine: { code: '1', hotline: canary } });
    const [grant] =
      rig.asked.find(({ query: sent }) => sent.includes('hotline'))?.context.caller?.grants ?? [];
    expect(grant).toEqual({
      ...{ id: 'emergency:R:I', incident: 'I', divisions: ['140581'], unmask: true },
      coordinates: ['Mine.hotline'],
      expiresAt: expect.any(Number),
    });
    const seconds = (grant?.expiresAt ?? 0) - Date.now() / 1000;
    expect(seconds).toBeGreaterThan(120);
    expect(seconds).toBeLessThan(300);
  });

  it('the answer names the incident and the rule; the use is reported, and on record', async () => {
    const answer = await ask();
    expect(answer.body.extensions).toMatchObject({
      grants: ['emergency:R:I'],
      emergency: [{ grant: 'emergency:R:I', rule: 'R', incident: 'I' }],
    });
    const requestId = answer.body.extensions?.['requestId'];
    await eventually(() =>
      expect([...sharing.usage.values()].find((one) => one.requestId === requestId)).toMatchObject({
        ...{ grantId: 'emergency:R:I', coordinates: ['Mine.hotline'], rows: 1, unmasked: 1 },
      }),
    );
    const records: unknown[] = [];
    await eventually(async () => {
      records.splice(0);
      for await (const { record } of readLog(rig.directory)) records.push(record);
      expect(records).toContainEqual(
        expect.objectContaining({
          ...{ kind: 'decision', requestId },
          grants: [expect.objectContaining({ id: 'emergency:R:I', incident: 'I', unmask: true })],
        }),
      );
    });
  });

  it.each([
    ['a token that names no incident', { incident: null }, 'FIRE'],
    ['a token that names another', { incident: 'I-2' }, 'FIRE'],
    ['another purpose', { purpose: 'SUPERVISION' }, 'FIRE'],
    ['another role', { role: 'FIRE_PLANNER' }, 'FIRE'],
    ['another line', {}, 'WATER'],
  ])('gives nothing to %s', async (_, more, line) => {
    const answer = await ask(query, more, line);
    expect(codes(answer)).toEqual(['FIELD_NOT_SHARED']);
    expect(answer.text).not.toContain(canary);
  });

  it('never opens what is not shared by law, nor what is not shared for the response', async () => {
    const answer = await ask('{ mine(code: "1") { secret plan } }');
    expect(codes(answer)).toEqual(['FIELD_NOT_SHARED', 'FIELD_NOT_SHARED']);
    expect(answer.text).not.toContain(canary);
  });

  it('opens nothing for a level below the rule’s', async () => {
    stated.incidents = [incident({ level: 4 })];
    await eventually(async () => expect(codes(await ask())).toEqual(['FIELD_NOT_SHARED']));
    stated.incidents = [incident({ level: 1 })];
    await eventually(async () => expect(codes(await ask())).toEqual([]));
  });

  it('is announced once, anew where it changes, and ends on record', async () => {
    const recorded = (endedAt: unknown, divisions: string[]) =>
      expect.objectContaining({ rule: 'R', incident: 'I', endedAt, divisions });
    stated.incidents = [incident({ id: 'I', divisions: ['140581', '140521'] })];
    await eventually(() => expect(sharing.reported.at(-1)).toEqual(recorded(null, ['140581', '140521'])));
    const count = sharing.reported.length;
    const { asked } = sharing;
    await eventually(() => expect(sharing.asked).toBeGreaterThan(asked + 5));
    expect(sharing.reported).toHaveLength(count);
    stated.incidents = [];
    await eventually(() => expect(sharing.reported.at(-1)).toEqual(recorded(expect.any(String), [])));
  });
});

it('ends with the mutation that closes its incident: the next request is refused, long before the next look', async () => {
  const sharing = testSharing();
  sharing.state({ emergencyRules: [rule()] });
  const { stated, interfere } = testIncidents();
  const rig = await startRig({ from: sharing, interfere, policy: policy({ everyMs: 600_000 }) });
  try {
    const token = await rig.tokens.token('FIRE', acting());
    expect(codes(await rig.ask(query, { token }))).toEqual([]);
    stated.byMutation = () => void (stated.incidents = []);
    const closed = await rig.ask('mutation { renameMine(code: "1", name: "x") { code } }', { token });
    expect(closed.status).toBe(200);
    expect(codes(await rig.ask(query, { token }))).toEqual(['FIELD_NOT_SHARED']);
  } finally {
    await rig.close();
  }
});

describe('while a subgraph is away', () => {
  const tokenOf = (rig: Rig) => rig.tokens.token('FIRE', acting());
  const outcome = async (rig: Rig) => codes(await rig.ask(query, { token: await tokenOf(rig) }));

  it('what was open stays open for the grace, no longer, and nothing is reported as ended', async () => {
    const sharing = testSharing();
    sharing.state({ emergencyRules: [rule()] });
    const { stated, interfere } = testIncidents();
    const rig = await startRig({ from: sharing, interfere, policy: policy({ graceMs: 1500 }) });
    try {
      await eventually(async () => expect(await outcome(rig)).toEqual([]));
      await eventually(() => expect(sharing.reported).toHaveLength(1));
      stated.up = false;
      expect(await outcome(rig)).toEqual([]);
      await eventually(async () => expect(await outcome(rig)).toEqual(['FIELD_NOT_SHARED']));
      expect(sharing.reported).toHaveLength(1);
    } finally {
      await rig.close();
    }
  });

  it('sharing: access is given all the same, and announced when it is back, also by another process', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'huitong-emergency-'));
    const sharing = testSharing();
    sharing.state({ emergencyRules: [rule()] });
    const { stated, interfere } = testIncidents();
    stated.incidents = [];
    const start = () => startRig({ from: sharing, interfere, policy: policy({ directory }) });
    const first = await start();
    sharing.up = false;
    stated.incidents = [incident()];
    await eventually(async () => expect(await outcome(first)).toEqual([]));
    await first.close();
    expect(sharing.reported).toEqual([]);
    const second = await start();
    try {
      await eventually(async () => expect(await outcome(second)).toEqual([]));
      sharing.up = true;
      await eventually(() => expect(sharing.reported).toHaveLength(1));
      expect(sharing.reported[0]).toMatchObject({ rule: 'R', incident: 'I', level: 3, endedAt: null });
    } finally {
      await second.close();
      await rm(directory, { recursive: true });
    }
    // Closed while no gateway ran: the next one finds what is still on record as open.
    stated.incidents = [];
    const third = await start();
    await eventually(() => expect(sharing.reported.at(-1)?.endedAt).toEqual(expect.any(String)));
    await third.close();
  });
});
