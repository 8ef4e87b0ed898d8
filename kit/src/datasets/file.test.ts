import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inspectFile, readRecords } from './file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-file-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Buffer, delimiter = ',') {
  const path = join(folder, 'input.csv');
  await writeFile(path, content);
  const file = await inspectFile(path);
  const records = [];
  for await (const record of readRecords(file, delimiter)) records.push(record);
  return { encoding: file.encoding, records };
}
const gb18030 = Buffer.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0x61, 0x0a, 0xb8, 0xdf, 0xc6, 0xbd, 0x2c, 0x31]);

describe('reading a file', () => {
  it('takes UTF-8 with and without byte order mark', async () => {
    const expected = { encoding: 'UTF-8', records: [{ row: 1, cells: ['名称', 'a'] }] };
    expect(await read('名称,a\n')).toEqual(expected);
    expect(await read('\uFEFF名称,a\r\n')).toEqual(expected);
  });

  it('takes GB18030, and nothing that is neither', async () => {
    expect(await read(gb18030)).toEqual({
      encoding: 'GB18030',
      records: [
        { row: 1, cells: ['名称', 'a'] },
        { row: 2, cells: ['高平', '1'] },
      ],
    });
    await expect(read(Buffer.from([0x61, 0xff, 0xff, 0x0a]))).rejects.toMatchObject({
      code: 'FILE_ENCODING',
    });
    await expect(read(Buffer.concat([gb18030, Buffer.from([0xb8])]))).rejects.toMatchObject({
      code: 'FILE_ENCODING',
    });
  });

  it('finds a bad byte beyond the first piece of a large file', async () => {
    const large = Buffer.concat([Buffer.from(`${'名称,a\n'.repeat(60_000)}`), Buffer.from([0xff, 0x0a])]);
    await expect(read(large)).rejects.toMatchObject({ code: 'FILE_ENCODING' });
  });

  it('joins characters that are cut by a piece boundary', async () => {
    const { records } = await read(`a${'名称,值\n'.repeat(60_000)}`);
    expect(records).toHaveLength(60_000);
    expect(records.every(({ cells }) => cells[1] === '值' && cells[0]!.endsWith('名称'))).toBe(true);
  });

  it('numbers rows as a spreadsheet does: quoted line breaks are one row, blank rows count', async () => {
    const { records } = await read('a,b\n"x\ny",1\n\n,\nz,2\n');
    expect(records).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 2, cells: ['x\ny', '1'] },
      { row: 5, cells: ['z', '2'] },
    ]);
  });

  it('says where quotes are broken or a row does not end', async () => {
    await expect(read('a,b\nx"y,1\n"unclosed,2\nz,3\n')).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: 'The quotes at line 2 are broken.',
    });
    await expect(read('a,b\n1,2\n"unclosed,2\nz,3\n')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(read(`a\n"${'x'.repeat(1_100_000)}`)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: 'The row at line 2 does not end; a quote may not be closed.',
    });
  });

  it('refuses old workbooks, folders and absent files by name', async () => {
    await expect(read(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toMatchObject({
      code: 'WORKBOOK_UNSAFE',
    });
    await expect(inspectFile(folder)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(inspectFile(join(folder, 'absent.csv'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(inspectFile('a\0b')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});
