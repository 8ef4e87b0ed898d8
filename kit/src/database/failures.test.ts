import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { caller, openTestDatabase, type TestDatabase } from '../testing/index.js';
import { TestFinding, testMigrations, TestSite } from '../testing/testTables.js';
import { runAs } from './caller.js';
import { type Database, openDatabase } from './database.js';
import { withPlainClient } from './pools.js';
import { upsertByNaturalKey } from './upsert.js';
import { Notes } from '../sharing/notes.js';
import type { LoaderScope } from '../subgraph/context.js';

const entities = [TestSite, TestFinding];
const county = caller('ENERGY', '140581');
let server: TestDatabase;
const open: Database[] = [];
const opened = async (
  ...limits: Parameters<TestDatabase['open']> extends [unknown, ...infer R] ? R : never
) => {
  const database = await openDatabase(server.appUrl, entities, ...limits);
  open.push(database);
  return database;
};

beforeAll(async () => {
  server = await openTestDatabase(testMigrations, 'failures');
});
afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});
afterAll(() => server.close());

const terminateAll = () =>
  withPlainClient(server.superuserUrl, (admin) =>
    admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = $1`, [
      `${server.name}_app`,
    ]),
  );
const ask = (database: Database) => runAs(county, () => database.query('select 1 as one', []));

/** Repeats until it succeeds: the pool notices a lost connection when the socket says so, not at once. */
async function eventually<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 5000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

describe('a server that restarts', () => {
  it('does not end the process, and the pool recovers by itself', async () => {
    const database = await opened({ connections: 4 });
    await Promise.all(Array.from({ length: 4 }, () => ask(database)));
    await terminateAll();
    expect(await eventually(() => ask(database))).toEqual([{ one: 1 }]);
  });

  it('fails what was under way, and nothing afterwards', async () => {
    const database = await opened({ connections: 2 });
    const hanging = runAs(county, () => database.query('select pg_sleep(30)', []));
    const inTransaction = runAs(county, () =>
      database.transaction(async (manager) => void (await manager.query('select pg_sleep(30)'))),
    );
    const both = Promise.allSettled([hanging, inTransaction]);
    await eventually(async () => {
      const { rows } = await withPlainClient(server.superuserUrl, (admin) =>
        admin.query<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity where query like 'select pg_sleep%' and usename = $1`,
          [`${server.name}_app`],
        ),
      );
      if (rows[0]?.n !== 2) throw new Error('not under way yet');
    });
    await terminateAll();
    expect((await both).map((one) => one.status)).toEqual(['rejected', 'rejected']);
    expect(await eventually(() => ask(database))).toEqual([{ one: 1 }]);
  });
});

describe('a statement that takes too long', () => {
  it('fails after the query timeout, and its connection is not used again', async () => {
    const database = await opened({ connections: 1, queryMilliseconds: 200 });
    const backend = () =>
      runAs(county, () => database.query<{ pid: number }>('select pg_backend_pid() as pid', []));
    const [before] = await backend();
    const started = Date.now();
    await expect(runAs(county, () => database.query('select pg_sleep(30)', []))).rejects.toThrow('timeout');
    expect(Date.now() - started).toBeLessThan(2000);
    const [after] = await backend();
    expect(after?.pid).not.toBe(before?.pid);
  });

  it('in a transaction leaves no open transaction behind for the next borrower', async () => {
    const database = await opened({ connections: 1, queryMilliseconds: 200 });
    await expect(
      runAs(county, () =>
        database.transaction(async (manager) => void (await manager.query('select pg_sleep(1)'))),
      ),
    ).rejects.toThrow();
    await runAs(county, () =>
      database.query(
        `insert into test_site (id, owner_department, division_code, source, name)
         values (gen_random_uuid(), $1, '140581', 'timeout', 'kept')`,
        [county.department],
      ),
    );
    const { rows } = await withPlainClient(server.superuserUrl, (admin) =>
      admin.query(`select 1 from test_site where source = 'timeout'`),
    );
    expect(rows).toHaveLength(1);
  });
});

describe('opening', () => {
  it.each([
    ['nobody listens', (url: URL) => void (url.port = '1')],
    ['the password is wrong', (url: URL) => void (url.password = 'x'.repeat(20))],
    ['there is no such database', (url: URL) => void (url.pathname = '/huitong_nowhere')],
  ])('is refused with DATABASE_UNREACHABLE when %s', async (_, spoil) => {
    const url = new URL(server.appUrl);
    spoil(url);
    await expect(openDatabase(url.href, entities)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
  });
});

describe('upsert by natural key', () => {
  const scopeOf = (database: Database, who = county): LoaderScope => ({
    caller: who,
    database,
    notes: new Notes(),
    providers: new Map(),
    neverNull: new Map(),
    batch: () => {
      throw new Error('not used');
    },
  });
  const site = { source: 'test', sourceId: 'u-1', divisionCode: '140581', name: '甲矿', depth: 5 };
  const write = (
    database: Database,
    values: Partial<typeof site> & { seenAt?: string | null },
    who = county,
  ) => runAs(who, () => upsertByNaturalKey(scopeOf(database, who), TestSite, { ...site, ...values }));

  it('inserts, leaves alone, updates what differs and keeps what is not given', async () => {
    const database = await opened();
    const first = await write(database, { seenAt: '2026-05-01T03:00:00.000Z' });
    expect(first.outcome).toBe('INSERTED');
    expect((await write(database, { seenAt: '2026-05-01T03:00:00.000Z' })).outcome).toBe('UNCHANGED');
    const changed = await write(database, { name: '乙矿' });
    expect(changed).toMatchObject({ outcome: 'UPDATED', row: { id: first.row.id, name: '乙矿', depth: 5 } });
    // Instants are ISO strings in every row, however it was read.
    expect(changed.row.seenAt).toBe('2026-05-01T03:00:00.000Z');
    expect(typeof changed.row.updatedAt).toBe('string');
  });

  it('lets twenty at once take turns: one row', async () => {
    const database = await opened();
    const written = await Promise.all(
      Array.from({ length: 20 }, (_, n) => write(database, { sourceId: 'u-2', depth: n % 2 })),
    );
    expect(written.filter((one) => one.outcome === 'INSERTED')).toHaveLength(1);
    expect(new Set(written.map((one) => one.row.id)).size).toBe(1);
  });

  it('refuses unknown divisions and those of others', async () => {
    const database = await opened();
    await expect(write(database, { divisionCode: '990000' })).rejects.toMatchObject({
      code: 'DIVISION_UNKNOWN',
    });
    await expect(write(database, { divisionCode: '140521' })).rejects.toMatchObject({ code: 'NOT_OWN_ROW' });
    await expect(write(database, { divisionCode: '140500' })).rejects.toMatchObject({ code: 'NOT_OWN_ROW' });
  });

  it('does not claim to have updated a row outside of the caller’s divisions', async () => {
    const database = await opened();
    await write(database, { sourceId: 'u-3', divisionCode: '140581001' });
    const narrower = caller('ENERGY', '140581', { scope: ['140581002'] });
    await expect(
      write(database, { sourceId: 'u-3', divisionCode: '140581002', name: '丙矿' }, narrower),
    ).rejects.toMatchObject({ code: 'NOT_OWN_ROW' });
  });
});

describe('a connection that is not made in time', () => {
  /** A server that says nothing to those who come first, and passes the others on. */
  async function behindSilence<T>(silences: number, work: (url: string) => Promise<T>): Promise<T> {
    const target = new URL(server.appUrl);
    const { port, hostname } = target;
    const sockets: Socket[] = [];
    let met = 0;
    const gate = createServer((incoming) => {
      sockets.push(incoming.on('error', () => undefined));
      met += 1;
      if (met <= silences) return;
      const outgoing = connect(Number(port), hostname);
      sockets.push(outgoing.on('error', () => undefined));
      incoming.pipe(outgoing).pipe(incoming);
    });
    await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
    target.hostname = '127.0.0.1';
    target.port = String((gate.address() as AddressInfo).port);
    try {
      return await work(target.href);
    } finally {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => gate.close(resolve));
    }
  }

  it('is tried again when a database is opened', () =>
    behindSilence(2, async (url) => {
      const database = await openDatabase(url, entities, { connectMilliseconds: 300 });
      try {
        expect(await ask(database)).toEqual([{ one: 1 }]);
      } finally {
        await database.close();
      }
    }));

  it('is given up in the end, with a name for it', () =>
    behindSilence(99, async (url) => {
      await expect(openDatabase(url, entities, { connectMilliseconds: 100 })).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
      });
    }));
});
