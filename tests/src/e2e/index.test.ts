import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caller } from '@huitong/kit/testing';
import { type Database, openDatabase, Random, runAs, withPlainClient } from '@huitong/kit';
import { mines } from '@huitong/mines';
import { run } from './harness/command.js';
import { type House, startHouse } from './harness/house.js';
import { commandOf, isRunning, until } from './harness/processes.js';

const fixture = fileURLToPath(new URL('../../../subgraphs/mines/fixtures/gem-invented.csv', import.meta.url));
const regulator = caller('ENERGY', '140500');

const write = `mutation ($name: String!, $division: DivisionCode!) {
  upsertCoalMine(input: {sourceId: "e2e", name: $name, divisionCode: $division, location: {lat: 35.8, lon: 112.9}}) { outcome }
}`;
const question = `query ($name: String!) {
  search(text: $name) { type division { code } entity { ... on CoalMine { name source } } }
  viewport(bbox: {minLat: 35.7, minLon: 112.8, maxLat: 35.9, maxLon: 113}, typeIn: ["CoalMine"]) { points { name } }
}`;

describe.each([
  ['in one process', false],
  ['with a process for each subgraph', true],
])('the index %s', (_, processes) => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse({ processes, sample: false });
  }, 600_000);
  afterAll(() => house?.remove());

  it('shows what a department writes or imports, to another department', async () => {
    const { query, data } = house;
    const seen = (name: string) =>
      until(`the index shows ${name}`, async () => {
        const { body } = await query('water-bureau', question, { name });
        expect(body.errors).toBeUndefined();
        const found = body.data as {
          search: { division: { code: string } }[];
          viewport: { points: object[] };
        };
        return found.search.length > 0 ? found : null;
      });
    await query('mine-regulator', write, { name: '端到端煤矿', division: '140581' });
    expect(await seen('端到端煤矿')).toMatchObject({
      search: [
        {
          type: 'CoalMine',
          division: { code: '140581' },
          entity: { name: '端到端煤矿', source: 'department' },
        },
      ],
      viewport: { points: [{ name: '端到端煤矿' }] },
    });
    await query('mine-regulator', write, { name: '端到端改名', division: '140521' });
    expect(await seen('端到端改名')).toMatchObject({ search: [{ division: { code: '140521' } }] });

    const imported = await run(['import', 'mines.coal-mines', fixture, '--profile', 'gem', '--data', data, '--rejected', `${data}/rejected.csv`]); // prettier-ignore
    const [, count] = /inserted (\d+)/.exec(imported.output) ?? [];
    expect(Number(count)).toBeGreaterThan(0);
    const rows = Number(count) + 1;
    const shown = async () => {
      const { body } = await query(
        'duty-officer',
        '{ indexedObjects { totalCount } indexFreshness { rebuilding } }',
      );
      const { indexedObjects, indexFreshness } = body.data as {
        indexedObjects: { totalCount: number };
        indexFreshness: { rebuilding: boolean }[];
      };
      return {
        rows: indexedObjects.totalCount,
        ready: indexFreshness.filter((one) => !one.rebuilding).length,
      };
    };
    await until('the index shows what was imported', async () => (await shown()).rows === rows);
    const rebuilt = await run(['index', 'rebuild', 'mines', '--data', data]);
    expect([rebuilt.code, rebuilt.output]).toEqual([0, expect.stringContaining(`rows ${rows} `)]);
    await until('the index is rebuilt', async () => {
      const now = await shown();
      // Questions are answered from the old rows meanwhile.
      expect(now.rows).toBe(rows);
      return now.ready === 4;
    });
  }, 600_000);

  it('comes to exactly what the owner shares, whichever process is killed at whichever moment', async () => {
    const random = new Random(processes ? 71 : 72);
    const { databaseUrl } = JSON.parse(await readFile(house.connectionFile('mines'), 'utf8')) as {
      databaseUrl: string;
    };
    const owner = await openDatabase(databaseUrl, mines.entities, { connections: 2 });
    try {
      for (let round = 0; round < (processes ? 4 : 1); round += 1) {
        const kills = random.integer(3, 25);
        for (let n = 0; n < 30; n += 1) {
          if (n === kills) house = await killSomething(house, processes, random);
          await writeSomething(owner, random, `${round}-${n}`);
        }
      }
    } finally {
      await owner.close();
    }
    const [commonsUrl, minesUrl] = [
      await house.superuserUrl('huitong_commons'),
      await house.superuserUrl('huitong_mines'),
    ];
    const rows = async (url: string, sql: string) =>
      withPlainClient(url, async (admin) => (await admin.query(sql)).rows);
    const shared = await rows(minesUrl, `select id::text as key, name, lat, lon, division_code, division_path, status as state,
      owner_department from coal_mine order by id::text collate "C"`); // prettier-ignore
    expect(shared.length).toBeGreaterThan(5);
    await until(
      'the index is what the owner shares',
      async () => {
        const indexed = await rows(commonsUrl, `select key, name, lat, lon, division_code, division_path, state, owner_department
        from index_object where subgraph = 'mines' order by key collate "C"`); // prettier-ignore
        return JSON.stringify(indexed) === JSON.stringify(shared);
      },
      120_000,
    );
  }, 600_000);
});

/** Kills the owner's process or the index's, or all at once, without warning; all come back. */
async function killSomething(house: House, processes: boolean, random: Random): Promise<House> {
  if (!processes) {
    await house.kill9();
    return startHouse({ sample: false, data: house.data });
  }
  const name = random.pick(['commons', 'mines'] as const);
  const pid = await until(`subgraph ${name} runs`, () =>
    house.children().find((one) => commandOf(one).includes(` subgraph ${name} `)),
  );
  process.kill(pid, 'SIGKILL');
  await until('the process is gone', () => !isRunning(pid));
  return house;
}

/** One change of the owner's rows under its own scope: a new row, a change, a move, a deletion, or none after all. */
async function writeSomething(owner: Database, random: Random, name: string): Promise<void> {
  const any = `(select id from coal_mine order by id offset ${random.integer(0, 20)} % greatest(1, (select count(*) from coal_mine)) limit 1)`;
  const insert = `insert into coal_mine (id, owner_department, division_code, source, source_id, name, lat, lon)
    select gen_random_uuid(), $1, '140581', 'e2e', $2 || n, $2 || n, 35.8, 112.9 from generate_series(1, 3) as n`;
  const change = random.pick([
    () => owner.query(insert, [regulator.department, name]),
    () => owner.query(`update coal_mine set name = $1, status = 'STOPPED' where id = ${any}`, [name]),
    () =>
      owner.query(`update coal_mine set division_code = '140521', lat = lat + 0.01 where id = ${any}`, []),
    () => owner.query(`delete from coal_mine where id = ${any}`, []),
    () =>
      owner
        .transaction(async (manager) => {
          await manager.query('delete from coal_mine');
          throw new Error('not after all');
        })
        .catch(() => []),
  ]);
  await runAs(regulator, change);
}
