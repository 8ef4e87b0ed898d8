import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Rig, startRig } from '../testing/rig.js';
import { canary, compose, fireSdl, minesSdl } from '../testing/supergraph.js';

// The sharing rules and federation's own directives on one graph: what either denies is taken out in one pass.
const supergraph = compose({
  mines: minesSdl
    .replace('  name: String\n', '  name: String @federation__requiresScopes(scopes: [["mine:name"]])\n')
    .replace('  version: String', '  version: String @federation__authenticated'),
  fire: fireSdl,
});

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ supergraph });
});
afterAll(() => rig.close());
afterEach(() => {
  rig.asked.length = 0;
});

const bearing = (claims: object) => rig.tokens.token('FIRE', {}, 'officer-1', claims);
const errorsOf = ({ body }: Awaited<ReturnType<Rig['ask']>>) =>
  (body.errors ?? []).map(({ extensions, path }) => [extensions['code'], extensions['coordinate'], path]);
const query = '{ mine(code: "1") { code name plan } version }';

describe('federation’s own directives beside the sharing rules', () => {
  it('take out what the token’s scopes do not allow, each with its own error', async () => {
    const answer = await rig.ask(query);
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({ mine: { code: '1', name: null, plan: null }, version: '1' });
    expect(errorsOf(answer)).toEqual([
      ['UNAUTHORIZED_FIELD_OR_TYPE', 'Mine.name', ['mine', 'name']],
      ['FIELD_NOT_SHARED', 'Mine.plan', ['mine', 'plan']],
    ]);
    expect(rig.asked.map((fetch) => fetch.query).join('\n')).not.toMatch(/\b(name|plan)\b/);
    expect(answer.text).not.toContain(canary);
  });

  it('let through what they allow, and the sharing rules still take out theirs', async () => {
    const answer = await rig.ask(query, { token: await bearing({ scope: 'other mine:name' }) });
    expect(answer.body.data).toEqual({ mine: { code: '1', name: '矿1', plan: null }, version: '1' });
    expect(errorsOf(answer)).toEqual([['FIELD_NOT_SHARED', 'Mine.plan', ['mine', 'plan']]]);
  });

  it('refuse the whole operation when the client wants all or nothing', async () => {
    const body = { extensions: { huitong: { mode: 'reject' } } };
    const answer = await rig.ask('{ mine(code: "1") { name } }', { body });
    expect([answer.status, answer.body.data]).toEqual([403, undefined]);
    expect(errorsOf(answer)).toEqual([['UNAUTHORIZED_FIELD_OR_TYPE', 'Mine.name', undefined]]);
    expect(rig.asked).toEqual([]);
  });
});

describe('where the operator rejects what is not authorised', () => {
  let strict: Rig;
  beforeAll(async () => {
    strict = await startRig({ supergraph, unauthorized: 'reject' });
  });
  afterAll(() => strict.close());

  it('the whole operation is refused, but not for what is merely not shared', async () => {
    expect((await strict.ask('{ mine(code: "1") { name } }')).status).toBe(403);
    expect(strict.asked).toEqual([]);
    expect((await strict.ask('{ mine(code: "1") { plan } }')).status).toBe(200);
  });
});

describe('in open mode', () => {
  let open: Rig;
  beforeAll(async () => {
    open = await startRig({ supergraph, identity: { mode: 'open' }, sharing: false, decisionLog: null });
  });
  afterAll(() => open.close());

  it('nobody is authenticated, whatever token he shows', async () => {
    const token = await open.tokens.token('FIRE', {}, 's', { scope: 'mine:name' });
    const answer = await open.ask('{ version mine(code: "1") { code name } }', { token });
    expect(answer.body.data).toEqual({ version: null, mine: { code: '1', name: null } });
    expect(errorsOf(answer).map(([, coordinate]) => coordinate)).toEqual(['Query.version', 'Mine.name']);
  });
});
