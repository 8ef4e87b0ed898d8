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
  folder = await mkdtemp(join(tmpdir(), 'huitong-catalogue-'));
}, 600_000);
afterAll(async () => {
  await house?.remove();
  await rm(folder, { recursive: true, force: true });
});

const exportTo = (out: string, ...more: string[]) =>
  run([
    ...['catalogue', 'export', '--out', join(folder, out), '--gateway', house.url, '--data', house.data],
    ...(more.includes('--as') ? more : ['--as', 'mine-regulator', ...more]),
  ]);

type Row = Readonly<Record<string, string>>;
const csv = async (name: string): Promise<Row[]> =>
  parse(await readFile(join(folder, name), 'utf8'), { bom: true, columns: true });

async function total(where = '{synthetic: false}'): Promise<number> {
  const { body } = await house.query('mine-regulator', `{ catalogEntries(where: ${where}) { totalCount } }`);
  return (body.data?.['catalogEntries'] as { totalCount: number }).totalCount;
}

describe('the catalogue, written as departments file it', () => {
  it('is two tables as CSV, of all entries and of all their data items, in Chinese', async () => {
    const { code, output } = await exportTo('all.csv');
    expect([code, output]).toEqual([0, expect.stringContaining(`${await total()} entries`)]);
    const entries = await csv('all.csv');
    expect(entries).toHaveLength(await total());
    const tank = entries.find((row) => row['目录编号'] === 'hazmat/tank');
    expect(tank).toMatchObject({
      ...{ 名称: '危险化学品储存信息', 提供单位: '应急管理', 格式: 'GraphQL', 更新频率: '实时' },
      ...{ 共享属性: '有条件共享', 共享方式: '服务接口', 分类分级: '重要数据', 状态: '待审核', 版本号: '1' },
    });
    expect(tank?.['使用范围']).toBe('事件处置、灭火救援预案、生态环境保护、日常监管');
    expect(tank?.['数据项']).toContain('介质、设计容量');
    // No code of the graph is left untranslated.
    const codes = entries.flatMap((row) =>
      ['提供单位', '更新频率', '共享属性', '共享方式', '状态'].map((of) => row[of]),
    );
    expect(codes.filter((word) => /[A-Z]/.test(word ?? ''))).toEqual([]);
    const items = await csv('all.items.csv');
    expect(items.filter((row) => row['目录编号'] === 'hazmat/tank')).toHaveLength(Number(tank?.['数据项数']));
    expect(items.find((row) => row['字段'] === 'capacityKilograms')).toMatchObject({
      ...{ 目录编号: 'mines/explosives-store', 数据项: '库容', 共享属性: '不予共享', 状态: '现行' },
    });
    expect(items.find((row) => row['字段'] === 'principalPhone')).toMatchObject({ 脱敏方式: '手机号' });
  });

  it('is one workbook with two sheets and notes, of one line when asked', async () => {
    expect((await exportTo('fire.xlsx', '--line', 'FIRE')).code).toBe(0);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(folder, 'fire.xlsx'));
    expect(book.worksheets.map(({ name }) => name)).toEqual(['目录', '数据项', '说明']);
    const [entries, items, notes] = book.worksheets;
    expect((entries?.rowCount ?? 0) - 1).toBe(await total('{synthetic: false, provider: FIRE}'));
    expect(items?.rowCount).toBeGreaterThan(entries?.rowCount ?? 0);
    expect(notes?.getSheetValues()).toContainEqual([undefined, '提供单位', '消防救援']);
  });

  it('is JSON with the codes of the graph', async () => {
    expect((await exportTo('all.json')).code).toBe(0);
    const { entries } = JSON.parse(await readFile(join(folder, 'all.json'), 'utf8'));
    expect(entries).toHaveLength(await total());
    expect(entries.find(({ entry }: { entry: string }) => entry === 'mines/coal-mine')).toMatchObject({
      ...{
        typeName: 'CoalMine',
        items: expect.arrayContaining([expect.objectContaining({ mask: 'PHONE' })]),
      },
    });
  });

  it('is a folder of printable pages that ask for nothing', async () => {
    expect((await exportTo('pages', '--format', 'html')).code).toBe(0);
    const files = await readdir(join(folder, 'pages'));
    expect(files).toHaveLength((await total()) + 1);
    const index = await readFile(join(folder, 'pages/index.html'), 'utf8');
    for (const [, file] of index.matchAll(/<a href="([^"]+)"/g)) expect(files).toContain(file);
    for (const file of files) {
      const page = await readFile(join(folder, 'pages', file), 'utf8');
      expect(page).toMatch(/^<!doctype html>\n<html lang="zh-CN">/);
      expect(page).not.toMatch(/<script|<img|<link|\bsrc=|url\(|@import|href="(?!index|[a-z0-9-]+\.html")/);
      expect(page).toContain("default-src 'none'");
    }
    const tank = await readFile(join(folder, 'pages/hazmat-tank.html'), 'utf8');
    expect(tank).toContain('有条件共享');
    expect(tank).toContain('危险化学品安全法 arts 13, 42, 88');
  });

  it('overwrites nothing, and says what is wrong with a command', async () => {
    await writeFile(join(folder, 'mine.items.csv'), 'kept');
    for (const [out, more, at] of [
      ['mine.csv', [], 'mine.items.csv'],
      ['mine.items.csv', [], 'mine.items.csv'],
      ['catalogue.pdf', [], '--format'],
      ['x.csv', ['--line', 'NAVY'], '--line'],
    ] as const) {
      const { code, errors } = await exportTo(out, ...more);
      expect(code).toBe(1);
      expect(errors).toContain('SETTING_INVALID');
      expect(errors).toContain(at);
    }
    expect(await readFile(join(folder, 'mine.items.csv'), 'utf8')).toBe('kept');
    expect((await readdir(folder)).filter((name) => name.endsWith('.part') || name === 'x.csv')).toEqual([]);
  });
});
