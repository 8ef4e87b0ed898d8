import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import type { Database } from '../database/database.js';
import { withPlainClient } from '../database/pools.js';
import { loadDivisions } from '../divisions/index.js';
import { demoUscc } from '../sample/departments.js';
import { openTestDatabase, type TestDatabase } from '../testing/index.js';
import { testDatasetMigrations, TestStore, testStores, TestTank } from '../testing/testDatasets.js';
import type { Dataset } from './dataset.js';
import { importFile, type ImportOptions } from './import.js';
import { templateProfile } from './profile.js';
import { EXAMPLE_ID } from './repeats.js';
import { STAMP_SHEET } from './stamp.js';
import { templateWorkbook } from './template.js';

const owner = demoUscc('EMERGENCY', '140500');
let test: TestDatabase;
let database: Database;
let folder: string;

beforeAll(async () => {
  test = await openTestDatabase(testDatasetMigrations, 'workbooks');
  database = await test.open([TestStore, TestTank]);
});
afterAll(() => test.close());
beforeEach(async () => {
  await superuser('delete from test_store');
  await superuser('delete from import_run');
  if (folder) await rm(folder, { recursive: true, force: true });
  folder = await mkdtemp(join(tmpdir(), 'huitong-workbooks-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const superuser = <Row>(text: string): Promise<Row[]> =>
  withPlainClient(test.superuserUrl, async (client) => (await client.query(text)).rows as Row[]);
const stored = (columns = 'source_id, name') =>
  superuser(`select ${columns} from test_store order by source_id`);

const run = (file: string, more: Partial<ImportOptions> = {}) => {
  const profile = templateProfile(testStores);
  return importFile({
    database,
    dataset: testStores,
    profile,
    file,
    department: owner,
    scope: ['140500'],
    ...more,
  });
};

/** A village of 交城县, in another city than the department's. */
const foreignVillage = loadDivisions().find(
  ({ path, level }) => level === 'VILLAGE' && path.includes('141122'),
)!.code;

type Cell = ExcelJS.CellValue;
const header = ['编号', '名称', '行政区划代码'];

/** A workbook of one sheet with these rows. */
async function book(rows: readonly Cell[][], change?: (sheet: ExcelJS.Worksheet) => void): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('仓库');
  for (const row of rows) sheet.addRow(row);
  change?.(sheet);
  const path = join(folder, 'stores.xlsx');
  await workbook.xlsx.writeFile(path);
  return path;
}

async function rowsOf(path: string): Promise<{ sheet: ExcelJS.Worksheet; rows: string[][] }> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const sheet = workbook.worksheets[0]!;
  const rows: string[][] = [];
  sheet.eachRow((row) => rows.push((row.values as Cell[]).slice(1).map(String)));
  return { sheet, rows };
}

describe('a workbook', () => {
  it('comes in with the title above its header, dates, codes and hidden rows as they are meant', async () => {
    const path = await book(
      [
        ['某市应急物资仓库基本情况表'],
        ['编号 ', '仓库名称', '行政区划代码', '埋深（m）', '启用日期', '检查时间', '备注'],
        [12, '一号库', 140_581, '１２．５', new Date(Date.UTC(2026, 4, 1)), 46_143.354_166_666_664, 'x'],
        ['007', '二号库', '140581107', 3, 46_143, '2026年5月1日 8:30'],
        [],
        [],
      ],
      (sheet) => {
        sheet.mergeCells('A1:G1');
        sheet.getCell('E3').numFmt = 'yyyy/m/d';
        sheet.getCell('A4').numFmt = '@';
        sheet.getRow(4).hidden = true;
        sheet.getRow(30).getCell(1).value = '  ';
      },
    );
    const report = await run(path);
    expect(report).toMatchObject({
      read: 2,
      inserted: 2,
      rejected: 0,
      encoding: 'XLSX',
      sheet: '仓库',
      unusedColumns: ['备注'],
    });
    expect(await stored('source_id, division_code, depth_metres, opened_on::text, checked_at')).toEqual([
      {
        source_id: '007',
        division_code: '140581107',
        depth_metres: 3,
        opened_on: '2026-05-01',
        checked_at: '2026-05-01T00:30:00.000Z',
      },
      {
        source_id: '12',
        division_code: '140581',
        depth_metres: 12.5,
        opened_on: '2026-05-01',
        checked_at: '2026-05-01T00:30:00.000Z',
      },
    ]);
    expect(await run(path)).toMatchObject({ unchanged: 2, inserted: 0, updated: 0 });
  });

  it('with cells merged among the rows is refused whole, with the range', async () => {
    const path = await book([header, ['S1', '一', '140581'], ['S2', '一', '140581']], (sheet) =>
      sheet.mergeCells('B2:B3'),
    );
    await expect(run(path)).rejects.toMatchObject({
      code: 'WORKBOOK_LAYOUT',
      message: expect.stringContaining('B2:B3'),
    });
    expect(await stored()).toEqual([]);
  });

  it('with a formula for a name or key is refused whole; one for a number is read with a warning', async () => {
    const formula = { formula: 'A1&"x"', result: '一号库' };
    const refused = await book([header, ['S1', formula, '140581']]);
    await expect(run(refused)).rejects.toMatchObject({ code: 'WORKBOOK_LAYOUT', extensions: { at: 'B2' } });
    const path = await book([
      [...header, '埋深(米)', '人数(人)'],
      ['S1', '一号库', '140581', { formula: '2*3', result: 6 }, { formula: '1' }],
    ]);
    const report = await run(path);
    expect(report.rejections).toMatchObject([
      { row: 2, column: '人数(人)', message: expect.stringContaining('no stored value') },
    ]);
    const good = await book([
      [...header, '埋深(米)'],
      ['S1', '一号库', '140581', { formula: '2*3', result: 6 }],
    ]);
    expect(await run(good)).toMatchObject({
      inserted: 1,
      warnings: [{ row: 2, column: '埋深(米)', code: 'FORMULA_VALUE' }],
    });
  });

  it('rejects errors, lost digits, codes that became dates, and whatever no file may hold, by row and column', async () => {
    const wide = [
      ...header,
      '统一社会信用代码',
      '埋深(米)',
      '启用日期',
      '停用日期',
      '人数(人)',
      '纬度',
      '经度',
      '坐标系',
    ];
    const path = await book(
      [
        wide,
        ['S1', { error: '#N/A' }, '140581'],
        ['S2', '二', '140581', 911_405_000_000_000_000],
        [new Date(Date.UTC(2026, 0, 2)), '三', '140581'],
        ['S4', '四', '140581', null, 60_000],
        ['S5', '五', '140581', null, -1],
        ['S6', '六', '140581', null, null, '2026-02-30'],
        ['S7', '七', '140581', null, null, '2026-05-02', '2026-05-01'],
        ['S8', '八', foreignVillage],
        ['S9', '九', '140581', null, null, null, null, 2.5],
        ['S10', '十', '140581', null, null, null, null, null, 112.9, 35.8, 'WGS84'],
        ['S11', '十一', '140581'],
        ['S11', '又十一', '140581'],
      ],
      (sheet) => {
        sheet.getCell('A4').numFmt = 'm-d';
      },
    );
    const report = await run(path);
    expect(report).toMatchObject({ inserted: 0, rejected: 12 });
    expect(
      report.rejections.map(({ row, column, code, message }) => [row, column, code, message.slice(0, 34)]),
    ).toEqual([
      [2, '名称', 'VALUE_INVALID', '"#N/A" is an error of the spreadsh'],
      [3, '统一社会信用代码', 'VALUE_INVALID', 'The cell is a number of more than '],
      [4, '编号', 'VALUE_INVALID', 'Excel has made a date of this cell'],
      [5, '埋深(米)', 'VALUE_INVALID', 'The value is 0 to 2000 米, not 6000'],
      [6, '埋深(米)', 'VALUE_INVALID', 'The value is 0 to 2000 米, not -1.'],
      [7, '启用日期', 'VALUE_INVALID', '"2026-02-30" is not a day of the c'],
      [8, '停用日期、启用日期', 'VALUE_INVALID', 'Closed on 2026-05-01, before 2026-'],
      [9, '行政区划代码', 'NOT_OWN_ROW', `${foreignVillage} does not belong to th`],
      [10, '人数(人)', 'VALUE_INVALID', '"2.5" is not a whole number.'],
      [11, '纬度', 'VALUE_INVALID', '112.9, 35.8 lies outside the provi'],
      [12, '编号', 'ROW_REPEATED', 'Row 13 has the same key "S11" and '],
      [13, '编号', 'ROW_REPEATED', 'Row 12 has the same key "S11" and '],
    ]);
  });
});

describe('the workbook of rejected rows', () => {
  it('holds them alone, says what is wrong and what to do, and comes in once corrected', async () => {
    const path = await book([
      [...header, '人数(人)', '备注'],
      ['001', '一号库', '140581', 1, 'a'],
      ['002', '二号库', '999999', -1, 'b'],
      ['003', '三号库', '140581', 2, '=1+1'],
      ['004', '', '140581', 2, 'd'],
    ]);
    const report = await run(path);
    expect(report).toMatchObject({ inserted: 2, rejected: 2, rejectedFile: `${path}.rejected.xlsx` });
    expect((await stat(report.rejectedFile!)).mode & 0o077).toBe(0);
    const { sheet, rows } = await rowsOf(report.rejectedFile!);
    expect(rows[0]).toEqual([
      '行号',
      '列',
      '问题',
      '怎么办',
      '编号',
      '名称',
      '行政区划代码',
      '人数(人)',
      '备注',
    ]);
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatchObject(
      [
        '3',
        '行政区划代码; 人数(人)',
        /DIVISION_UNKNOWN.*VALUE_INVALID/,
        /区划代码/,
        '002',
        '二号库',
        '999999',
        '-1',
        'b',
      ].map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))),
    );
    expect(sheet.getCell('G2').fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } });
    expect(sheet.getCell('E2').numFmt).toBe('@');

    sheet.getCell('G2').value = '140581';
    sheet.getCell('H2').value = 5;
    sheet.getCell('F3').value = '四号库';
    const corrected = join(folder, 'corrected.xlsx');
    await sheet.workbook.xlsx.writeFile(corrected);
    expect(await run(corrected)).toMatchObject({
      read: 2,
      inserted: 2,
      rejected: 0,
      unusedColumns: ['备注'],
      rejectedFile: null,
    });
    expect(await stored()).toHaveLength(4);
    expect((await readdir(folder)).sort()).toEqual([
      'corrected.xlsx',
      'stores.xlsx',
      'stores.xlsx.rejected.xlsx',
    ]);
  });

  it('of a corrected file that is still wrong does not double its notes', async () => {
    const path = await book([header, ['S1', '', '140581']]);
    const { rejectedFile } = await run(path);
    const again = await run(rejectedFile!, { rejectedFile: join(folder, 'again.xlsx') });
    expect((await rowsOf(again.rejectedFile!)).rows[0]).toEqual(['行号', '列', '问题', '怎么办', ...header]);
  });

  it('that cannot be written is refused by name', async () => {
    const path = await book([header, ['S1', '', '140581']]);
    const rejectedFile = join(folder, 'absent', 'x.xlsx');
    await expect(run(path, { rejectedFile })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await chmod(folder, 0o700);
  });
});

describe('an import from a workbook that is cut off', () => {
  it('goes on after the last batch that was kept', async () => {
    const rows: Cell[][] = Array.from({ length: 1200 }, (_, index) => [`S${index}`, `库${index}`, '140581']);
    const path = await book([header, ...rows]);
    const stop = new Error('cut off');
    const cut = run(path, {
      onProgress: ({ phase, row }) => {
        if (phase === 'writing' && row > 900) throw stop;
      },
    });
    await expect(cut).rejects.toBe(stop);
    expect(await stored()).toHaveLength(1000);
    expect(await run(path)).toMatchObject({ resumedAfter: 1001, inserted: 1200, read: 1200 });
    expect(await stored()).toHaveLength(1200);
  });
});

describe('a template', () => {
  const saved = async (dataset: Dataset = testStores, change?: (workbook: ExcelJS.Workbook) => void) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await templateWorkbook(dataset, 10)).buffer as ArrayBuffer);
    change?.(workbook);
    const path = join(folder, 'template.xlsx');
    await workbook.xlsx.writeFile(path);
    return { path, workbook };
  };

  it('has headers with units, lists to choose from, notes, and an example that is never imported', async () => {
    const { path, workbook } = await saved();
    const sheet = workbook.worksheets[0]!;
    const headers = (sheet.getRow(1).values as string[]).slice(1);
    expect(headers).toEqual([
      '编号*',
      '名称*',
      '行政区划代码*',
      '统一社会信用代码',
      '状态',
      '储备品类',
      '灾种',
      '启用日期',
      '停用日期',
      '检查时间',
      '埋深(米)',
      '人数(人)',
      '有无值守',
      '纬度',
      '经度',
      '坐标系',
    ]);
    expect(sheet.getCell('A2').value).toBe(EXAMPLE_ID);
    expect(sheet.getCell('E5').dataValidation).toMatchObject({
      type: 'list',
      formulae: [`'_huitong_lists'!$E$1:$E$2`],
    });
    expect(workbook.getWorksheet('_huitong_lists')!.getCell('E1').value).toBe('启用');
    expect(workbook.getWorksheet('填写说明')!.getCell('D6').value).toBe('选一项:启用=在用=OPEN;停用=CLOSED');
    expect(workbook.worksheets.filter(({ state }) => state === 'visible')).toHaveLength(2);
    expect(await run(path)).toMatchObject({ read: 0, inserted: 0, rejected: 0, unusedColumns: [] });
    expect(await stored()).toEqual([]);
  });

  it('of another dataset, or of last year, is refused with what has changed', async () => {
    const { depthMetres: _, ...columns } = testStores.columns;
    const old: Dataset = {
      ...testStores,
      columns: {
        ...columns,
        name: { header: '库名', kind: 'text', required: true },
        persons: { header: '人数(人)', kind: 'integer', unit: '千人', most: 9 },
        phone: { header: '电话', kind: 'text' },
      } as never,
    };
    const { path } = await saved(old);
    await expect(run(path)).rejects.toMatchObject({
      code: 'TEMPLATE_OUTDATED',
      message:
        'The workbook is an older template of test.stores: "电话" is gone; "库名" is now "名称"; "埋深(米)" is new; ' +
        '"人数(人)" was "integer 千人", is "integer 人".',
    });
    const other = await saved({ ...testStores, name: 'test.others' });
    await expect(run(other.path)).rejects.toMatchObject({
      code: 'TEMPLATE_OUTDATED',
      message: expect.stringContaining('test.others'),
    });
    const same = await saved(
      testStores,
      (workbook) => (workbook.getWorksheet(STAMP_SHEET)!.getCell('C1').value = 'older'),
    );
    expect(await run(same.path)).toMatchObject({ read: 0 });
  });
});

describe('headers', () => {
  it('are found whatever brackets, space, case or unit they are written with', async () => {
    for (const name of ['埋深', '埋深 [米]', '埋深（单位：米）', '埋深m', '埋深/米', ' *埋 深(M) ']) {
      const path = await book([
        [...header, name],
        ['S1', '一', '140581', 7],
      ]);
      expect([name, (await run(path)).unusedColumns]).toEqual([name, []]);
    }
    const other = await book([
      [...header, '埋深(厘米)'],
      ['S1', '一', '140581', 7],
    ]);
    expect(await run(other)).toMatchObject({ unusedColumns: ['埋深(厘米)'] });
  });

  it('of which two fall on one column are refused', async () => {
    const path = await book([
      [...header, '埋深(米)', '埋深'],
      ['S1', '一', '140581', 7, 8],
    ]);
    await expect(run(path)).rejects.toMatchObject({
      code: 'HEADER_DUPLICATE',
      message: expect.stringContaining('"埋深(米)" (column 4) and "埋深" (column 5)'),
    });
  });
});

describe('a department of a foreign line', () => {
  it('is refused, as the mutations refuse it', async () => {
    const path = join(folder, 'x.csv');
    await writeFile(path, '编号,名称,行政区划代码\nS1,一,140581\n');
    const refused = run(path, { lines: { own: 'FIRE', providers: ['EMERGENCY'] } });
    await expect(refused).rejects.toMatchObject({ code: 'NOT_OWN_ROW' });
    expect(await run(path, { lines: { own: 'EMERGENCY', providers: ['EMERGENCY'] } })).toMatchObject({
      inserted: 1,
    });
  });
});
