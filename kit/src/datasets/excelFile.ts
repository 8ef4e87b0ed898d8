import type { FileHandle } from 'node:fs/promises';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { finished } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type ExcelJS from 'exceljs';

/** Loaded with the first workbook that is written: it is large, and most processes never write one. */
const excel = () => createRequire(import.meta.url)('exceljs') as typeof ExcelJS;

const headerFill = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const;
const fills = {
  ours: headerFill('FFFFE699'),
  theirs: headerFill('FFD9E1F2'),
  marked: headerFill('FFFFC7CE'),
};

/** A workbook of one sheet, written row by row. Every cell is text, so that codes keep their zeros when corrected. */
export class ExcelFile {
  readonly #stream: ReturnType<FileHandle['createWriteStream']>;
  readonly #book: ExcelJS.stream.xlsx.WorkbookWriter;
  readonly #sheet: ExcelJS.Worksheet;

  /**
   * @param handle is closed with the file
   * @param ours how many of the first columns are notes of ours
   */
  constructor(handle: FileHandle, name: string, headers: readonly string[], ours: number) {
    this.#stream = handle.createWriteStream();
    const { WorkbookWriter } = excel().stream.xlsx;
    this.#book = new WorkbookWriter({ stream: this.#stream, useStyles: true });
    this.#sheet = this.#book.addWorksheet(name, { views: [{ state: 'frozen', xSplit: ours, ySplit: 1 }] });
    this.#sheet.columns = headers.map((header, index) => ({
      width: index < ours ? [8, 20, 50, 40][index]! : Math.min(40, Math.max(12, header.length * 2 + 2)),
      style: { numFmt: '@', alignment: { vertical: 'top', wrapText: index < ours } },
    }));
    const row = this.#sheet.addRow([...headers]);
    row.font = { bold: true };
    row.eachCell((cell, column) => (cell.fill = column <= ours ? fills.ours : fills.theirs));
    row.commit();
  }

  async add(cells: readonly string[], marked: ReadonlySet<number>): Promise<void> {
    const row = this.#sheet.addRow([...cells]);
    for (const index of marked) row.getCell(index + 1).fill = fills.marked;
    row.commit();
    if (this.#stream.writableNeedDrain) await once(this.#stream, 'drain');
    // The packer works between turns; without one it would hold every row.
    else if (row.number % 200 === 0) await nextTurn();
  }

  async close(): Promise<void> {
    await this.#book.commit();
    if (!this.#stream.closed) {
      this.#stream.end();
      await finished(this.#stream);
    }
  }
}
