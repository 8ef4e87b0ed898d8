import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Grant, VerifiedCaller } from '@huitong/contract';
import { caller, openTestDatabase, type TestDatabase } from '../testing/index.js';
import { TestFinding, testMigrations, TestSite } from '../testing/testTables.js';
import { runAs, runAsNobody, statementsSent } from './caller.js';
import { type Database, openDatabase } from './database.js';
import { ScopedPool, withPlainClient } from './pools.js';

const entities = [TestSite, TestFinding];
const county = caller('ENERGY', '140581');
const neighbour = caller('ENERGY', '140521');
let server: TestDatabase;
let database: Database;
/** One connection, so that whatever one statement left behind, the next would meet. */
let single: Database;

beforeAll(async () => {
  server = await openTestDatabase(testMigrations, 'scope');
  database = await server.open(entities);
  single = await server.open(entities, { connections: 1 });
  for (const [who, division] of [
    [county, '140581'],
    [neighbour, '140521'],
  ] as const) {
    await runAs(who, () => insertFindings(who, division));
  }
});
afterAll(() => server.close());

const owned = (who: VerifiedCaller, divisionCode: string, n: number | string) => ({
  id: randomUUID(),
  ownerDepartment: who.department,
  divisionCode,
  source: 'test',
  sourceId: `row-${n}`,
});

async function insertFindings(who: VerifiedCaller, division: string) {
  const site = { ...owned(who, division, 'site'), name: '测试矿' };
  await database.source.getRepository(TestSite).insert(site);
  const findings = Array.from({ length: 10 }, (_, n) => ({
    ...owned(who, division, n),
    siteId: site.id,
    code: `${division}-${n}`,
  }));
  await database.source.getRepository(TestFinding).insert(findings);
}

const codes = async (on: Database) =>
  (await on.query<{ code: string }>('select code from test_finding order by code', [])).map(
    (row) => row.code,
  );
const admin = <T>(work: Parameters<typeof withPlainClient<T>>[1]) =>
  withPlainClient(server.superuserUrl, work);

describe('a scoped statement', () => {
  it('sees the rows of its caller and no others', async () => {
    for (const [who, division] of [
      [county, '140581'],
      [neighbour, '140521'],
    ] as const) {
      const seen = await runAs(who, () => codes(database));
      expect(seen).toEqual(Array.from({ length: 10 }, (_, n) => `${division}-${n}`));
    }
    expect(await runAs(caller('FIRE', '140581'), () => codes(database))).toEqual([]);
    expect(await runAsNobody(() => codes(database))).toEqual([]);
  });

  it('throws outside of a request, and takes no connection for it', async () => {
    await expect(database.query('select 1', [])).rejects.toThrow('no caller, no query');
    await expect(database.source.query('select 1')).rejects.toThrow('no caller, no query');
    await expect(database.source.getRepository(TestSite).find()).rejects.toThrow('no caller, no query');
  });

  it('leaves no scope behind on its connection, after success or error', async () => {
    const settings = `select coalesce(current_setting('huitong.department', true), '') as department,
      coalesce(current_setting('huitong.scope', true), '') as scope`;
    const empty = [{ department: '', scope: '' }];
    await runAs(county, () => codes(single));
    expect(await runAsNobody(() => single.query(settings, []))).toEqual(empty);
    await expect(runAs(county, () => single.query('select 1 / 0', []))).rejects.toThrow('division by zero');
    expect(await runAsNobody(() => single.query(settings, []))).toEqual(empty);
    await runAs(county, () => single.transaction(async (manager) => void (await manager.query('select 1'))));
    expect(await runAsNobody(() => single.query(settings, []))).toEqual(empty);
    // Unscoped on the wire itself: past the facade, on the very connection.
    const client = await (single.source.driver as unknown as { master: ScopedPool }).master.connect();
    try {
      const facade = Object.getPrototypeOf(client) as object;
      const plain = Object.getPrototypeOf(facade) as { query(text: string): Promise<unknown> };
      await runAs(county, () => client.query('select count(*) from test_finding'));
      const answer = await plain.query.call(client, 'select count(*)::int as count from test_finding');
      expect(answer).toMatchObject({ rows: [{ count: 0 }] });
    } finally {
      client.release();
    }
  });

  it('rolls back what it wrote when it fails', async () => {
    const [site] = await runAs(county, () =>
      database.query<{ id: string }>('select id from test_site where owner_department = $1', [
        county.department,
      ]),
    );
    const insert = `insert into test_finding (id, owner_department, division_code, source, site_id, code)
      select gen_random_uuid(), $1, '140581', 'test', $2, case n when 2 then null else 'new' end
      from generate_series(1, 2) as n`;
    await expect(
      runAs(county, () => database.query(insert, [county.department, site?.id])),
    ).rejects.toMatchObject({ code: '23502' });
    expect(await runAs(county, () => codes(database))).toHaveLength(10);
  });

  it('is not several statements', async () => {
    await expect(runAs(county, () => database.query('select 1; select 2', []))).rejects.toThrow(
      'multiple commands',
    );
    // Transaction control goes out unscoped, so nothing may ride behind it.
    await expect(
      runAs(county, () => single.query('rollback; select * from test_finding', [])),
    ).rejects.toThrow('multiple commands');
  });

  it('keeps 400 alternating callers apart on one prepared plan, waiting in one queue', async () => {
    const who = [county, neighbour];
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, n) => runAs(who[n % 2] as VerifiedCaller, () => codes(single))),
    );
    answers.forEach((seen, n) => {
      expect(seen).toHaveLength(10);
      expect(new Set(seen.map((code) => code.slice(0, 6)))).toEqual(new Set([n % 2 ? '140521' : '140581']));
    });
  });

  it('survives a failing parse on a fresh connection: the name is not taken for prepared', async () => {
    const pool = new ScopedPool({ connectionString: server.appUrl, max: 1 });
    try {
      await runAs(county, async () => {
        const client = await pool.connect();
        const named = { name: 'late', text: 'select code from late_table' };
        await expect(client.query(named)).rejects.toMatchObject({ code: '42P01' });
        await admin(async (superuser) => {
          await superuser.query('create table late_table (code text)');
          await superuser.query('grant select on late_table to public');
        });
        expect((await client.query(named)).rows).toEqual([]);
        expect((await client.query(named)).rows).toEqual([]);
        client.release();
      });
    } finally {
      await pool.end();
      await admin((superuser) => superuser.query('drop table late_table'));
    }
  });

  it('prepares a statement that comes again, and does not keep those that come once', async () => {
    await runAs(county, async () => {
      const prepared = `select name from pg_prepared_statements where statement ~ '^select [0-9]+ as marker' order by name`;
      const marked = (n: number) => single.query(`select ${n} as marker`, []);
      for (let n = 0; n < 50; n += 1) await marked(n);
      const before = await single.query(prepared, []);
      await marked(7);
      await marked(7);
      const after = await single.query(prepared, []);
      expect(after.length - before.length).toBe(1);
      expect(before).toEqual([]);
    });
  });
});

describe('on the wire', () => {
  /** Frontend messages by their first byte, as they went by. */
  const sent: string[] = [];
  let proxy: Server;
  let through: Database;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    const target = new URL(server.appUrl);
    const { port, hostname } = target;
    proxy = createServer((incoming) => {
      const outgoing = connect(Number(port), hostname);
      for (const socket of [incoming, outgoing]) {
        sockets.add(socket);
        socket.on('error', () => undefined);
      }
      let rest = Buffer.alloc(0);
      let started = false;
      incoming.on('data', (chunk: Buffer) => {
        rest = Buffer.concat([rest, chunk]);
        // The start-up message alone has no type byte.
        for (;;) {
          const at = started ? 1 : 0;
          if (rest.length < at + 4) break;
          const length = at + rest.readInt32BE(at);
          if (rest.length < length) break;
          if (started) sent.push(String.fromCharCode(rest[0] as number));
          started = true;
          rest = rest.subarray(length);
        }
        outgoing.write(chunk);
      });
      outgoing.on('data', (chunk) => incoming.write(chunk));
      incoming.on('close', () => outgoing.destroy());
      outgoing.on('close', () => incoming.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    target.port = String((proxy.address() as AddressInfo).port);
    target.hostname = '127.0.0.1';
    through = await openDatabase(target.href, entities, { connections: 1 });
  });
  afterAll(async () => {
    await through.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => proxy.close(resolve));
  });
  beforeEach(() => void (sent.length = 0));

  it('scope and statement are one round trip: one Sync', async () => {
    // Bind and Execute the scope; Parse, Bind, Describe, Execute the statement; Sync.
    const messages = async () => {
      sent.length = 0;
      await runAs(county, () => through.query('select code as seen_on_the_wire from test_finding', []));
      return sent.join('');
    };
    expect(await messages()).toBe('BEPBDES');
    expect(await messages()).toBe('BEPBDES');
    // Prepared from the second time on.
    expect(await messages()).toBe('BEBDES');
  });

  it('a statement outside of a request sends nothing at all', async () => {
    await expect(codes(through)).rejects.toThrow('no caller');
    expect(sent).toEqual([]);
  });

  it('every statement counts once, transaction control not at all', async () => {
    await runAs(county, async () => {
      await through.transaction(async (manager) => {
        await manager.query('select 1');
        await manager.query('select 2');
      });
      expect(statementsSent()).toBe(2);
    });
  });
});

describe('TypeORM under row scope', () => {
  it('finds, inserts, updates and removes own rows', async () => {
    await runAs(county, async () => {
      const sites = database.source.getRepository(TestSite);
      const row = { ...owned(county, '140581001', 'crud'), name: '一号', depth: 3 };
      await sites.insert(row);
      const found = await sites.findOneByOrFail({ id: row.id });
      expect(found).toMatchObject({
        name: '一号',
        divisionPath: ['140000', '140500', '140581', '140581001'],
      });
      expect((await sites.update({ id: row.id }, { depth: 4 })).affected).toBe(1);
      expect(await sites.findOneByOrFail({ id: row.id })).toMatchObject({ depth: 4 });
      expect((await sites.delete({ id: row.id })).affected).toBe(1);
      expect(await sites.findOneBy({ id: row.id })).toBeNull();
    });
  });

  it('rolls a transaction back as a whole, and to a savepoint in part', async () => {
    await runAs(county, async () => {
      const sites = database.source.getRepository(TestSite);
      const [kept, undone] = [owned(county, '140581', 'kept'), owned(county, '140581', 'undone')];
      await expect(
        database.transaction(async (manager) => {
          await manager.insert(TestSite, { ...undone, name: 'x' });
          throw new Error('stop');
        }),
      ).rejects.toThrow('stop');
      expect(await sites.findOneBy({ id: undone.id })).toBeNull();
      await database.transaction(async (manager) => {
        await manager.insert(TestSite, { ...kept, name: 'x' });
        await expect(
          manager.transaction(async (inner) => {
            await inner.insert(TestSite, { ...undone, name: 'y' });
            await inner.query('select 1 / 0');
          }),
        ).rejects.toThrow('division by zero');
        await manager.update(TestSite, { id: kept.id }, { depth: 1 });
      });
      expect(await sites.findOneBy({ id: kept.id })).toMatchObject({ depth: 1 });
      expect(await sites.findOneBy({ id: undone.id })).toBeNull();
      await sites.delete({ id: kept.id });
    });
  });

  it('keeps concurrent transactions of several callers apart', async () => {
    const who = [county, neighbour];
    const seen = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        runAs(who[n % 2] as VerifiedCaller, () =>
          database.transaction(async (manager) => {
            const before = await manager.find(TestFinding);
            await manager.query('select pg_sleep(0.002)');
            return [...before, ...(await manager.find(TestFinding))].map((row) => row.ownerDepartment);
          }),
        ),
      ),
    );
    seen.forEach((departments, n) =>
      expect(new Set(departments)).toEqual(new Set([(who[n % 2] as VerifiedCaller).department])),
    );
  });
});

// RELIABILITY §3, leak tests; the mapping to one answer is tested with subgraph/errors.
describe('row security', () => {
  const siteOf = async (who: VerifiedCaller) => {
    const rows = await admin((superuser) =>
      superuser.query<{ id: string }>('select id from test_site where owner_department = $1 limit 1', [
        who.department,
      ]),
    );
    return rows.rows[0]?.id as string;
  };
  const run = (text: string, values: unknown[] = [], who = county) =>
    runAs(who, () => database.query<Record<string, unknown>>(text, values));

  it('refuses rows for another department, or outside of the caller’s divisions', async () => {
    const insert = `insert into test_site (id, owner_department, division_code, source, name)
      values (gen_random_uuid(), $1, $2, 'test', 'x')`;
    await expect(run(insert, [neighbour.department, '140581'])).rejects.toMatchObject({ code: '42501' });
    await expect(run(insert, [county.department, '140521'])).rejects.toMatchObject({ code: '42501' });
    await expect(run(insert, [county.department, '999999'])).rejects.toMatchObject({ code: '23503' });
  });

  it('derives the division path itself, whatever the writer claims', async () => {
    const [row] = await run(
      `insert into test_site (id, owner_department, division_code, division_path, source, name)
       values (gen_random_uuid(), $1, '140581', array['140000', '140521'], 'test', 'x')
       returning division_path, id`,
      [county.department],
    );
    expect(row?.['division_path']).toEqual(['140000', '140500', '140581']);
    await run('delete from test_site where id = $1', [row?.['id']]);
  });

  it('refuses to move a row out of scope or to another owner, and RETURNING shows nothing of it', async () => {
    const id = await siteOf(county);
    for (const change of [`division_code = '140521'`, `owner_department = '${neighbour.department}'`]) {
      await expect(
        run(`update test_site set ${change} where id = $1 returning *`, [id]),
      ).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('changes nothing of another department, silently', async () => {
    const id = await siteOf(neighbour);
    expect(await run(`update test_site set name = 'mine' where id = $1 returning id`, [id])).toEqual([]);
    expect(await run('delete from test_site where id = $1 returning id', [id])).toEqual([]);
    // Visible and not the caller's: MERGE says so, where UPDATE passes it over.
    await expect(
      run(
        `merge into test_site as t using (select $1::uuid as id) as s on t.id = s.id
         when matched then update set name = 'mine'`,
        [id],
      ),
    ).rejects.toMatchObject({ code: '42501' });
    expect(
      await run(`update test_finding set code = 'x' returning id`, [], caller('FIRE', '140581')),
    ).toEqual([]);
  });

  it.each([
    ['truncate test_finding'],
    ['alter table test_finding disable row level security'],
    ['drop policy test_finding_read on test_finding'],
    ['create table own (a int)'],
    ['create temp table own (a int)'],
    ['create function own() returns int language sql return 1'],
    ['select * from schema_migration'],
    [`copy test_finding to '/dev/null'`],
  ])('does not let an app role: %s', async (text) => {
    await expect(run(text)).rejects.toMatchObject({ code: '42501' });
  });

  it('is not switched off by row_security = off, roles or settings of one’s own', async () => {
    await runAs(county, () =>
      database.transaction(async (manager) => {
        await manager.query('set local row_security = off');
        await expect(manager.query('select * from test_finding')).rejects.toMatchObject({ code: '42501' });
      }),
    ).catch(() => undefined);
    await expect(run(`set role "${server.name}_owner"`)).rejects.toMatchObject({ code: '42501' });
    // A statement that sets a wider scope and one that reads are two transactions.
    await run(`select set_config('huitong.departments', $1, false)`, [neighbour.department]);
    expect(await runAs(county, () => codes(single))).toHaveLength(10);
    for (let n = 0; n < 20; n += 1) {
      const seen = await run('select code from test_finding');
      expect(seen.every((row) => String(row['code']).startsWith('140581'))).toBe(true);
    }
  });

  it('binds the owner role too', async () => {
    await withPlainClient(server.ownerUrl, async (owner) => {
      expect((await owner.query('select * from test_finding')).rows).toEqual([]);
      expect((await owner.query('select * from test_site')).rows).toEqual([]);
      expect((await owner.query('update test_site set depth = 1')).rowCount).toBe(0);
    });
  });

  it('evaluates no expression on hidden rows', async () => {
    // Every hidden row would divide by zero; a barrier keeps the caller's expression behind the policy.
    const text = `select 1 / (case when code like '140521%' then 0 else 1 end) as one from test_finding`;
    expect(await run(text)).toHaveLength(10);
  });

  it('tells nothing of hidden rows by counts, statistics or sequences of statements', async () => {
    expect(await run('select count(*) as count from test_finding')).toEqual([{ count: 10 }]);
    await admin((superuser) => superuser.query('analyze test_finding'));
    expect(await run(`select * from pg_stats where tablename = 'test_finding'`)).toEqual([]);
  });

  it('opens rows to a grant of their type, in its divisions, until it expires or its incident ends', async () => {
    const grant: Grant = {
      id: 'g',
      coordinates: ['TestFinding'],
      divisions: ['140581'],
      unmask: false,
      incident: null,
      expiresAt: Date.now() / 1000 + 60,
    };
    const inParts = async (coordinates: readonly string[]) => {
      const grants = [{ ...grant, coordinates, expiresAt: Math.floor(grant.expiresAt) }];
      const read = () => single.query('select code from test_finding', [], { parts: true });
      return (await runAs(caller('FIRE', '140500', { grants }), read)).length;
    };
    const count = async (change: Partial<Grant>, incident?: string) => {
      const grants = [{ ...grant, ...change, expiresAt: Math.floor(change.expiresAt ?? grant.expiresAt) }];
      const who = caller('FIRE', '140500', { grants, incident: incident ?? null });
      return (await run('select code from test_finding', [], who)).length;
    };
    expect(await count({})).toBe(10);
    expect(await count({ divisions: ['140500'] })).toBe(20);
    expect(await count({ divisions: ['140521', '140581'] })).toBe(20);
    expect(await count({ divisions: ['140524'] })).toBe(0);
    expect(await count({ divisions: [] })).toBe(0);
    expect(await count({ expiresAt: Date.now() / 1000 - 1 })).toBe(0);
    expect(await count({ coordinates: ['OtherType'] })).toBe(0);
    expect(await count({ coordinates: ['TestFinding.code'] })).toBe(0);
    expect(await inParts(['TestFinding.code'])).toBe(10);
    expect(await inParts(['TestFindings.code', 'Other.TestFinding'])).toBe(0);
    expect(await count({ coordinates: ['__proto__', 'constructor'] })).toBe(0);
    expect(await count({ incident: 'i-1' })).toBe(0);
    expect(await count({ incident: 'i-1' }, 'i-2')).toBe(0);
    expect(await count({ incident: 'i-1' }, 'i-1')).toBe(10);
  });

  it('lets a granted row be read, never written', async () => {
    const grants = [
      {
        id: 'g',
        coordinates: ['TestFinding'],
        divisions: ['140000'],
        unmask: true,
        incident: null,
        expiresAt: 4e9,
      },
    ];
    const who = caller('FIRE', '140581', { grants });
    expect(await run(`update test_finding set code = 'x' returning id`, [], who)).toEqual([]);
    expect(await run('delete from test_finding returning id', [], who)).toEqual([]);
  });
});

describe('the plan of a statement', () => {
  it('is made for its values each time, or once where that is said', async () => {
    const text = (mark: string) =>
      `select '${mark}' as mark, code from test_finding where code = any($1::text[])`;
    const ask = (mark: string, how?: { readonly planned: 'ONCE' }) =>
      runAs(county, () => single.query(text(mark), [['140581-1']], how));
    // From the sixth time on PostgreSQL would keep the plan that looks at no value.
    for (let time = 0; time < 10; time += 1) {
      await ask('values');
      await ask('once', { planned: 'ONCE' });
    }
    const kept = await runAs(county, () =>
      single.query<{ mark: string; generic: number; custom: number }>(
        `select substring(statement from '''(values|once)''') as mark, generic_plans::int as generic,
           custom_plans::int as custom
         from pg_prepared_statements where statement like '%as mark, code from test_finding%' and name <> ''
           and statement not like '%pg_prepared_statements%' order by 1`,
        [],
      ),
    );
    expect(kept).toEqual([
      { mark: 'once', generic: expect.any(Number), custom: expect.any(Number) },
      { mark: 'values', generic: 0, custom: 9 },
    ]);
    expect(kept[0]?.generic).toBeGreaterThan(0);
  });

  it('of the statements of a transaction is kept, as triggers need it', async () => {
    const mode = await runAs(county, () =>
      single.transaction((manager) =>
        manager.query<[{ mode: string }]>(`select current_setting('plan_cache_mode') as mode`),
      ),
    );
    expect(mode).toEqual([{ mode: 'auto' }]);
  });
});
