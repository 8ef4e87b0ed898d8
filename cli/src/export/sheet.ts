import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import ExcelJS from 'exceljs';
import { refusal } from '@huitong/contract';
import type { Cell } from './cells.js';

/** A table on its way to a file. Nothing stands under the file's name until `finish`. */
export interface Sheet {
  add(cells: readonly Cell[]): Promise<void>;
  /** Writes the notes, closes and gives the file its name. */
  finish(notes: readonly (readonly string[])[]): Promise<void>;
  abandon(): Promise<void>;
}

/** A text that a spreadsheet would run as a formula is written so that it stays text (CSV has no types). */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const csvCell = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = harmless(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

function openCsv(path: string, headers: readonly string[]): Sheet {
  const draft = `${path}.part`;
  const stream = createWriteStream(draft);
  const write = async (cells: readonly Cell[]) => {
    if (!stream.write(`${cells.map(csvCell).join(',')}\r\n`)) await once(stream, 'drain');
  };
  // Without the mark Excel reads Chinese in the code page of its own machine.
  stream.write('\uFEFF');
  void write(headers);
  return {
    add: write,
    async finish() {
      stream.end();
      await finished(stream);
      await rename(draft, path);
    },
    async abandon() {
      stream.destroy();
      await rm(draft, { force: true });
    },
  };
}

const widest = 40;

/** A workbook of several tables on its way to a file; one table after the other. */
export interface Book {
  /** Begins a table; the one before must have been committed. */
  table(title: string, headers: readonly string[]): { add(cells: readonly Cell[]): void; commit(): void };
  /** Writes the notes, closes and gives the file its name. */
  finish(notes: readonly (readonly string[])[]): Promise<void>;
  abandon(): Promise<void>;
}

/** Opens a workbook for writing. Texts are written as texts: a spreadsheet runs none of them as a formula. */
export function openBook(path: string): Book {
  const draft = `${path}.part`;
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: draft, useStyles: true });
  return {
    table(title, headers) {
      // A sheet's name has at most 31 characters, and not these.
      const sheet = workbook.addWorksheet(title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31), {
        views: [{ state: 'frozen', ySplit: 1 }],
      });
      sheet.columns = headers.map((header) => ({
        header,
        width: Math.min(widest, Math.max(12, header.length * 2 + 4)),
      }));
      sheet.getRow(1).font = { bold: true };
      sheet.getRow(1).commit();
      return { add: (cells) => sheet.addRow([...cells]).commit(), commit: () => sheet.commit() };
    },
    async finish(notes) {
      const page = workbook.addWorksheet('说明');
      page.columns = [{ width: 24 }, { width: 90 }];
      for (const note of notes) page.addRow([...note]).commit();
      page.commit();
      await workbook.commit();
      await rename(draft, path);
    },
    async abandon() {
      await rm(draft, { force: true });
    },
  };
}

function openWorkbook(path: string, title: string, headers: readonly string[]): Sheet {
  const book = openBook(path);
  const { add, commit } = book.table(title, headers);
  return {
    async add(cells) {
      add(cells);
      await Promise.resolve();
    },
    async finish(notes) {
      commit();
      await book.finish(notes);
    },
    abandon: book.abandon,
  };
}

/**
 * Opens a table for writing, by the ending of the file's name: `.xlsx` or `.csv`.
 * @throws Refusal SETTING_INVALID for another ending
 */
export function openSheet(path: string, title: string, headers: readonly string[]): Sheet {
  if (path.endsWith('.csv')) return openCsv(path, headers);
  if (path.endsWith('.xlsx')) return openWorkbook(path, title, headers);
  throw refusal('SETTING_INVALID', { at: '--out', message: 'The file ends in .xlsx or .csv.' });
}
