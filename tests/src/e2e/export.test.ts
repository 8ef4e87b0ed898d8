import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { run } from './harness/command.js';
import { type House, startHouse } from './harness/house.js';

let house: House;
let folder: string;

beforeAll(async () => {
  house = await startHouse();
  folder = await mkdtemp(join(tmpdir(), 'huitong-export-'));
}, 600_000);
afterAll(async () => {
  await house?.remove();
  await rm(folder, { recursive: true, force: true });
});

const exportForm = (form: string, out: string, persona: string, ...more: string[]) =>
  run([
    ...['export', form, '--out', join(folder, out), '--gateway', house.url, '--data', house.data],
    ...['--as', persona, ...more],
  ]);

/** The month of an instant in Asia/Shanghai. */
const month = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 7);

type Row = Readonly<Record<string, string>>;

async function csv(name: string): Promise<Row[]> {
  return parse(await readFile(join(folder, name), 'utf8'), { bom: true, columns: true });
}

async function workbook(name: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(join(folder, name));
  return book;
}

/** What the caller is told by the graph itself. */
async function total(persona: string, list: string, division: string): Promise<number> {
  const { body } = await house.query(persona, `{ ${list}(division: "${division}") { totalCount } }`);
  return (body.data?.[list] as { totalCount: number }).totalCount;
}

describe('an export', () => {
  it('holds every row that the caller may see, over all pages, in the words of the form', async () => {
    const { code, output } = await exportForm(
      'major-hazards',
      'own.csv',
      'duty-officer',
      '--division',
      '140500',
    );
    const rows = await csv('own.csv');
    const expected = await total('duty-officer', 'majorHazards', '140500');
    expect(rows).toHaveLength(expected);
    expect(output).toContain(`${expected} rows`);
    expect([0, 2]).toContain(code);
    expect(new Set(rows.map((row) => row['级别']))).toEqual(new Set(['一级', '二级', '三级', '四级']));
    expect(new Set(rows.map((row) => row['编号'])).size).toBe(expected);
    expect(rows.every((row) => /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(row['更新时间'] ?? ''))).toBe(true);
    expect(rows.some((row) => (row['涉及危险化学品'] ?? '').includes('、'))).toBe(true);
  });

  it('has no more rights than its caller: what is not shared is blank and named', async () => {
    const { code, output } = await exportForm('major-hazards', 'foreign.xlsx', 'mine-regulator');
    expect(code).toBe(2);
    expect(output).toContain('not shared: MajorHazard.r');
    const book = await workbook('foreign.xlsx');
    const [sheet, notes] = book.worksheets;
    const headers = sheet?.getRow(1).values as string[];
    const values = sheet?.getColumn(headers.indexOf('R值')).values.slice(2) ?? [];
    expect(sheet?.rowCount).toBeGreaterThan(1);
    expect(values.every((value) => value === null || value === undefined)).toBe(true);
    const noted = notes?.getColumn(1).values.slice(1);
    expect(noted).toContain('未共享 MajorHazard.r');
  });

  it('writes numbers as numbers and nothing that a spreadsheet would run', async () => {
    await exportForm('coal-mines', 'mines.xlsx', 'mine-regulator', '--division', '140581');
    const sheet = (await workbook('mines.xlsx')).worksheets[0];
    const headers = sheet?.getRow(1).values as string[];
    const capacity = sheet?.getColumn(headers.indexOf('核定生产能力(万吨/年)')).values.slice(2) ?? [];
    expect(capacity.length).toBeGreaterThan(0);
    expect(capacity.every((value) => typeof value === 'number')).toBe(true);
  });

  it('of a month holds the major dangers of all sectors that the caller may see, each once, with its object', async () => {
    const { code, output } = await exportForm(
      ...(['major-dangers-monthly', 'month.csv', 'mine-regulator'] as const),
      ...['--division', '140500', '--month', month(new Date())],
    );
    const rows = await csv('month.csv');
    expect(output).toContain(`${rows.length} rows`);
    expect(rows.length).toBeGreaterThan(0);
    expect([0, 2]).toContain(code);
    // The rows of other lines are not the regulator's to report.
    expect(new Set(rows.map((row) => row['行业领域']))).toEqual(new Set(['矿山']));
    expect(new Set(rows.map((row) => row['隐患编号'])).size).toBe(rows.length);
    expect(rows.every((row) => row['隐患部位'] !== '' && row['整改状态'] !== '')).toBe(true);
    const { body } = await house.query(
      'mine-regulator',
      '{ mineHiddenDangers(division: "140500", where: { level: MAJOR, not: { state: DEREGISTERED } }) { totalCount } }',
    );
    const open = (body.data?.['mineHiddenDangers'] as { totalCount: number }).totalCount;
    expect(rows.filter((row) => row['整改状态'] !== '已销号')).toHaveLength(open);
  });

  it('leaves no file behind when a form asks for what is not there', async () => {
    const form = join(folder, 'wrong.json');
    const part = { query: ['query ($first: Int!, $after: String) { nothing }'], rows: 'nothing' };
    await writeFile(
      form,
      JSON.stringify({
        name: 'wrong',
        title: '错',
        recipient: '无',
        parts: [part],
        columns: [{ header: 'a', path: 'a' }],
      }),
    );
    const { code, errors } = await exportForm(form, 'wrong.csv', 'duty-officer');
    expect(code).toBe(1);
    expect(errors).toContain('EXPORT_FAILED');
    expect((await readdir(folder)).filter((name) => name.startsWith('wrong.csv'))).toEqual([]);
  });
});

describe('the command line', () => {
  it.each([
    ['FORM_UNKNOWN', ['export', 'no-such-form', '--out', 'x.csv', '--as', 'duty-officer']],
    ['SETTING_INVALID', ['export', 'coal-mines', '--out', 'x.pdf', '--as', 'duty-officer']],
    ['SETTING_INVALID', ['export', 'coal-mines', '--out', 'x.csv']],
    [
      'SETTING_INVALID',
      ['export', 'coal-mines', '--out', 'x.csv', '--as', 'duty-officer', '--month', '2026-10'],
    ],
    [
      'GATEWAY_UNREACHABLE',
      ['export', 'coal-mines', '--out', 'x.csv', '--as', 'duty-officer', '--gateway', 'http://127.0.0.1:9'],
    ],
  ])('says %s', async (refused, args) => {
    const { code, errors } = await run([
      ...args.map((one) => one.replace(/^x\./, join(folder, 'x.'))),
      '--data',
      house.data,
    ]);
    expect(errors).toContain(refused);
    expect(code).toBe(1);
  });

  it('never overwrites a file', async () => {
    await writeFile(join(folder, 'kept.csv'), 'kept');
    const { code, errors } = await exportForm('coal-mines', 'kept.csv', 'mine-regulator');
    expect([code, errors]).toEqual([1, expect.stringContaining('kept.csv exists')]);
    expect(await readFile(join(folder, 'kept.csv'), 'utf8')).toBe('kept');
  });

  it('names the forms', async () => {
    const { output } = await run(['export', '--list']);
    expect(output).toContain('major-hazards');
  });
});
