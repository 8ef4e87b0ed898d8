import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import type { CatalogueEntry } from './entries.js';
import { entryPage, pageFile, writePages } from './pages.js';
import { itemsFile, writeCsv, writeXlsx } from './tables.js';
import { wordsOf } from './terms.js';

const hostile = '=HYPERLINK("http://example.invalid","x")<script>alert(1)</script>';
const entry: CatalogueEntry = {
  ...{
    entry: 'demo/hostile',
    typeName: 'Hostile',
    name: hostile,
    description: `"${hostile}`,
    providers: ['FIRE'],
  },
  ...{
    format: 'GraphQL',
    updateFrequency: 'DAILY',
    attribute: 'CONDITIONAL',
    purposes: ['RELIEF', 'ECOLOGY'],
  },
  ...{ basis: null, mode: 'FILE_DOWNLOAD', conditions: '+1', grade: 'IMPORTANT', version: 3 },
  ...{ changedAt: '2026-05-01T00:00:00.000Z', state: 'PUBLISHED', publishedAt: '2026-05-06T01:00:00.000Z' },
  ...{ updateDueAt: '2026-05-18T16:00:00.000Z', reviewDueAt: '2026-05-07T16:00:00.000Z' },
  items: ['now', 'gone'].map((field, index) => ({
    ...{ coordinate: `Hostile.${field}`, title: index ? null : '现状', description: hostile, type: 'String' },
    ...{ attribute: 'NOT_SHARED', purposes: [], basis: '@law', mask: 'PHONE' },
    withdrawnInVersion: index ? 2 : null,
  })),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-catalogue-pages-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the words of the catalogue', () => {
  it.each([
    'ShareAttribute',
    'ShareMode',
    'UpdateFrequency',
    'DataGrade',
    'MaskKind',
    'Purpose',
    'DepartmentLine',
  ])('stand for every value of %s, each once', (name) => {
    const words = Object.values(wordsOf(name));
    expect(words.length).toBeGreaterThan(2);
    expect(new Set(words).size).toBe(words.length);
  });
  it('are those of the shared vocabulary, and none for an unknown enum', () => {
    expect(wordsOf('ShareAttribute')).toEqual({
      ...{ UNCONDITIONAL: '无条件共享', CONDITIONAL: '有条件共享', NOT_SHARED: '不予共享' },
    });
    expect(wordsOf('Nothing')).toEqual({});
  });
});

describe('a file of the catalogue', () => {
  it('holds no text that a spreadsheet would run', async () => {
    const out = join(folder, 'x.csv');
    await writeCsv(out, [entry]);
    for (const file of [out, itemsFile(out)]) {
      const text = await readFile(file, 'utf8');
      expect(text.startsWith('\uFEFF目录编号,')).toBe(true);
      expect(text).not.toMatch(/(^|[,\r\n])"?[=+@]/m);
    }
    const book = join(folder, 'x.xlsx');
    await writeXlsx(book, [entry], [['表名', '目录']]);
    const read = new ExcelJS.Workbook();
    await read.xlsx.readFile(book);
    const cell = read.worksheets[0]?.getCell('B2');
    expect([cell?.type, cell?.value]).toEqual([ExcelJS.ValueType.String, hostile]);
  });

  it('leaves out of the items of an entry those that are gone, and lists them by themselves', async () => {
    const out = join(folder, 'y.csv');
    await writeCsv(out, [entry]);
    const [, row] = (await readFile(out, 'utf8')).split('\r\n');
    expect(row).toContain(',现状,1,');
    expect(row).toContain('2026-05-06 09:00');
    expect(await readFile(itemsFile(out), 'utf8')).toContain('第2版起撤销');
  });
});

describe('a page of an entry', () => {
  it('shows every text as text, and asks for nothing', () => {
    const page = entryPage(entry);
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/\bsrc=|url\(|@import/);
    for (const word of ['有条件共享', '灾害救助、生态环境保护', '文件下载', '重要数据', '消防救援', '已发布'])
      expect(page).toContain(word);
    expect(page).toMatch(/<tr class="gone">.*gone/);
  });

  it('is written with all the others or not at all', async () => {
    const out = join(folder, 'pages');
    await writePages(out, [entry, { ...entry, entry: 'demo/other' }]);
    expect((await readdir(out)).sort()).toEqual(['demo-hostile.html', 'demo-other.html', 'index.html']);
    expect(await readFile(join(out, 'index.html'), 'utf8')).toContain(`href="${pageFile('demo/other')}"`);
    const broken = { ...entry, items: null as unknown as CatalogueEntry['items'] };
    await expect(writePages(join(folder, 'none'), [entry, broken])).rejects.toThrow();
    expect((await readdir(folder)).filter((name) => name.startsWith('none'))).toEqual([]);
  });
});
