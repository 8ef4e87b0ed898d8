import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pino } from 'pino';
import type { VerifiedCaller } from '@huitong/contract';
import { runAs } from '../database/caller.js';
import type { Database } from '../database/database.js';
import { migration } from '../database/migrations.js';
import { withPlainClient } from '../database/pools.js';
import { caller, openTestDatabase, type TestDatabase } from '../testing/index.js';
import { TestFinding, testMigrations, TestSite } from '../testing/testTables.js';
import { indexStatus, rebuildIndex } from './administration.js';
import { localFeed } from './feed.js';
import { indexedTable } from './indexedTable.js';
import { indexStatements } from './objectTable.js';
import type { IndexFeed } from './protocol.js';
import { RelaySteps, startRelay } from './relay.js';

const subgraph = 'sites';
const county = caller('ENERGY', '140581');
const city = caller('ENERGY', '140500', { department: county.department });

/** Both ends stand in one database here: the owner's tables with their outbox, and the index. */
const migrations = [
  ...testMigrations,
  migration(2, 'index-test-tables', () => [
    ...indexedTable({
      type: 'TestSite',
      table: 'test_site',
      name: 'name',
      rank: 'depth',
      dueAt: 'seen_at',
      located: true,
      conditional: false,
    }),
    ...indexedTable({
      type: 'TestFinding',
      table: 'test_finding',
      state: 'code',
      located: false,
      conditional: true,
    }),
    ...indexStatements(),
  ]),
];

let test: TestDatabase;
let database: Database;
let steps: RelaySteps;
const newSteps = (feed: IndexFeed = localFeed(database, subgraph)) =>
  new RelaySteps({ database, subgraph, feed });
const admin = <Row extends object>(sql: string, values: unknown[] = []) =>
  withPlainClient(test.superuserUrl, async (client) => (await client.query<Row>(sql, values)).rows);
const as = <Row>(who: VerifiedCaller, sql: string, values: unknown[] = []) =>
  runAs(who, () => database.query<Row>(sql, values));

beforeAll(async () => {
  test = await openTestDatabase(migrations);
  database = await test.open([TestSite, TestFinding]);
});
afterAll(() => test.close());
beforeEach(async () => {
  await admin('truncate test_site, test_finding, index_entry, index_relay, index_object, index_cursor');
  steps = newSteps();
});

const addSite = (over: Partial<TestSite> = {}, who = county) => {
  const id = randomUUID();
  const row = {
    id,
    ownerDepartment: who.department,
    divisionCode: '140581',
    source: 'test',
    name: '甲',
    ...over,
  };
  return runAs(who, () => database.source.getRepository(TestSite).insert(row)).then(() => id);
};

/** Steps until there is nothing more to send just now. */
async function stepOn(relay = steps): Promise<void> {
  for (let n = 0; n < 50; n += 1) if (!(await relay.step())) return;
  throw new Error('The relay does not come to rest.');
}

/**
 * Steps until nothing is held back either: other test files write into the same server, and whatever transaction of
 * theirs runs holds every outbox of the server back. The deadline is the test's own.
 */
async function settle(relay = steps): Promise<void> {
  const held = `select 1 as held from index_entry where xid >= pg_snapshot_xmin(pg_current_snapshot())
    and xid < pg_snapshot_xmax(pg_current_snapshot())`;
  for (;;) {
    const [before] = await admin(held);
    await stepOn(relay);
    if (!before) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const columns = `name, lat, lon, division_code, division_path, owner_department, due_at, rank, synthetic`;
const owned = () =>
  admin(`select 'TestSite:' || id as id, name, lat, lon, division_code, division_path, owner_department,
      seen_at as due_at, depth as rank, synthetic, null as state from test_site
    union all select 'TestFinding:' || id, null, null, null, division_code, division_path, owner_department,
      null, null, synthetic, code from test_finding order by id`);
const indexed = () =>
  admin<{ id: string; name: string | null }>(
    `select id, ${columns}, state from index_object order by id collate "C"`,
  );
const expectSame = async () => expect(await indexed()).toEqual(await owned());

describe('the outbox', () => {
  it('follows inserts, changes, moves and deletions, whoever writes and however', async () => {
    const id = await addSite({ lat: 35.8, lon: 112.9, depth: 2 });
    await as(county, `insert into test_finding (id, owner_department, division_code, source, site_id, code)
      values ($1, $2, '140581', 'test', $3, 'F1')`, [randomUUID(), county.department, id]); // prettier-ignore
    await addSite({ divisionCode: '140581102' });
    await settle();
    await expectSame();
    expect(await indexed()).toHaveLength(3);

    await as(
      city,
      `update test_site set name = '乙', division_code = '140521', seen_at = now() where id = $1`,
      [id],
    );
    await settle();
    await expectSame();
    expect(await indexed()).toContainEqual(expect.objectContaining({ name: '乙', division_code: '140521' }));

    // One statement that inserts and changes, as an import does.
    await as(city, `insert into test_site (id, owner_department, division_code, source, source_id, name)
      select id, owner_department, division_code, source, source_id, '丙' from test_site
      union all select gen_random_uuid(), $1, '140581', 'test', 'new', '丁'
      on conflict (id) do update set name = excluded.name`, [county.department]); // prettier-ignore
    await settle();
    await expectSame();
    expect((await indexed()).map(({ name }) => name ?? '').sort()).toEqual(['', '丁', '丙', '丙']);

    await as(city, 'delete from test_finding');
    await as(city, 'delete from test_site where id = $1', [id]);
    await settle();
    await expectSame();
    expect(await indexed()).toHaveLength(2);
    // A tombstone keeps nothing of what it was.
    expect(await admin('select name, lat, state from index_entry where deleted')).toEqual([
      { name: null, lat: null, state: null },
      { name: null, lat: null, state: null },
    ]);
  });

  it('holds nothing of a transaction that is rolled back, and is not touched by a change it does not show', async () => {
    const id = await addSite();
    const before = await admin('select * from index_entry');
    await expect(
      runAs(county, () =>
        database.transaction(async (manager) => {
          await manager.query(`update test_site set name = '乙'`);
          await manager.query('select 1 / 0');
        }),
      ),
    ).rejects.toThrow();
    await as(county, `update test_site set volume = 7 where id = $1`, [id]);
    expect(await admin('select * from index_entry')).toEqual(before);
  });

  it('lets a department write the entries of its own rows only, and read no foreign conditional one', async () => {
    await addSite();
    const foreign = caller('FIRE', '140581');
    const forged = `insert into index_entry (type, key, division_code, division_path, owner_department, share, synthetic, xid)
      values ('TestSite', 'x', '140581', '{140000,140500,140581}', $1, 'UNCONDITIONAL', false, pg_current_xact_id())`;
    await expect(as(foreign, forged, [county.department])).rejects.toMatchObject({ code: '42501' });
    expect(await as(foreign, 'select 1 from index_entry')).toEqual([]);
    expect(await as(foreign, 'update index_entry set deleted = true returning 1')).toEqual([]);
  });

  it('refuses a new id for an old object', async () => {
    const id = await addSite();
    await expect(
      as(county, 'update test_site set id = gen_random_uuid() where id = $1', [id]),
    ).rejects.toMatchObject({ code: '23514', constraint: 'key_stays' });
  });

  it('puts the rows that are there already into the index when a migration lists their table', async () => {
    await addSite();
    await admin('truncate index_entry');
    await withPlainClient(test.ownerUrl, async (owner) => {
      await owner.query('begin');
      for (const statement of indexedTable({
        ...{ type: 'TestSite', table: 'test_site', name: `'新' || name`, located: true, conditional: false },
      }))
        await owner.query(statement);
      expect((await owner.query('select relforcerowsecurity as forced from pg_class where relname = any($1)', [
        ['test_site', 'index_entry'],
      ])).rows).toEqual([{ forced: true }, { forced: true }]); // prettier-ignore
      await owner.query('alter table index_entry no force row level security');
      expect((await owner.query('select name from index_entry')).rows).toEqual([{ name: '新甲' }]);
      await owner.query('rollback');
    });
  });
});

describe('the cursor', () => {
  it('does not pass over a transaction that commits late', async () => {
    await addSite({ name: '先' });
    await settle();
    await withPlainClient(test.superuserUrl, async (late) => {
      await late.query('begin');
      await late.query(`update test_site set name = '迟' where name = '先'`);
      await addSite({ name: '后' });
      await stepOn();
      // Committed, and held back, because the older transaction may still write below it.
      expect((await indexed()).map(({ name }) => name)).toEqual(['先']);
      const [held] = await indexStatus(database, [subgraph]);
      await late.query('commit');
      await settle();
      await expectSame();
      expect(await indexed()).toHaveLength(2);
      const freshness = newSteps();
      await settle(freshness);
      const [now] = await indexStatus(database, [subgraph]);
      expect(Date.parse(now?.upTo ?? '')).toBeGreaterThan(Date.parse(held?.upTo ?? ''));
    });
  });

  it('does not claim to be up to date while something is held back', async () => {
    await settle();
    await withPlainClient(test.superuserUrl, async (late) => {
      await late.query('begin');
      await late.query('select pg_current_xact_id()');
      const [{ at } = { at: '' }] = await admin<{ at: Date }>('select clock_timestamp() as at');
      await addSite();
      await stepOn(newSteps());
      const [status] = await indexStatus(database, [subgraph]);
      expect(Date.parse(status?.upTo ?? '')).toBeLessThan(new Date(at).getTime());
      await late.query('rollback');
    });
  });

  it('sends more than one batch, in order, and each once', async () => {
    await as(county, `insert into test_site (id, owner_department, division_code, source, source_id, name)
      select gen_random_uuid(), $1, '140581', 'test', n, 'n' || n from generate_series(1, 1200) as n`,
      [county.department]); // prettier-ignore
    await settle();
    await expectSame();
    await as(county, `update test_site set name = name || '新'`);
    await settle();
    await expectSame();
    const [{ version }] = (await admin<{ version: string }>('select version from index_cursor')) as [
      { version: string },
    ];
    expect(Number(version)).toBeLessThanOrEqual(15);
  });
});

/** A way to the index on which requests and answers get lost. */
function lossy(feed: IndexFeed, loses: () => 'NOTHING' | 'REQUEST' | 'ANSWER'): IndexFeed {
  const through = async <T>(work: () => Promise<T>): Promise<T> => {
    const lost = loses();
    if (lost === 'REQUEST') throw new Error('lost on the way');
    const answer = await work();
    if (lost === 'ANSWER') throw new Error('lost on the way back');
    return answer;
  };
  return { state: () => through(() => feed.state()), apply: (batch) => through(() => feed.apply(batch)) };
}

describe('the index', () => {
  it('converges to exactly what the owner shares, whatever is written, lost or begun anew', async () => {
    const kinds = [
      'INSERT',
      'UPDATE',
      'MOVE',
      'DELETE',
      'ROLLBACK',
      'STEP',
      'STEP',
      'RESTART',
      'REBUILD',
    ] as const;
    const losses = ['NOTHING', 'NOTHING', 'REQUEST', 'ANSWER'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...kinds), { minLength: 5, maxLength: 40 }),
        fc.array(fc.constantFrom(...losses), { minLength: 1, maxLength: 20 }),
        fc.infiniteStream(fc.nat(1000)),
        async (work, losing, numbers) => {
          await admin(
            'truncate test_site, test_finding, index_entry, index_object, index_cursor, index_relay',
          );
          let n = 0;
          const feed = lossy(localFeed(database, subgraph), () => losing[n++ % losing.length] ?? 'NOTHING');
          let relay = newSteps(feed);
          const next = () => numbers.next().value as number;
          const some = `(select id from test_site order by id offset $1 % greatest(1, (select count(*) from test_site)) limit 1)`;
          const act = {
            INSERT: () => addSite({ name: `n${next()}` }),
            UPDATE: () => as(city, `update test_site set name = 'u' || $1 where id = ${some}`, [next()]),
            MOVE: () => as(city, `update test_site set division_code = '140521', lat = 35, lon = 112 + $1 / 1000.0 where id = ${some}`, [next()]), // prettier-ignore
            DELETE: () => as(city, `delete from test_site where id = ${some}`, [next()]),
            ROLLBACK: () => as(city, `with gone as (delete from test_site returning 1) select 1 / 0 from gone`).catch(() => []), // prettier-ignore
            STEP: () => relay.step().catch(() => false),
            RESTART: () => Promise.resolve((relay = newSteps(feed))),
            REBUILD: () => rebuildIndex(database, subgraph),
          };
          for (const one of work) await act[one]();
          await settle(newSteps());
          await expectSame();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is sent whole again when the owner was put back to an earlier state, by numbers of another life', async () => {
    const [kept, lost] = [await addSite({ name: '旧' }), await addSite({ name: '失' })];
    await settle();
    // A backup from before: fewer rows, its own marks, and transaction numbers far ahead of this server's.
    await admin(`delete from test_site where id = $1`, [lost]);
    await admin(`delete from index_entry where key = $1`, [lost]);
    await admin(`update index_entry set xid = '9000000000'`);
    await admin(`update index_relay set acknowledged = gen_random_uuid(), pending = gen_random_uuid()`);
    await settle(newSteps());
    await expectSame();
    expect(await indexed()).toEqual([expect.objectContaining({ id: `TestSite:${kept}` })]);
    // The numbers do not keep later changes back.
    await as(county, `update test_site set name = '新'`);
    await settle(newSteps());
    await expectSame();
  });

  it('answers from the old rows while it is rebuilt, and loses what is not sent again', async () => {
    await as(county, `insert into test_site (id, owner_department, division_code, source, source_id, name)
      select gen_random_uuid(), $1, '140581', 'test', n, 'n' || n from generate_series(1, 1200) as n`,
      [county.department]); // prettier-ignore
    await settle();
    await admin(`insert into index_object (subgraph, type, key, division_code, division_path, owner_department, share,
        synthetic, generation)
      values ('sites', 'TestSite', 'stale', '140581', '{140000}', 'x', 'UNCONDITIONAL', false, 1),
        ('others', 'Other', 'kept', '140581', '{140000}', 'x', 'UNCONDITIONAL', false, 0)`); // prettier-ignore
    await rebuildIndex(database, subgraph);
    const anybody = caller('WATER', '140100');
    const count = async () =>
      (await as<{ n: number }>(anybody, 'select count(*) as n from index_object'))[0]?.n;
    const relay = newSteps();
    for (let batch = 1; batch <= 2; batch += 1) {
      expect(await relay.step()).toBe(true);
      expect(await count()).toBe(1202);
      expect(await indexStatus(database, [subgraph])).toMatchObject([{ rebuilding: true, rows: 1201 }]);
    }
    await settle(relay);
    expect(await count()).toBe(1201);
    expect(await indexStatus(database, [subgraph])).toMatchObject([{ rebuilding: false, rows: 1200 }]);
  });

  it('takes from one owner nothing that is another one’s', async () => {
    await addSite();
    await settle();
    const thief = localFeed(database, 'thieves');
    const [entry] = await admin<object>(`select type, key, '偷' as name, null as lat, null as lon, division_code,
      division_path, owner_department, null as state, null as due_at, null as rank, null as enterprise_uscc, share,
      synthetic, false as deleted from index_entry`); // prettier-ignore
    const batch = {
      ...{ version: 0, epoch: randomUUID(), begins: true, ends: true, upTo: null },
      position: { phase: 'FOLLOWING', xid: '1', type: '', key: '' } as const,
    };
    await expect(thief.apply({ ...batch, entries: [entry as never] })).rejects.toMatchObject({
      driverError: { code: '42501' },
    });
    // Neither does its end of a transfer, nor a tombstone, reach them.
    await thief.apply({ ...batch, entries: [{ ...(entry as { key: string }), deleted: true } as never] });
    await expectSame();
  });

  it('applies a batch once: the same one again finds the cursor moved', async () => {
    const feed = localFeed(database, subgraph);
    const batch = {
      ...{ version: 0, epoch: randomUUID(), begins: true, ends: true, upTo: null, entries: [] },
      position: { phase: 'FOLLOWING', xid: '1', type: '', key: '' } as const,
    };
    const answers = await Promise.all([feed.apply(batch), feed.apply(batch), feed.apply(batch)]);
    expect(answers.filter((answer) => answer !== null)).toEqual([expect.objectContaining({ version: 1 })]);
  });
});

describe('tombstones', () => {
  const hours = (count: number) => Date.now() + count * 3_600_000;
  const tombstones = () => admin<{ key: string }>('select key from index_entry where deleted order by key');
  const remove = (id: string) => as(county, 'delete from test_site where id = $1', [id]);
  const age = (id: string, days: number) =>
    admin(`update index_entry set deleted_at = now() - make_interval(days => $2::int) where key = $1`, [
      id,
      days,
    ]);

  it('are purged once the index has passed them and their time is over, and not before', async () => {
    const [old, young, unpassed] = [await addSite(), await addSite(), await addSite()];
    await settle();
    await remove(old);
    await remove(young);
    await settle();
    await age(old, 8);
    await age(young, 6);
    expect((await tombstones()).map(({ key }) => key)).toEqual([old, young].sort());
    // The index has not heard of this one.
    const away = newSteps(lossy(localFeed(database, subgraph), () => 'REQUEST'));
    await remove(unpassed);
    await age(unpassed, 30);
    await expect(away.step(hours(1))).rejects.toThrow();
    expect(await tombstones()).toHaveLength(3);
    await settle();
    await newSteps().step(hours(2));
    expect((await tombstones()).map(({ key }) => key)).toEqual([young]);
    await expectSame();
    // An object that comes back under its old key is there again.
    await addSite({ id: old, name: '复来' });
    await settle();
    await expectSame();
  });

  it('that are gone are not missed by an index that is put back: everything is sent again', async () => {
    const id = await addSite();
    await settle();
    const saved = await admin(`select * from index_cursor`);
    await remove(id);
    await age(id, 30);
    await settle();
    await newSteps().step(hours(1));
    expect(await tombstones()).toEqual([]);
    const { version, epoch, position } = saved[0] as { version: string; epoch: string; position: object };
    await admin('update index_cursor set version = $1, epoch = $2, position = $3', [
      version,
      epoch,
      position,
    ]);
    await admin(`insert into index_object (subgraph, type, key, division_code, division_path, owner_department, share,
        synthetic, generation)
      select $1, 'TestSite', $2, '140581', '{140000}', 'x', 'UNCONDITIONAL', false, generation from index_cursor`, [subgraph, id]); // prettier-ignore
    await settle(newSteps());
    await expectSame();
  });

  it('are purged by nobody but the relay', async () => {
    const id = await addSite();
    await remove(id);
    const gone = 'delete from index_entry where deleted returning 1';
    expect(await as(caller('ENERGY', '140521'), gone)).toEqual([]);
    expect(await tombstones()).toHaveLength(1);
  });
});

describe('a relay', () => {
  const log = pino({ level: 'silent' });
  /** Resolves when the index is what the owner shares; the deadline is the test's own. */
  const converged = async () => {
    for (;;) {
      const [is, should] = [JSON.stringify(await indexed()), JSON.stringify(await owned())];
      if (is === should) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('follows by itself, also when no notification ever arrives', async () => {
    const nowhere = new URL(test.appUrl);
    nowhere.port = '1';
    const feed = localFeed(database, subgraph);
    const relay = startRelay({ subgraph, database, databaseUrl: nowhere.href, feed, log });
    try {
      await addSite({ name: '无声' });
      await converged();
      await as(county, `update test_site set name = '仍到'`);
      await converged();
    } finally {
      await relay.close();
    }
  });

  it('goes on after the index was away, and keeps no writer waiting meanwhile', async () => {
    let away = true;
    const feed = lossy(localFeed(database, subgraph), () => (away ? 'REQUEST' : 'NOTHING'));
    const relay = startRelay({ subgraph, database, databaseUrl: test.appUrl, feed, log });
    try {
      for (let n = 0; n < 5; n += 1) await addSite({ name: `n${n}` });
      expect(await indexed()).toEqual([]);
      away = false;
      await converged();
    } finally {
      await relay.close();
    }
  });

  it('stops at once while the index answers nothing', async () => {
    const never = <T>(signal?: AbortSignal) =>
      new Promise<T>((_, reject) => signal?.addEventListener('abort', () => reject(new Error('given up'))));
    const feed: IndexFeed = { state: never, apply: (_, signal) => never(signal) };
    const relay = startRelay({ subgraph, database, databaseUrl: test.appUrl, feed, log });
    await relay.close();
  });
});
