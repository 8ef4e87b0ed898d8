import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grant, VerifiedCaller } from '@huitong/contract';
import { demoEnterprise, demoUscc, runAs, withPlainClient } from '@huitong/kit';
import { caller, feedIndex, openTestSubgraph, type TestEntry, type TestSubgraph } from '@huitong/kit/testing';
import { indexedObjects } from './indexLists.js';
import { readViewport, searchByName } from './indexReads.js';
import { commons } from './main.js';

const energy = caller('ENERGY', '140581');
const foreign = caller('WATER', '140581');
const grant = (coordinates: readonly string[], divisions: readonly string[]): Grant => ({
  ...{ id: 'g', coordinates, divisions, unmask: false, incident: null },
  expiresAt: Date.now() / 1000 + 3600,
});
const past = '2026-01-01T00:00:00.000Z';
const future = '2099-01-01T00:00:00.000Z';
const at = (lat: number, lon: number) => ({ lat, lon });

/** Ten mines in a row, twenty hidden dangers on the same spots (conditional), two hydrants and an incident. */
const owner = demoUscc('ENERGY', '140581');
const enterprise = demoEnterprise('COAL', 0);
const mines: TestEntry[] = Array.from({ length: 10 }, (_, n) => ({
  ...{ type: 'CoalMine', key: randomUUID(), division: '140581', department: owner, state: 'PRODUCING' },
  ...{ name: `高平${'一二三四五六七八九十'[n]}号煤矿`, ...at(35.8 + n / 1000, 112.9) },
  enterprise_uscc: n === 0 ? enterprise.uscc : null,
}));
const dangers: TestEntry[] = Array.from({ length: 20 }, (_, n) => ({
  ...{ type: 'MineHiddenDanger', key: randomUUID(), department: owner, share: 'CONDITIONAL' },
  ...{ division: n < 15 ? '140581' : '140521', name: `高平秘密${n}`, state: 'RECTIFYING', rank: 1 + (n % 2) },
  ...{ due_at: n % 4 === 0 ? future : past, ...at(35.8 + n / 1000, 112.9) },
}));
const water: TestEntry[] = [
  ...[1, 2].map((n) => ({
    ...{ type: 'WaterSource', key: randomUUID(), division: '140581', department: demoUscc('FIRE', '140581') },
    ...{ name: `高平消火栓${n}`, ...at(35.9, 112.9) },
  })),
  {
    ...{ type: 'FireUnit', key: randomUUID(), division: '140581', department: demoUscc('FIRE', '140581') },
    name: '高平',
  },
];

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(commons, { sample: true });
  await feedIndex(subgraph.database, 'mines', [...mines, ...dangers]);
  await feedIndex(subgraph.database, 'fire', water);
});
afterAll(() => subgraph.close());

interface Nodes {
  readonly totalCount: number;
  readonly nodes: readonly Record<string, unknown>[];
}
async function answer<T>(field: string, selection: string, who: VerifiedCaller = foreign): Promise<T> {
  const { data, errors } = await subgraph.ask(`{ answer: ${field} ${selection} }`, who);
  expect(errors).toBeUndefined();
  return (data as { answer: T }).answer;
}
const list = (args: string, who?: VerifiedCaller) =>
  answer<Nodes>(`indexedObjects(${args}, first: 500)`, '{ totalCount nodes { id type name } }', who);
const types = ({ nodes }: Nodes) =>
  [...new Set(nodes.map(({ type }) => String(type)))].sort((a, b) => a.localeCompare(b));

describe('a list over all departments', () => {
  it('is filtered, placed, ordered and paged like every other list', async () => {
    expect(types(await list('where: {sectorIn: [FIRE]}'))).toEqual(['FireUnit', 'WaterSource']);
    expect(await list('where: {typeIn: ["CoalMine"], nameContains: "三号"}')).toMatchObject({
      totalCount: 1,
    });
    expect(await list('where: {enterpriseKnown: true}')).toMatchObject({ totalCount: 1 });
    expect(await list(`where: {enterpriseUscc: "${enterprise.uscc}"}`)).toMatchObject({ totalCount: 1 });
    expect(await list('bbox: {minLat: 35.85, minLon: 112, maxLat: 36, maxLon: 113}')).toMatchObject({
      totalCount: 2,
    });
    expect(await list('where: {not: {stateIn: ["PRODUCING"]}}')).toMatchObject({ totalCount: 3 });
    const near = await answer<{ edges: { distanceMetres: number; node: { name: string } }[] }>(
      'indexedObjects(near: {point: {lat: 35.8, lon: 112.9}, withinKm: 1}, first: 3)',
      '{ edges { distanceMetres node { name } } }',
    );
    expect(near.edges.map(({ node }) => node.name)).toEqual(['高平一号煤矿', '高平二号煤矿', '高平三号煤矿']);
    expect(near.edges[1]?.distanceMetres).toBeCloseTo(111, 0);

    const seen: unknown[] = [];
    for (let after = ''; seen.length < 13;) {
      const page = await answer<Nodes & { pageInfo: { endCursor: string } }>(
        `indexedObjects(first: 5, orderBy: {field: NAME}${after})`,
        '{ nodes { id } pageInfo { endCursor } }',
      );
      seen.push(...page.nodes.map(({ id }) => id));
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(new Set(seen).size).toBe(13);
  });

  it('leads to the object at its owner, its enterprise, its division and its department', async () => {
    const { nodes } = await answer<Nodes>(
      `indexedObjects(where: {typeIn: ["CoalMine"], enterpriseKnown: true})`,
      '{ nodes { key sector overdue share entity { __typename ... on CoalMine { id } } enterprise { name } division { name } ownerDepartment { name } location { lat } } }',
    );
    expect(nodes).toEqual([
      {
        ...{ key: mines[0]?.key, sector: 'MINES', overdue: false, share: 'UNCONDITIONAL' },
        entity: { __typename: 'CoalMine', id: mines[0]?.key },
        ...{ enterprise: { name: enterprise.name }, division: { name: '高平市' }, location: { lat: 35.8 } },
        ownerDepartment: { name: expect.stringContaining('能源局') },
      },
    ]);
  });

  it('costs the same statements for ten and for thirty objects', async () => {
    const cost = async (first: number) => {
      const { extensions } = await subgraph.ask(
        `{ indexedObjects(first: ${first}) { totalCount nodes { enterprise { name } division { name } ownerDepartment { name } entity { __typename } } } }`,
        energy,
      );
      return (extensions?.['counts'] as { statements: number }).statements;
    };
    // All ten mines, the one with an enterprise among them, then everything.
    expect(await cost(30)).toBe(await cost(10));
  });
});

describe('a conditional object', () => {
  const everywhere = async (who: VerifiedCaller) => {
    const view = await answer<{
      total: number;
      points: unknown[];
      clusters: { count: number; overdueCount: number }[];
    }>(
      'viewport(bbox: {minLat: 35, minLon: 112, maxLat: 36, maxLon: 113}, zoom: 5, first: 3)',
      '{ total points { id } clusters { count overdueCount } }',
      who,
    );
    const search = await answer<{ name: string }[]>('search(text: "高平秘密", first: 100)', '{ name }', who);
    const overdue = await answer<Nodes>(
      'overdueDangers(first: 100)',
      '{ totalCount nodes { id overdue dueAt } }',
      who,
    );
    return {
      listed: (await list('where: {typeIn: ["MineHiddenDanger"]}', who)).totalCount,
      total: view.total,
      clustered: view.clusters.reduce((sum, { count }) => sum + count, 0),
      overdueInClusters: view.clusters.reduce((sum, { overdueCount }) => sum + overdueCount, 0),
      found: search.length,
      overdue: overdue.totalCount,
    };
  };
  const nothing = { listed: 0, total: 12, clustered: 12, overdueInClusters: 0, found: 0, overdue: 0 };

  it('is not there for a foreign caller: not in a list, a count, a search, a viewport or its clusters', async () => {
    expect(await everywhere(foreign)).toEqual(nothing);
    expect(await everywhere(caller('ENERGY', '140400'))).toEqual(nothing);
  });

  it('is there for its own line, in its own divisions', async () => {
    const seen = { listed: 15, total: 27, clustered: 27, overdueInClusters: 11, found: 15, overdue: 11 };
    expect(await everywhere(energy)).toEqual(seen);
  });

  it('is there for the holder of a grant of its type, in the divisions of the grant, and of no other type', async () => {
    const holder = (coordinates: string[], divisions: string[]) =>
      caller('WATER', '140581', { grants: [grant(coordinates, divisions)] });
    const seen = { listed: 5, total: 17, clustered: 17, overdueInClusters: 4, found: 5, overdue: 4 };
    expect(await everywhere(holder(['MineHiddenDanger'], ['140521']))).toEqual({
      ...seen,
      overdueInClusters: dangers.slice(15).filter(({ due_at }) => due_at === past).length,
    });
    expect(await everywhere(holder(['Tank', 'IndexEntry', 'CoalMine'], ['140000']))).toEqual(nothing);
    expect(await everywhere(holder(['MineHiddenDanger.state'], ['140000']))).toEqual(nothing);
  });
});

describe('overdue dangers', () => {
  it('are the dangers whose term has passed, the longest overdue first, of a division and of chosen sectors', async () => {
    const ask = (args: string) =>
      answer<Nodes>(
        `overdueDangers(first: 100${args})`,
        '{ totalCount nodes { type overdue rank } }',
        energy,
      );
    const all = await ask('');
    expect(all.nodes.every(({ overdue, type }) => overdue === true && type === 'MineHiddenDanger')).toBe(
      true,
    );
    expect((await ask(', where: {rankLte: 1}')).totalCount).toBeLessThan(all.totalCount);
    expect((await ask(', where: {sectorIn: [FIRE, HAZMAT]}')).totalCount).toBe(0);
    expect((await ask(', division: "140521"')).totalCount).toBe(0);
    expect((await ask(', division: "140500"')).totalCount).toBe(11);
  });
});

describe('a search by name', () => {
  it('has the same name first, then those that begin with it, then the shorter', async () => {
    const names = (await answer<{ name: string }[]>('search(text: "高平", first: 4)', '{ name }')).map(
      ({ name }) => name,
    );
    expect([names[0], names.length]).toEqual(['高平', 4]);
    expect(await answer('search(text: "消火栓")', '{ name }')).toHaveLength(2);
    expect(await answer('search(text: "消火栓", typeIn: ["CoalMine"])', '{ name }')).toEqual([]);
    expect(await answer('search(text: "消火栓", division: "140521")', '{ name }')).toEqual([]);
  });

  it.each(['""', '"   "', '"高"', `"${'长'.repeat(101)}"`])('refuses %s', async (text) => {
    const { errors } = await subgraph.ask(`{ search(text: ${text}) { id } }`, foreign);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', at: 'text' });
  });
});

describe('a viewport', () => {
  const box = 'bbox: {minLat: 35, minLon: 112, maxLat: 36, maxLon: 113}';
  it('shows objects one by one while they are few, and counts them by tile when they are not', async () => {
    const selection =
      '{ total points { name } clusters { count location { lat lon } minLat maxLat minLon maxLon } }';
    const few = await answer<{ points: unknown[] }>(`viewport(${box}, first: 12)`, selection);
    expect(few).toMatchObject({ total: 12, clusters: [] });
    expect(few.points).toHaveLength(12);
    const far = await answer<{ clusters: object[] }>(`viewport(${box}, first: 11, zoom: 4)`, selection);
    expect(far).toMatchObject({
      total: 12,
      points: [],
      clusters: [{ count: 12, minLat: 35.8, maxLat: 35.9 }],
    });
    const close = await answer<{ clusters: { count: number }[] }>(
      `viewport(${box}, first: 11, zoom: 9)`,
      selection,
    );
    expect(close.clusters.map(({ count }) => count)).toEqual([10, 2]);
  });

  it('refuses a box that is none and more than a page', async () => {
    const { errors } = await subgraph.ask(
      `{ a: viewport(bbox: {minLat: 36, minLon: 112, maxLat: 35, maxLon: 113}) { total } b: viewport(${box}, first: 501) { total } }`,
      foreign,
    );
    expect(errors?.map(({ extensions }) => extensions?.['code']).sort()).toEqual([
      'BOX_INVERTED',
      'PAGE_SIZE_OUT_OF_RANGE',
    ]);
  });
});

describe('the freshness of the index', () => {
  it('is told owner by owner', async () => {
    const told = await answer<{ sector: string; behindSeconds: number }[]>(
      'indexFreshness',
      '{ sector upTo appliedAt behindSeconds rebuilding }',
    );
    expect(told).toMatchObject([
      { sector: 'FIRE', rebuilding: false },
      { sector: 'MINES', rebuilding: false },
    ]);
    expect(told.every(({ behindSeconds }) => behindSeconds >= 0)).toBe(true);
  });
});

describe('writing to the index', () => {
  it('is for the feed alone: no caller, not even its owner, may', async () => {
    const attempts = [
      `insert into index_object (subgraph, type, key, division_code, division_path, owner_department, share, synthetic, generation)
        values ('mines', 'CoalMine', 'x', '140581', '{140000,140500,140581}', '${owner}', 'UNCONDITIONAL', false, 1)`,
      `insert into index_cursor (subgraph) values ('hazmat')`,
    ];
    for (const attempt of attempts) {
      await expect(runAs(energy, () => subgraph.database.query(attempt, []))).rejects.toMatchObject({
        code: '42501',
      });
    }
    for (const table of ['index_object', 'index_cursor']) {
      expect(
        await runAs(energy, () => subgraph.database.query(`delete from ${table} returning 1`, [])),
      ).toEqual([]);
      const change = `update ${table} set generation = 0 returning 1`;
      expect(await runAs(energy, () => subgraph.database.query(change, []))).toEqual([]);
    }
  });
});

describe('with a hundred thousand objects', () => {
  beforeAll(async () => {
    await withPlainClient(subgraph.superuserUrl, async (admin) => {
      await admin.query(`insert into index_object (subgraph, type, key, name, lat, lon, division_code, division_path,
          owner_department, due_at, share, grant_keys, synthetic, generation)
        select 'fire', case when n % 20 = 0 then 'FireHiddenDanger' else 'FireUnit' end, n, case when n % 5 = 0 then '单' || to_hex(n) end,
          34.5 + (n % 1000) * 0.006, 110.2 + (n / 1000) * 0.043, '140581', '{140000,140500,140581}', '${demoUscc('FIRE', '140581')}',
          case when n % 20 = 0 then timestamptz '2026-01-01' + n * interval '1 hour' end,
          case when n % 20 = 0 then 'CONDITIONAL' else 'UNCONDITIONAL' end,
          case when n % 20 = 0 then array['FireHiddenDanger 140581'] end, true, 1
        from generate_series(1, 100000) as n`);
      await admin.query('vacuum analyze index_object');
    });
  }, 120_000);

  /** The plans of the statements that a question sends, as the app role sees them, read from the server's own log of them. */
  async function plansOf(question: string, who: VerifiedCaller): Promise<string> {
    const { database } = subgraph;
    const sent: { text: string; values: readonly unknown[] }[] = [];
    const query = database.query.bind(database);
    const spied = { ...database, query: (text: string, values: readonly unknown[]) => (sent.push({ text, values }), query(text, values)) }; // prettier-ignore
    await runAs(who, () => question === 'search'
      ? searchByName(scopeOf(spied), '单1a', {})
      : question === 'viewport'
        ? readViewport(scopeOf(spied), { bbox: { minLat: 35.8, minLon: 112.8, maxLat: 35.82, maxLon: 112.95 } })
        : indexedObjects.page({ ...(scopeOf(spied) as object), caller: who, notes: { listed: 0 }, neverNull: new Map() } as never, { where: { overdue: true, danger: true }, orderBy: { field: 'DUE_AT' }, division: '140500' })); // prettier-ignore
    const plans = await Promise.all(
      sent.map(({ text, values }) =>
        runAs(who, () => query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)),
      ),
    );
    return plans
      .flat()
      .map((line) => line['QUERY PLAN'])
      .join('\n');
  }
  const scopeOf = (database: unknown) => ({ database }) as never;

  it.each([
    ['search', 'index_object_name_search'],
    ['viewport', 'index_object_viewport'],
    ['overdue dangers', 'index_object_due'],
  ])('a %s reads an index, under row security, for its owner and for a stranger', async (question, index) => {
    for (const who of [foreign, caller('FIRE', '140581')]) {
      const plans = await plansOf(question, who);
      expect(plans).toContain(index);
      expect(plans).not.toContain('Seq Scan on index_object');
    }
  });

  it('a page of overdue dangers is right at that size too', async () => {
    const own = caller('FIRE', '140581');
    const page = await answer<Nodes>(
      'overdueDangers(first: 3, where: {sectorIn: [FIRE]})',
      '{ nodes { key } }',
      own,
    );
    expect(page.nodes.map(({ key }) => key)).toEqual(['20', '40', '60']);
    expect(
      (await answer<Nodes>('overdueDangers(where: {sectorIn: [FIRE]})', '{ totalCount }')).totalCount,
    ).toBe(0);
  });
});
