import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { errorCatalogue, type VerifiedCaller } from '@huitong/contract';
import { runAs } from '../database/caller.js';
import { withPlainClient } from '../database/pools.js';
import { caller, openTestSubgraph, type TestSubgraph } from '../testing/index.js';
import { canary, testSubgraph } from '../testing/testSubgraph.js';
import { TestSite } from '../testing/testTables.js';
import { databaseAway, openSubgraph } from './service.js';

const county = caller('ENERGY', '140581');
const neighbour = caller('ENERGY', '140521');
let subgraph: TestSubgraph;
let siteId: string;
let hiddenCode: string;

beforeAll(async () => {
  subgraph = await openTestSubgraph(testSubgraph);
  siteId = randomUUID();
  await runAs(county, () =>
    subgraph.database.source.getRepository(TestSite).insert({
      id: siteId,
      ownerDepartment: county.department,
      divisionCode: '140581',
      source: 'test',
      name: '甲',
    }),
  );
  hiddenCode = 'hidden-1';
  await add(hiddenCode, neighbour);
});
afterAll(() => subgraph.close());

const mutation =
  'mutation($code: String!, $siteId: ID!, $department: String) { addFinding(code: $code, siteId: $siteId, department: $department) }';
const add = (code: string, who: VerifiedCaller, change: Record<string, unknown> = {}) =>
  subgraph.ask(mutation, who, { code, siteId, ...change });
const fail = (how: string) => subgraph.ask('query($how: String!) { fail(how: $how) }', county, { how });

describe('what a resolver throws', () => {
  it.each(['bug', 'string', 'coded', `select '${canary}'::nothing`, `select * from "${canary}"`])(
    'leaves as INTERNAL, without a word of it: %s',
    async (how) => {
      const answer = await fail(how);
      expect(answer.errors).toEqual([
        {
          message: errorCatalogue.INTERNAL.what,
          path: ['fail'],
          locations: expect.anything(),
          extensions: { code: 'INTERNAL', todo: errorCatalogue.INTERNAL.todo },
        },
      ]);
      expect(JSON.stringify(answer)).not.toContain('CANARY');
    },
  );

  it.each([
    [`select '${canary}'::int`, 'BAD_INPUT'],
    [`select cast(1e40 as float4)`, 'BAD_INPUT'],
    [`select '2026-02-30'::date /* ${canary} */`, 'BAD_INPUT'],
    ['select chr(0)', 'BAD_INPUT'],
    ['select pg_sleep(0) from test_site for update', 'CONFLICT'],
    [`do $$ begin raise exception '${canary}' using errcode = '40P01'; end $$`, 'CONFLICT'],
    [`do $$ begin raise exception '${canary}' using errcode = '57014'; end $$`, 'SUBGRAPH_TIMEOUT'],
    [`do $$ begin raise exception '${canary}' using errcode = '57P01'; end $$`, 'DATABASE_UNREACHABLE'],
    [`do $$ begin raise exception '${canary}' using errcode = '53300'; end $$`, 'DATABASE_UNREACHABLE'],
  ])('%s leaves as %s', async (how, code) => {
    const answer = await fail(how);
    if (code === 'CONFLICT' && !answer.errors) return;
    expect(answer.errors?.map((error) => error.extensions?.['code'])).toEqual([code]);
    expect(JSON.stringify(answer)).not.toContain('CANARY');
  });

  it('is logged by kind and place, without its text, which may hold values of rows', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const service = await openSubgraph(testSubgraph, { databaseUrl: subgraph.appUrl, log });
    try {
      await service.execute({ query: '{ fail(how: "bug") }' }, county);
      expect(JSON.parse(lines.join())).toMatchObject({
        failure: {
          links: [{ name: 'TypeError' }],
          at: expect.arrayContaining([expect.stringContaining('at ')]),
        },
      });
      expect(lines.join()).not.toContain('CANARY');
    } finally {
      await service.close();
    }
  });
});

describe('a mistake in the request', () => {
  it.each([
    ['{ site(id: "1") { nothing } }', 'VALIDATION_FAILED'],
    ['{ site', 'SYNTAX_ERROR'],
    ['query($id: ID!) { site(id: $id) { id } }', 'VARIABLE_INVALID'],
    ['query A { __typename } query B { __typename }', 'OPERATION_UNKNOWN'],
    ['{ echo(division: "999999") }', 'DIVISION_UNKNOWN'],
    ['{ echo(day: "2026-02-30") }', 'BAD_INPUT'],
    ['{ echo(at: "2026-02-30T00:00:00Z") }', 'BAD_INPUT'],
    ['{ echo(at: "2026-05-01") }', 'BAD_INPUT'],
    ['{ echo(day: 20260501) }', 'BAD_INPUT'],
  ])('%s is %s', async (query, code) => {
    const answer = await subgraph.ask(query, county);
    expect(answer.errors?.[0]?.extensions?.['code']).toBe(code);
    expect(JSON.stringify(answer)).not.toMatch(/stacktrace|node_modules/);
  });

  it('in a variable is refused like one in the text', async () => {
    const query = 'query($division: DivisionCode, $day: Date) { echo(division: $division, day: $day) }';
    const codeOf = async (variables: Record<string, unknown>) =>
      (await subgraph.ask(query, county, variables)).errors?.[0]?.extensions?.['code'];
    expect(await codeOf({ division: '999999' })).toBe('DIVISION_UNKNOWN');
    expect(await codeOf({ division: { code: '140581' } })).toBe('BAD_INPUT');
    expect(await codeOf({ day: '2026-13-01' })).toBe('BAD_INPUT');
    expect(await codeOf({ day: '2026-05-01', division: '140581' })).toBeUndefined();
  });
});

// RELIABILITY §3 and §5.36: what differs by a hidden row must not differ in the answer.
describe('an oracle for hidden rows', () => {
  const withoutPlace = (answer: Awaited<ReturnType<typeof add>>) =>
    JSON.stringify(answer.errors?.map(({ message, extensions }) => ({ message, extensions })));

  it('gets one identical answer for a hidden unique key, a missing parent and a foreign department', async () => {
    const answers = await Promise.all([
      add(hiddenCode, county),
      add('new-1', county, { siteId: randomUUID() }),
      add('new-2', county, { department: neighbour.department }),
    ]);
    const texts = answers.map(withoutPlace);
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('"CONFLICT"');
    for (const answer of answers) {
      expect(JSON.stringify(answer)).not.toMatch(/test_finding|hidden-1|constraint|policy|key/i);
    }
  });

  it.each([
    [`on conflict (code) do update set code = 'x'`],
    [`on conflict (code) do update set source = excluded.source returning id`],
  ])('gets the same from %s', async (clause) => {
    const how = `insert into test_finding (id, owner_department, division_code, source, site_id, code)
      values (gen_random_uuid(), '${county.department}', '140581', 'test', '${siteId}', '${hiddenCode}') ${clause}`;
    const answer = await fail(how);
    expect(answer.errors?.[0]?.extensions?.['code']).toBe('CONFLICT');
    expect(JSON.stringify(answer)).not.toMatch(/test_finding|policy/);
  });

  it('cannot tell a hidden row from an absent one', async () => {
    const hidden = await withPlainClient(subgraph.superuserUrl, (admin) =>
      admin.query<{ id: string }>('select id from test_finding where code = $1', [hiddenCode]),
    );
    const ask = (id: string) => fail(`select code from test_finding where id = '${id}'`);
    const [present, absent] = await Promise.all([ask(hidden.rows[0]?.id as string), ask(randomUUID())]);
    expect(present.data).toEqual({ fail: '[]' });
    expect(present.data).toEqual(absent.data);
    expect(present.errors).toEqual(absent.errors);
  });
});

describe('a database that is away', () => {
  it('is DATABASE_UNREACHABLE for every way a connection can fail, and not ready', async () => {
    const service = await openSubgraph(testSubgraph, {
      databaseUrl: subgraph.appUrl,
      pool: { connections: 1, connectMilliseconds: 500 },
      log: pino({ level: 'silent' }),
    });
    const name = new URL(subgraph.appUrl).pathname.slice(1);
    const admin = (sql: string) => withPlainClient(adminUrl(), (client) => client.query(sql));
    try {
      expect(await service.ready()).toBe(true);
      await admin(`alter database "${name}" allow_connections false`);
      await admin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
      for (let n = 0; n < 3; n += 1) {
        const answer = await service.execute({ query: `{ site(id: "${siteId}") { name } }` }, county);
        expect(databaseAway(answer)).toBe(true);
        expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${name}|127\\.0\\.0\\.1|${siteId}`));
      }
      expect(await service.ready()).toBe(false);
    } finally {
      await admin(`alter database "${name}" allow_connections true`);
    }
    const answer = await service.execute({ query: `{ site(id: "${siteId}") { name } }` }, county);
    expect(answer.data).toEqual({ site: { name: '甲' } });
    expect(await service.ready()).toBe(true);
    await service.close();
  });

  it('is not said of answers that hold anything else', () => {
    const away = { message: 'x', extensions: { code: 'DATABASE_UNREACHABLE' } };
    expect(databaseAway({ errors: [away, away] })).toBe(true);
    expect(databaseAway({ errors: [away, { message: 'x', extensions: { code: 'BAD_INPUT' } }] })).toBe(false);
    expect(databaseAway({ errors: [] })).toBe(false);
    expect(databaseAway({ data: null })).toBe(false);
  });

  const adminUrl = () => {
    const url = new URL(subgraph.superuserUrl);
    url.pathname = '/postgres';
    return url.href;
  };
});
