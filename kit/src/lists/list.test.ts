import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type DataLoader from 'dataloader';
import fc from 'fast-check';
import type { VerifiedCaller } from '@huitong/contract';
import { runAs, statementsSent } from '../database/caller.js';
import type { Database } from '../database/database.js';
import { withPlainClient } from '../database/pools.js';
import { geodesicMetres } from '../geo/index.js';
import { Random } from '../sample/random.js';
import { Notes } from '../sharing/notes.js';
import type { LoaderScope } from '../subgraph/context.js';
import { caller, openTestDatabase, type TestDatabase } from '../testing/index.js';
import { TestFinding, testMigrations, TestSite } from '../testing/testTables.js';
import type { ListArguments } from './arguments.js';
import { above, atLeast, contains, equals, oneOf } from './filters.js';
import { byKey } from './keys.js';
import type { Connection } from './connection.js';
import { List } from './list.js';

const county = caller('ENERGY', '140581');
const stranger = caller('FIRE', '140521');
const sites = new List<TestSite>({
  entity: TestSite,
  filters: {
    nameContains: contains('name'),
    depthGt: above('depth'),
    volumeGte: atLeast('volume'),
    open: equals('open'),
    nameIn: oneOf('name'),
    seenAtGte: atLeast('seenAt'),
  },
  orders: {
    NAME: 'name',
    DEPTH: 'depth',
    VOLUME: 'volume',
    SINCE: 'since',
    OPEN: 'open',
    SEEN_AT: 'seenAt',
    UPDATED_AT: 'updatedAt',
  },
  defaultOrder: 'NAME',
});
const findings = new List<TestFinding>({
  entity: TestFinding,
  filters: { codeIn: oneOf('code'), siteId: equals('siteId') },
  orders: { CODE: 'code', UPDATED_AT: 'updatedAt' },
  defaultOrder: 'CODE',
});

const divisions = ['140581', '140581001', '140581002', '140581003'];
let server: TestDatabase;
let database: Database;
let rows: (Partial<TestSite> & { id: string })[];

beforeAll(async () => {
  server = await openTestDatabase(testMigrations, 'lists');
  database = await server.open([TestSite, TestFinding]);
  const random = new Random(5);
  const maybe = <T>(value: T) => (random.chance(0.2) ? null : value);
  rows = Array.from({ length: 60 }, (_, n) => {
    const located = random.chance(0.85);
    return {
      id: randomUUID(),
      ownerDepartment: county.department,
      divisionCode: random.pick(divisions),
      source: 'test',
      sourceId: `site-${n}`,
      name: `${random.pick(['东峰', '南坪', '西沟'])}矿`,
      depth: maybe(random.integer(0, 5)),
      volume: maybe(random.pick([0.1, 0.2, 0.30000000000000004, 1 / 3, 1e-9, 1e15])),
      since: maybe(`2026-0${random.integer(1, 3)}-01`),
      open: maybe(random.chance(0.5)),
      lat: located ? 35.7 + random.integer(0, 20) / 100 : null,
      lon: located ? 112.9 + random.integer(0, 20) / 100 : null,
    };
  });
  await runAs(county, async () => {
    await database.source.getRepository(TestSite).insert(rows);
    // One finding per site and more for the first; visible to the owner's line only.
    const of = rows.flatMap((site, n) =>
      Array.from({ length: n === 0 ? 7 : n % 3 }, (__, k) => ({ site, code: `${n}-${k}` })),
    );
    await database.source.getRepository(TestFinding).insert(
      of.map(({ site, code }) => ({
        id: randomUUID(),
        ownerDepartment: county.department,
        divisionCode: '140581',
        source: 'test',
        siteId: site.id,
        code,
      })),
    );
    // Instants within one millisecond of each other: JavaScript cannot tell them apart.
    await database.query(
      `update test_site set seen_at = '2026-05-01T03:00:00.123Z'::timestamptz + (length(source_id) * 7 + substr(source_id, 6)::int % 13) * interval '1 microsecond'
       where substr(source_id, 6)::int % 5 > 0`,
      [],
    );
  });
});
afterAll(() => server.close());

function scopeOf(who: VerifiedCaller): LoaderScope {
  const batches = new Map<string, DataLoader<unknown, unknown>>();
  return {
    caller: who,
    database,
    notes: new Notes(),
    providers: new Map(),
    neverNull: new Map([['TestFinding', new Set(['id', 'updatedAt'])]]),
    batch(name, make) {
      const loader = batches.get(name) ?? (make() as DataLoader<unknown, unknown>);
      batches.set(name, loader);
      return loader as never;
    },
  };
}
const page = (args: ListArguments, who = county) => runAs(who, () => sites.page(scopeOf(who), args));

/** The count is a promise, though the schema's shape says a number: graphql-js awaits it. */
const countOf = (one: Connection<unknown>) => Promise.resolve(one.totalCount as unknown);

async function walk(args: ListArguments): Promise<TestSite[]> {
  const all: TestSite[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < 100; pages += 1) {
    const one: Connection<TestSite> = await page({ ...args, after });
    all.push(...one.nodes);
    after = one.pageInfo.endCursor;
    if (!one.pageInfo.hasNextPage) return all;
    expect(one.nodes).toHaveLength(args.first ?? 20);
  }
  throw new Error('The pages do not end.');
}

const orders = ['NAME', 'DEPTH', 'VOLUME', 'SINCE', 'OPEN', 'SEEN_AT', 'UPDATED_AT'] as const;
const properties = {
  NAME: 'name',
  DEPTH: 'depth',
  VOLUME: 'volume',
  SINCE: 'since',
  OPEN: 'open',
  SEEN_AT: 'seenAt',
  UPDATED_AT: 'updatedAt',
} as const;
const somewhere = { point: { lat: 35.8, lon: 113 }, withinKm: 9 };
const filtered: fc.Arbitrary<ListArguments> = fc.record(
  {
    where: fc.constantFrom<ListArguments['where']>(
      { depthGt: 1 },
      { open: true },
      { not: { open: true } },
      { or: [{ depthGt: 3 }, { nameContains: '东峰' }] },
      { nameIn: ['南坪矿'] },
    ),
    division: fc.constantFrom(...divisions, '140521'),
    bbox: fc.constant({ minLat: 35.75, minLon: 112.9, maxLat: 35.85, maxLon: 113.05 }),
    near: fc.constant(somewhere),
  },
  { requiredKeys: [] },
);

describe('pages of a list', () => {
  it('show every row exactly once, in order, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        filtered,
        fc.option(
          fc.record({
            field: fc.constantFrom(...orders),
            direction: fc.constantFrom('ASC' as const, 'DESC' as const),
          }),
        ),
        fc.integer({ min: 1, max: 25 }),
        async (args, orderBy, first) => {
          const whole = await page({ ...args, orderBy, first: 500 });
          const walked = await walk({ ...args, orderBy, first });
          expect(walked.map((row) => row.id)).toEqual(whole.nodes.map((row) => row.id));
          expect(new Set(walked.map((row) => row.id)).size).toBe(walked.length);
          expect(
            await runAs(county, () => Promise.resolve((whole as { totalCount: unknown }).totalCount)),
          ).toBe(walked.length);
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);

  it.each(orders.flatMap((field) => [[field, 'ASC'] as const, [field, 'DESC'] as const]))(
    'by %s %s come sorted, nulls last',
    async (field, direction) => {
      const walked = await walk({ orderBy: { field, direction }, first: 7 });
      expect(walked).toHaveLength(rows.length);
      const values = walked.map((row) => row[properties[field]]);
      const firstNull = values.indexOf(null);
      const present = firstNull < 0 ? values : values.slice(0, firstNull);
      expect(values.slice(present.length).every((value) => value === null)).toBe(true);
      const sign = direction === 'ASC' ? 1 : -1;
      for (let n = 1; n < present.length; n += 1) {
        const [before, after] = [present[n - 1], present[n]] as [string, string];
        expect(before === after ? 0 : before < after ? -1 : 1).not.toBe(sign);
      }
    },
  );

  it('hold what brute force finds', async () => {
    const ids = async (args: ListArguments) => (await walk(args)).map((row) => row.id).sort();
    const by = (keep: (row: (typeof rows)[number]) => boolean) =>
      rows
        .filter(keep)
        .map((row) => row.id)
        .sort();
    expect(await ids({ where: { depthGt: 2 } })).toEqual(by((row) => (row.depth ?? 0) > 2));
    expect(await ids({ where: { not: { depthGt: 2 } } })).toEqual(by((row) => !((row.depth ?? 0) > 2)));
    expect(await ids({ where: { nameContains: '峰' } })).toEqual(by((row) => row.name!.includes('峰')));
    expect(await ids({ where: { nameContains: '西沟' } })).toEqual(by((row) => row.name!.includes('西沟')));
    expect(await ids({ where: { or: [] } })).toEqual([]);
    expect(await ids({ division: '140581002' })).toEqual(by((row) => row.divisionCode === '140581002'));
    expect(await ids({ division: '140500' })).toEqual(by(() => true));
    expect(await ids({ bbox: { minLat: 35.7, minLon: 112.9, maxLat: 35.8, maxLon: 113 } })).toEqual(
      by((row) => row.lat !== null && row.lat! <= 35.8 && row.lon! <= 113),
    );
  });

  it('near a point come nearest first with metres over the ground, none beyond the radius', async () => {
    const { point } = somewhere;
    const expected = rows
      .filter((row) => row.lat !== null)
      .map((row) => ({ id: row.id, metres: geodesicMetres(point, row as { lat: number; lon: number }) }))
      .filter(({ metres }) => metres <= 9000)
      .sort((a, b) => a.metres - b.metres);
    const { edges } = await page({ near: somewhere, first: 500 });
    expect(edges.length).toBeGreaterThan(10);
    expect(edges.map((edge) => edge.node.id).sort()).toEqual(expected.map((one) => one.id).sort());
    edges.forEach((edge, n) =>
      expect(Math.abs(edge.distanceMetres! - expected[n]!.metres)).toBeLessThan(0.2),
    );
    const sorted = await page({ near: somewhere, orderBy: { field: 'NAME' }, first: 500 });
    expect(sorted.edges).toHaveLength(edges.length);
    expect(sorted.edges.every((edge) => edge.distanceMetres! <= 9000)).toBe(true);
    expect((await page({ first: 1 })).edges[0]?.distanceMetres).toBeNull();
  });

  it.each<[string, ListArguments]>([
    ['PAGE_SIZE_OUT_OF_RANGE', { first: 0 }],
    ['PAGE_SIZE_OUT_OF_RANGE', { first: -1 }],
    ['PAGE_SIZE_OUT_OF_RANGE', { first: 501 }],
    ['PAGE_SIZE_OUT_OF_RANGE', { first: 1.5 }],
    ['RADIUS_OUT_OF_RANGE', { near: { point: { lat: 35, lon: 112 }, withinKm: -1 } }],
    ['RADIUS_OUT_OF_RANGE', { near: { point: { lat: 35, lon: 112 }, withinKm: 20_000 } }],
    ['COORDINATE_OUT_OF_RANGE', { near: { point: { lat: 91, lon: 112 }, withinKm: 1 } }],
    ['COORDINATE_OUT_OF_RANGE', { near: { point: { lat: Number.NaN, lon: 112 }, withinKm: 1 } }],
    ['BOX_INVERTED', { bbox: { minLat: 36, minLon: 112, maxLat: 35, maxLon: 113 } }],
    ['CURSOR_INVALID', { after: '' }],
    ['CURSOR_INVALID', { after: 'x' }],
  ])('are refused with %s for %j', async (code, args) => {
    await expect(page(args)).rejects.toMatchObject({ code });
  });

  it('go on from their own cursor only', async () => {
    const asked: ListArguments = { first: 2, where: { depthGt: 0 }, orderBy: { field: 'DEPTH' } };
    const after = (await page(asked)).pageInfo.endCursor;
    expect((await page({ ...asked, after })).nodes).toHaveLength(2);
    for (const change of [
      { where: { depthGt: 1 } },
      { where: null },
      { orderBy: { field: 'DEPTH', direction: 'DESC' as const } },
      { orderBy: { field: 'VOLUME' } },
      { division: '140581' },
      { near: somewhere },
    ]) {
      await expect(page({ ...asked, ...change, after })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    }
    const finding = runAs(county, () => findings.page(scopeOf(county), { after: after as string }));
    await expect(finding).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('are one statement, and one more when the count is read, however often', async () => {
    await runAs(county, async () => {
      const one = await sites.page(scopeOf(county), { first: 5 });
      expect(one.nodes).toHaveLength(5);
      expect(statementsSent()).toBe(1);
      expect(await countOf(one)).toBe(rows.length);
      expect(await countOf(one)).toBe(rows.length);
      expect(statementsSent()).toBe(2);
    });
  });

  it('count and page only what the caller may see', async () => {
    const seen = (who: VerifiedCaller) =>
      runAs(who, async () => {
        const one = await findings.page(scopeOf(who), { first: 500 });
        return [one.nodes.length, await countOf(one), one.pageInfo.hasNextPage];
      });
    const all = await withPlainClient(server.superuserUrl, (admin) =>
      admin.query('select 1 from test_finding'),
    );
    expect(await seen(county)).toEqual([all.rowCount, all.rowCount, false]);
    expect(await seen(stranger)).toEqual([0, 0, false]);
  });
});

describe('rows of which single fields are granted', () => {
  const seen = (coordinates: readonly string[], args: ListArguments = {}) => {
    const grant = { id: 'g', divisions: ['140500'], unmask: false, incident: null, expiresAt: 4e9 };
    const who = caller('FIRE', '140521', { grants: [{ ...grant, coordinates }] });
    return runAs(who, async () => {
      const page = await findings.page(scopeOf(who), { first: 500, ...args });
      expect(await countOf(page)).toBe(page.nodes.length);
      return page.nodes.length;
    });
  };

  it('are listed as long as neither condition nor order looks at another field', async () => {
    const all = (await runAs(county, () => findings.page(scopeOf(county), { first: 500 }))).nodes.length;
    const byTime = { orderBy: { field: 'UPDATED_AT' } };
    const codes = { codeIn: ['0-0', '0-1'] };
    expect(await seen(['TestFinding'])).toBe(all);
    expect(await seen(['TestFinding.code'])).toBe(all);
    expect(await seen(['TestFinding.code'], { where: codes })).toBe(2);
    expect(await seen(['TestFinding.siteId'], byTime)).toBe(all);
    // Ordered by code when nothing else is said, and the code was not granted.
    expect(await seen(['TestFinding.siteId'])).toBe(0);
    expect(await seen(['TestFinding.siteId'], { ...byTime, where: { or: [{ not: codes }] } })).toBe(0);
    expect(await seen(['TestFinding.cod'], { where: codes })).toBe(0);
  });

  it('are counted when they are another department’s', async () => {
    const scope = scopeOf(stranger);
    const page = await runAs(stranger, () => sites.page(scope, { first: 10 }));
    expect(scope.notes.listed).toBe(page.nodes.length);
    const own = scopeOf(county);
    await runAs(county, () => sites.page(own, { first: 10 }));
    expect(own.notes.listed).toBe(0);
  });
});

describe('rows near many points', () => {
  it('are those of a page near each of them, in one statement', async () => {
    const centres = rows.filter((row) => row.lat !== null).map(({ lat, lon }) => ({ lat: lat!, lon: lon! }));
    await runAs(county, async () => {
      const scope = scopeOf(county);
      const asked = { where: { not: { open: true } }, first: 4, withinKm: 5 };
      const batched = await Promise.all(centres.map((point) => sites.near(scope, asked).load(point)));
      expect(statementsSent()).toBe(1);
      for (const [n, point] of centres.entries()) {
        const alone = await sites.page(scope, { where: asked.where, first: 4, near: { point, withinKm: 5 } });
        const told = (one: Connection<TestSite>) => one.edges.map((edge) => edge.distanceMetres);
        expect(told(batched[n]!)).toEqual(told(alone));
        expect(batched[n]!.pageInfo.hasNextPage).toBe(alone.pageInfo.hasNextPage);
      }
    });
  });

  it('without a radius reach as far as they must; a bad point fails alone', async () => {
    await runAs(county, async () => {
      const loader = sites.near(scopeOf(county), { first: 3 });
      const bad = [{ lat: 91, lon: 0 }, { lat: 'x', lon: 0 } as never, {} as never];
      const [good, ...refused] = await Promise.allSettled(
        [{ lat: 0, lon: 0 }, ...bad].map((point) => loader.load(point)),
      );
      expect(good).toMatchObject({ status: 'fulfilled' });
      expect((good as PromiseFulfilledResult<Connection<TestSite>>).value.nodes).toHaveLength(3);
      for (const one of refused)
        expect(one).toMatchObject({ status: 'rejected', reason: { code: 'COORDINATE_OUT_OF_RANGE' } });
      expect(statementsSent()).toBe(1);
    });
  });
});

describe('rows of many parents', () => {
  it('are the pages of each of them, in one statement', async () => {
    await runAs(county, async () => {
      const scope = scopeOf(county);
      const loader = findings.ofParent(scope, 'siteId', {
        first: 2,
        orderBy: { field: 'CODE', direction: 'DESC' },
      });
      const pages = await Promise.all(rows.map((row) => loader.load(row.id)));
      expect(statementsSent()).toBe(1);
      for (const [n, row] of rows.entries()) {
        const own = await database.query<{ code: string }>(
          'select code from test_finding where site_id = $1 order by code desc',
          [row.id],
        );
        expect(pages[n]!.nodes.map((one) => one.code)).toEqual(own.slice(0, 2).map((one) => one.code));
        expect(pages[n]!.pageInfo.hasNextPage).toBe(own.length > 2);
      }
    });
  });

  it('are none for who may not see them, and for what is no parent', async () => {
    await runAs(stranger, async () => {
      const loader = findings.ofParent(scopeOf(stranger), 'siteId', {});
      expect((await loader.load(rows[0]!.id)).nodes).toEqual([]);
    });
    await runAs(county, async () => {
      const loader = findings.ofParent(scopeOf(county), 'siteId', {});
      const keys = ['garbage', 'a\0b', { id: 1 } as never, rows[0]!.id];
      const pages = await Promise.all(keys.map((key) => loader.load(key)));
      expect(pages.map((one) => one.nodes.length)).toEqual([0, 0, 0, 7]);
    });
  });
});

describe('rows by key', () => {
  it('are one statement, null where there is none, whatever the key is', async () => {
    await runAs(county, async () => {
      const loader = byKey(scopeOf(county), TestSite, 'id');
      const id = rows[0]!.id;
      const keys = [
        id,
        randomUUID(),
        'garbage',
        '',
        'a\0b',
        `${id}'--`,
        'x'.repeat(10_000),
        7 as never,
        {} as never,
        [id] as never,
        id.toUpperCase(),
      ];
      const found = await Promise.all(keys.map((key) => loader.load(key)));
      expect(found.map((row) => row?.id ?? null)).toEqual([id, ...Array.from({ length: 9 }, () => null), id]);
      expect(statementsSent()).toBe(1);
    });
  });

  it('of text with NUL and odd shapes find nothing and harm nobody', async () => {
    await runAs(county, async () => {
      const loader = byKey(scopeOf(county), TestFinding, 'code');
      const found = await Promise.all(
        ['0-0', 'a\0b', '\ud800', '', 5 as never].map((key) => loader.load(key)),
      );
      expect(found.map((row) => row?.code ?? null)).toEqual(['0-0', null, null, null, null]);
    });
  });

  it('are null when hidden, like those that are not there', async () => {
    await runAs(stranger, async () => {
      expect(await byKey(scopeOf(stranger), TestFinding, 'code').load('0-0')).toBeNull();
    });
  });

  it('send nothing when no key can be one', async () => {
    await runAs(county, async () => {
      expect(await byKey(scopeOf(county), TestSite, 'id').load('garbage')).toBeNull();
      expect(statementsSent()).toBe(0);
    });
  });
});
