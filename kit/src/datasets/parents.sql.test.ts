import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoUscc } from '../sample/departments.js';
import type { Database } from '../database/database.js';
import { withPlainClient } from '../database/pools.js';
import { openTestDatabase, type TestDatabase } from '../testing/index.js';
import {
  testDatasetMigrations,
  TestStore,
  testStores,
  TestTank,
  testTanks,
} from '../testing/testDatasets.js';
import { importFile, type ImportOptions } from './import.js';
import type { Dataset } from './dataset.js';
import { type Profile, templateProfile } from './profile.js';

const owner = demoUscc('EMERGENCY', '140500');
let test: TestDatabase;
let database: Database;
let folder: string;

beforeAll(async () => {
  test = await openTestDatabase(testDatasetMigrations, 'datasets');
  database = await test.open([TestStore, TestTank]);
  folder = await mkdtemp(join(tmpdir(), 'huitong-parents-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await superuser('delete from test_tank');
  await superuser('delete from test_store');
});

const superuser = <Row>(text: string): Promise<Row[]> =>
  withPlainClient(test.superuserUrl, async (client) => (await client.query(text)).rows as Row[]);

let files = 0;
async function run(dataset: Dataset, lines: readonly string[], more: Partial<ImportOptions> = {}) {
  const file = join(folder, `${(files += 1)}.csv`);
  await writeFile(file, `${lines.join('\n')}\n`);
  const profile = templateProfile(dataset);
  return importFile({ database, dataset, profile, file, department: owner, scope: ['140500'], ...more });
}
const from = (dataset: Dataset, source: string): Profile => ({ ...templateProfile(dataset), source });

const header = '编号,名称,行政区划代码';
const tanks = '储罐编号,仓库编号,容积(立方米)';

describe('a reference', () => {
  it('takes the parent’s id and what the file leaves to the parent', async () => {
    await run(testStores, [header, 'S1,一号库,140581', 'S2,二号库,140525']);
    const report = await run(testTanks, [tanks, 'T1,Ｓ１,10', 'T2,S1,5', 'T3,S2,7']);
    expect(report).toMatchObject({ inserted: 3, rejected: 0 });
    expect(
      await superuser(`select tank.source_id, tank.division_code, store_name, store.source_id as store, store.volume
        from test_tank as tank join test_store as store on store.id = store_id order by 1`),
    ).toEqual([
      { source_id: 'T1', division_code: '140581', store_name: '一号库', store: 'S1', volume: 15 },
      { source_id: 'T2', division_code: '140581', store_name: '一号库', store: 'S1', volume: 15 },
      { source_id: 'T3', division_code: '140525', store_name: '二号库', store: 'S2', volume: 7 },
    ]);
    const again = await run(testTanks, [tanks, 'T1,S1,10', 'T2,S1,5', 'T3,S2,7']);
    expect(again).toMatchObject({ unchanged: 3, updated: 0 });
  });

  it('lets what the file says go before the parent’s', async () => {
    await run(testStores, [header, 'S1,一号库,140581']);
    await run(testTanks, [`${tanks},行政区划代码`, 'T1,S1,10,140525', 'T2,S1,10,']);
    expect(await superuser('select division_code from test_tank order by source_id')).toEqual([
      { division_code: '140525' },
      { division_code: '140581' },
    ]);
  });

  it('to a parent that is not there, or another department’s, rejects the row by name', async () => {
    await run(testStores, [header, 'S1,一号库,140581']);
    await run(testStores, [header, 'S9,别家,140581'], { department: demoUscc('FIRE', '140500') });
    const report = await run(testTanks, [tanks, 'T1,S1,10', 'T2,S8,5', 'T3,S9,5', 'T4,,5']);
    expect(report).toMatchObject({ inserted: 1, rejected: 3 });
    expect([...report.rejections].sort((a, b) => a.row - b.row)).toMatchObject([
      {
        row: 3,
        column: '仓库编号',
        code: 'REFERENCE_UNKNOWN',
        message: expect.stringContaining('仓库 "S8"'),
      },
      { row: 4, column: '仓库编号', code: 'REFERENCE_UNKNOWN' },
      { row: 5, column: '仓库编号', code: 'VALUE_MISSING' },
    ]);
  });

  it('prefers the parent of the file’s own source, and takes any other only when it is the only one', async () => {
    for (const source of ['a', 'b']) {
      await run(testStores, [header, `S1,${source},140581`], { profile: from(testStores, source) });
    }
    await run(testStores, [header, 'S2,only,140581'], { profile: from(testStores, 'a') });
    const own = await run(testTanks, [tanks, 'T1,S1,10', 'T2,S2,1'], { profile: from(testTanks, 'b') });
    expect(own).toMatchObject({ inserted: 2 });
    expect(await superuser('select store_name from test_tank order by source_id')).toEqual([
      { store_name: 'b' },
      { store_name: 'only' },
    ]);
    const other = await run(testTanks, [tanks, 'T1,S1,10']);
    expect(other).toMatchObject({ inserted: 0, rejected: 1 });
    expect(other.rejections[0]?.message).toContain('more than once');
  });

  it('does not carry a row out of the department’s area', async () => {
    await run(testStores, [header, 'S1,一号库,140581']);
    const report = await run(testTanks, [tanks, 'T1,S1,10'], { scope: ['140525'] });
    expect(report).toMatchObject({
      inserted: 0,
      rejected: 1,
      rejections: [{ code: 'NOT_OWN_ROW', message: expect.stringContaining('140581 does not') }],
    });
  });
});

describe('what follows from a batch', () => {
  it('is brought up to date for the parent that a row left, too, and is undone with a dry run', async () => {
    await run(testStores, [header, 'S1,一号库,140581', 'S2,二号库,140581']);
    await run(testTanks, [tanks, 'T1,S1,10', 'T2,S1,5']);
    const volumes = () => superuser('select volume from test_store order by source_id');
    await run(testTanks, [tanks, 'T1,S2,10'], { dryRun: true });
    expect(await volumes()).toEqual([{ volume: 15 }, { volume: null }]);
    await run(testTanks, [tanks, 'T1,S2,10']);
    expect(await volumes()).toEqual([{ volume: 5 }, { volume: 10 }]);
  });

  it('takes the batch with it when it fails', async () => {
    await run(testStores, [header, 'S1,一号库,140581']);
    const failing = { ...testTanks, afterBatch: () => Promise.reject(new Error('grading failed')) };
    await expect(run(failing, [tanks, 'T1,S1,10'])).rejects.toThrow('grading failed');
    expect(await superuser('select * from test_tank')).toEqual([]);
  });
});

describe('columns', () => {
  it('of lists, instants and defaults are stored as such', async () => {
    const report = await run(testStores, [
      `${header},储备品类,灾种,检查时间,人数(人)`,
      'S1,一号库,140581,"帐篷、棉被;  ""救生""衣\\{}、帐篷",火灾/洪水,2026/5/1 8:30,３',
      'S2,二号库,140581,,,2026-05-01T08:30:00Z,',
    ]);
    expect(report).toMatchObject({ inserted: 2, rejected: 0 });
    expect(
      await superuser('select goods, hazards, checked_at, persons from test_store order by source_id'),
    ).toEqual([
      {
        goods: ['帐篷', '棉被', '"救生"衣\\{}'],
        hazards: ['FIRE', 'FLOOD'],
        checked_at: '2026-05-01T00:30:00.000Z',
        persons: 3,
      },
      { goods: null, hazards: [], checked_at: '2026-05-01T08:30:00.000Z', persons: 0 },
    ]);
    expect(
      await run(testStores, [
        `${header},灾种,人数(人)`,
        'S1,一号库,140581,火灾、洪涝,3',
        'S2,二号库,140581,,',
      ]),
    ).toMatchObject({ unchanged: 2 });
  });

  it('are checked against each other', async () => {
    const report = await run(testStores, [
      `${header},启用日期,停用日期`,
      'S1,一号库,140581,2026-05-02,2026-05-01',
      'S2,二号库,140581,2026-05-01,2026-05-01',
    ]);
    expect(report).toMatchObject({ inserted: 1, rejected: 1 });
    expect(report.rejections).toMatchObject([
      {
        row: 2,
        column: '停用日期、启用日期',
        code: 'VALUE_INVALID',
        message: 'Closed on 2026-05-01, before 2026-05-02.',
      },
    ]);
  });

  it('with an empty enterprise keep the one that was matched', async () => {
    const uscc = demoUscc('FIRE', '140500');
    await run(testStores, [`${header},统一社会信用代码`, `S1,一号库,140581,${uscc}`]);
    expect(await run(testStores, [`${header},统一社会信用代码`, 'S1,一号库,140581,'])).toMatchObject({
      unchanged: 1,
    });
    expect(await run(testStores, [`${header},统一社会信用代码`, 'S1,改名,140581,'])).toMatchObject({
      updated: 1,
    });
    expect(await superuser('select name, enterprise_uscc from test_store')).toEqual([
      { name: '改名', enterprise_uscc: uscc },
    ]);
    const other = demoUscc('WATER', '140500');
    await run(testStores, [`${header},统一社会信用代码`, `S1,改名,140581,${other}`]);
    expect(await superuser('select enterprise_uscc from test_store')).toEqual([{ enterprise_uscc: other }]);
  });
});
