import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { workbookParts, type ZipPart, zipFile } from '../../testing/zipFile.js';
import type { FileRecord } from '../file.js';
import { openSource } from '../source.js';
import { columnName, columnOf, lookOf, numberText, serialText } from './values.js';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-xlsx-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function save(content: Buffer, name = 'book.xlsx'): Promise<string> {
  const path = join(folder, `${(files += 1)}-${name}`);
  await writeFile(path, content);
  return path;
}
const saveBook = async (book: ExcelJS.Workbook) => save(Buffer.from(await book.xlsx.writeBuffer()));

async function read(path: string, sheet?: string): Promise<FileRecord[]> {
  const source = await openSource(path, { delimiter: ',', sheet });
  const records: FileRecord[] = [];
  try {
    for await (const record of source.records()) records.push(record);
  } finally {
    await source.close();
  }
  return records;
}
const cellsOf = async (path: string, sheet?: string) => (await read(path, sheet)).map(({ cells }) => cells);
const readParts = async (parts: readonly ZipPart[]) => read(await save(zipFile(parts)));
const rows = (...cells: string[]) =>
  `<sheetData>${cells.map((row, index) => `<row r="${index + 1}">${row}</row>`).join('')}</sheetData>`;

describe('a workbook of exceljs', () => {
  it('gives its cells as text', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('煤矿');
    sheet.addRow(['编号', '富文本', '日期', '时间', '百分比', '数', '是否', '零']);
    const row = sheet.addRow([
      '００12',
      { richText: [{ text: '东' }, { font: { bold: true }, text: '峰' }] },
      new Date(Date.UTC(2026, 4, 1)),
      new Date(Date.UTC(2026, 4, 1, 8, 30)),
      0.35,
      140_581_107_001,
      true,
      123,
    ]);
    row.getCell(3).numFmt = 'yyyy"年"m"月"d"日"';
    row.getCell(4).numFmt = 'yyyy-mm-dd hh:mm';
    row.getCell(5).numFmt = '0.0%';
    row.getCell(8).numFmt = '000000';
    sheet.getRow(3).hidden = true;
    sheet.getRow(3).values = ['hidden', { text: 'link', hyperlink: 'http://example.invalid' }];
    sheet.getRow(9).getCell(1).fill = { type: 'pattern', pattern: 'solid' };
    expect(await read(await saveBook(book))).toMatchObject([
      { row: 1 },
      {
        row: 2,
        cells: [
          '００12',
          '东峰',
          '2026-05-01',
          '2026-05-01 08:30:00',
          '35%',
          '140581107001',
          'true',
          '000123',
        ],
      },
      { row: 3, cells: ['hidden', 'link'] },
    ]);
  });

  it('written as a stream with shared texts reads the same as one written at once', async () => {
    const path = join(folder, 'stream.xlsx');
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({
      filename: path,
      useSharedStrings: true,
      useStyles: true,
    });
    const sheet = book.addWorksheet('一');
    for (let row = 1; row <= 3000; row += 1) sheet.addRow([`M${row}`, row / 8, ' x &<>"']).commit();
    await book.commit();
    const cells = await cellsOf(path);
    expect(cells).toHaveLength(3000);
    expect(cells[2999]).toEqual(['M3000', '375', ' x &<>"']);
  });

  it('has the sheet that is asked for, else the first that shows', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('隐', { state: 'hidden' }).addRow(['hidden']);
    book.addWorksheet('一').addRow(['first']);
    book.addWorksheet('二').addRow(['second']);
    const path = await saveBook(book);
    expect(await cellsOf(path)).toEqual([['first']]);
    expect(await cellsOf(path, '二')).toEqual([['second']]);
    await expect(cellsOf(path, '三')).rejects.toMatchObject({
      code: 'WORKBOOK_LAYOUT',
      message: 'There is no sheet "三". There are: "一", "二".',
    });
  });

  it('counts days from 1904 where it says so', async () => {
    const book = new ExcelJS.Workbook();
    book.properties.date1904 = true;
    book
      .addWorksheet('一')
      .addRow([new Date(Date.UTC(2026, 4, 1))])
      .getCell(1).numFmt = 'yyyy/m/d';
    expect(await cellsOf(await saveBook(book))).toEqual([['2026-05-01']]);
  });

  it('notes formulas, errors, dates and numbers of too many digits', async () => {
    const book = new ExcelJS.Workbook();
    const row = book
      .addWorksheet('一')
      .addRow([
        { formula: 'A2*2', result: 8 },
        { error: '#N/A' },
        { formula: 'B1' },
        123_456_789_012_345_680,
      ]);
    row.commit();
    const [record] = await read(await saveBook(book));
    expect(record!.cells.slice(0, 2)).toEqual(['8', '#N/A']);
    expect([...record!.notes!]).toEqual([
      [0, 'FORMULA'],
      [1, 'ERROR'],
      [2, 'FORMULA_UNCOMPUTED'],
      [3, 'DIGITS_LOST'],
    ]);
  });

  it('of any texts and numbers comes back as it went in', async () => {
    const cell = fc.oneof(
      fc
        .string({ unit: 'binary', maxLength: 20 })
        .filter((text) => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text) && !text.includes('_x')),
      fc.integer({ min: -999_999_999, max: 999_999_999 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Number(value.toFixed(6))),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 6 }),
        async (table) => {
          const book = new ExcelJS.Workbook();
          const sheet = book.addWorksheet('一');
          for (const row of table) sheet.addRow(['x', ...row, 'x']);
          const found = await cellsOf(await saveBook(book));
          const numeric = (one: string | number) => (typeof one === 'number' ? Number(one) : one);
          expect(
            found.map((row) =>
              row.map((one, index) =>
                typeof table[found.indexOf(row)]?.[index - 1] === 'number' ? Number(one) : one,
              ),
            ),
          ).toEqual(
            table.map((row) => ['x', ...row.map((one) => (Object.is(one, -0) ? 0 : numeric(one))), 'x']),
          );
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('a workbook of another writer', () => {
  it('may prefix its elements, name its parts as it likes, and leave out references', async () => {
    const parts = workbookParts('').map((part) =>
      part.name === 'xl/worksheets/data.xml'
        ? {
            ...part,
            content:
              '﻿<?xml version="1.0" encoding="utf-8"?><!-- x --><x:worksheet xmlns:x="urn:x"><x:sheetData><x:row>' +
              '<x:c t="inlineStr"><x:is><x:r><x:t>东</x:t></x:r><x:r><x:t xml:space="preserve">峰 </x:t></x:r>' +
              '<x:rPh sb="0" eb="1"><x:t>dong</x:t></x:rPh></x:is></x:c><x:c><x:v>1.40581E5</x:v></x:c>' +
              '<x:c t="str"><x:v><![CDATA[<b>]]></x:v></x:c></x:row></x:sheetData></x:worksheet>',
          }
        : part,
    );
    expect(await readParts(parts)).toMatchObject([{ row: 1, cells: ['东峰 ', '140581', '<b>'] }]);
  });

  it('may write shared texts with runs and reading aids, and styles of its own', async () => {
    const parts = workbookParts(
      rows(
        '<c r="B1" s="1"><v>46143.354166666664</v></c><c r="C1" t="s"><v>1</v></c><c r="D1" t="b"><v>0</v></c>',
      ),
      {
        strings:
          '<si><t>a</t></si><si><r><t>煤</t></r><r><rPr><b/></rPr><t>矿&amp;</t></r><rPh><t>x</t></rPh></si>',
        styles:
          '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>',
      },
    );
    expect(await readParts(parts)).toMatchObject([{ cells: ['', '2026-05-01 08:30:00', '煤矿&', 'false'] }]);
  });
});

describe('a package that is no plain table', () => {
  const plain = workbookParts(rows('<c r="A1"><v>1</v></c>'));
  const huge = '<col/>'.repeat(1_600_000);

  it.each<[string, string, ZipPart[]]>([
    ['macros', 'macros', [...plain, { name: 'xl/vbaProject.bin', content: 'x' }]],
    [
      'macros under another name of folder',
      'macros',
      [...plain, { name: 'XL/VBAPROJECT.BIN', content: 'x' }],
    ],
    ['macros of Excel 4', 'macros', [...plain, { name: 'xl/macrosheets/sheet1.xml', content: 'x' }]],
    ['a password', 'password', plain.map((part) => ({ ...part, claims: { flags: 1 } }))],
    ['two parts of one name', 'two parts', [...plain, { name: 'XL/workbook.xml', content: '<workbook/>' }]],
    [
      'parts that overlap',
      'overlap',
      [...plain, { name: 'xl/other.xml', content: 'x', claims: { offset: 0 } }],
    ],
    [
      'too many parts',
      'parts',
      [...plain, ...Array.from({ length: 5001 }, (_, index) => ({ name: `p${index}`, content: '' }))],
    ],
    [
      'a bomb',
      'bomb',
      workbookParts(
        `<sheetData><row r="1"><c r="A1" t="str"><v>1</v></c></row></sheetData><cols>${huge}</cols>`,
      ),
    ],
    [
      'a bomb in the shared texts that its directory denies',
      'bomb',
      workbookParts(rows(''), {
        strings: '<si><t>aaaaaaaaaaaaaaaa</t></si>'.repeat(300_000),
      }).map((part) =>
        part.name.endsWith('sharedStrings.xml') ? { ...part, claims: { bytes: 1000 } } : part,
      ),
    ],
  ])('is refused for %s', async (_, word, parts) => {
    await expect(readParts(parts)).rejects.toMatchObject({
      code: 'WORKBOOK_UNSAFE',
      message: expect.stringContaining(word),
    });
  });

  it.each([
    ['<!DOCTYPE x [<!ENTITY a "aaaa">]>', 'document type'],
    ['<!DOCTYPE x SYSTEM "file:///etc/passwd">', 'document type'],
  ])('is refused for %s', async (declaration, word) => {
    const parts = plain.map((part) =>
      part.name === 'xl/worksheets/data.xml'
        ? { ...part, content: declaration + String(part.content) }
        : part,
    );
    await expect(readParts(parts)).rejects.toMatchObject({
      code: 'WORKBOOK_UNSAFE',
      message: expect.stringContaining(word),
    });
  });

  it('is refused for an entity of its own', async () => {
    const parts = workbookParts(rows('<c r="A1" t="str"><v>&lol;</v></c>'));
    await expect(readParts(parts)).rejects.toMatchObject({ code: 'WORKBOOK_UNSAFE' });
  });

  it('is refused for being an old workbook or a protected one', async () => {
    const path = await save(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]));
    await expect(read(path)).rejects.toMatchObject({
      code: 'WORKBOOK_UNSAFE',
      message: expect.stringContaining('.xls'),
    });
  });

  it('is refused for being damaged, wherever it is cut or bent', async () => {
    const whole = zipFile(plain);
    for (const length of [4, 30, whole.length - 30, whole.length - 1]) {
      await expect(read(await save(whole.subarray(0, length)))).rejects.toMatchObject({
        code: 'FILE_UNREADABLE',
      });
    }
    const wrong = plain.map((part) =>
      part.name === 'xl/workbook.xml' ? { ...part, claims: { bytes: 3 } } : part,
    );
    await expect(readParts(wrong)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    for (const sheet of [
      '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>',
      '<sheetData></row></sheetData>',
      '<sheetData>',
    ]) {
      await expect(readParts(workbookParts(sheet))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    }
    await expect(readParts(workbookParts(rows('<c r="A1" t="s"><v>5</v></c>')))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });

  it('is refused or read whatever byte of it is changed, and never hangs or throws otherwise', async () => {
    const whole = zipFile(plain);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bent = Buffer.from(whole);
        bent[at]! ^= change;
        const outcome = await read(await save(bent)).catch((error: unknown) => error as { code?: string });
        const code = Array.isArray(outcome) ? 'READ' : outcome.code;
        expect(['READ', 'FILE_UNREADABLE', 'FILE_ENCODING', 'WORKBOOK_UNSAFE', 'WORKBOOK_LAYOUT']).toContain(
          code,
        );
      }),
      { numRuns: 120 },
    );
  });

  it('is refused for rows or cells out of order, and cells far out', async () => {
    for (const sheet of [
      '<sheetData><row r="2"/><row r="2"><c r="A2"><v>1</v></c></row></sheetData>',
      rows('<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>'),
      rows('<c r="XFD1"><v>1</v></c>'),
    ]) {
      await expect(readParts(workbookParts(sheet))).rejects.toMatchObject({ code: 'WORKBOOK_LAYOUT' });
    }
  });

  it('that is something else says so', async () => {
    const path = await save(
      zipFile([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' }]),
    );
    await expect(read(path)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('no Excel workbook'),
    });
    expect((await readFile(path)).length).toBeGreaterThan(0);
  });
});

describe('numbers', () => {
  it('look as their format says', () => {
    expect(lookOf(14, undefined)).toEqual({ kind: 'date' });
    expect(lookOf(164, '[$-804]yyyy"年"m"月"d"日"')).toEqual({ kind: 'date' });
    expect(lookOf(165, '#,##0.00_);[Red]\\(#,##0.00\\)')).toEqual({ kind: 'plain' });
    expect(lookOf(166, '0.00"d"')).toEqual({ kind: 'plain' });
    expect(lookOf(167, '000000')).toEqual({ kind: 'zeros', digits: 6 });
    expect(lookOf(168, '0.0%')).toEqual({ kind: 'percent' });
    expect(lookOf(169, 'h:mm')).toEqual({ kind: 'time' });
    expect(lookOf(0, undefined)).toEqual({ kind: 'plain' });
  });

  it('lose neither digits nor zeros', () => {
    const plain = { kind: 'plain' } as const;
    expect(numberText('1.4E5', plain, false)).toBe('140000');
    expect(numberText('0.10000000000000001', plain, false)).toBe('0.1');
    expect(numberText('1E-7', plain, false)).toBe('0.0000001');
    expect(numberText('123456789012345', plain, false)).toBe('123456789012345');
    expect(numberText('1234567890123456', plain, false)).toBeNull();
    expect(numberText('x', plain, false)).toBeNull();
    expect(numberText('0.29', { kind: 'percent' }, false)).toBe('29%');
  });

  it('of days fall on the day Excel shows', () => {
    expect(serialText(1, false)).toBe('1900-01-01');
    expect(serialText(59, false)).toBe('1900-02-28');
    expect(serialText(60, false)).toBe('1900-02-29');
    expect(serialText(61, false)).toBe('1900-03-01');
    expect(serialText(46143, false)).toBe('2026-05-01');
    expect(serialText(46143 - 1462, true)).toBe('2026-05-01');
    expect(serialText(0, true)).toBe('1904-01-01');
    expect(serialText(0.5, false)).toBe('12:00:00');
    expect(serialText(46143.99999999, false)).toBe('2026-05-02');
    expect(serialText(-1, false)).toBeUndefined();
  });

  it('of columns go to letters and back', () => {
    for (const index of [0, 25, 26, 701, 702, 16_383]) expect(columnOf(`${columnName(index)}1`)).toBe(index);
    expect(columnName(16_383)).toBe('XFD');
    expect(columnOf('1')).toBe(-1);
  });
});
