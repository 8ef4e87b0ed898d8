import { rm } from 'node:fs/promises';
import { cellsOf } from '../export/cells.js';
import type { FormColumn } from '../export/form.js';
import { openBook, openSheet } from '../export/sheet.js';
import { entryColumns, entryRow, itemColumns, itemRow } from './columns.js';
import type { CatalogueEntry } from './entries.js';

const headersOf = (columns: readonly FormColumn[]) => columns.map(({ header }) => header);
const rowsOf = (entries: readonly CatalogueEntry[]) => ({
  entries: entries.map((entry) => cellsOf(entryColumns, entryRow(entry))),
  items: entries.flatMap((entry) => entry.items.map((item) => cellsOf(itemColumns, itemRow(entry, item)))),
});

/** The file of the data items beside a CSV of the entries: `x.items.csv` beside `x.csv`. */
export const itemsFile = (out: string): string => out.replace(/(\.csv)?$/, '.items.csv');

/** Writes the catalogue as two CSV files, one of entries and one of data items; both or none. */
export async function writeCsv(out: string, entries: readonly CatalogueEntry[]): Promise<void> {
  const rows = rowsOf(entries);
  const items = openSheet(itemsFile(out), '数据项', headersOf(itemColumns));
  const table = openSheet(out, '目录', headersOf(entryColumns));
  try {
    for (const cells of rows.items) await items.add(cells);
    for (const cells of rows.entries) await table.add(cells);
    await items.finish([]);
    await table.finish([]);
  } catch (error) {
    await Promise.all([items.abandon(), table.abandon()]);
    await rm(itemsFile(out), { force: true });
    throw error;
  }
}

/** Writes the catalogue as a workbook: a sheet of entries, one of data items, and notes. */
export async function writeXlsx(
  out: string,
  entries: readonly CatalogueEntry[],
  notes: readonly (readonly string[])[],
): Promise<void> {
  const rows = rowsOf(entries);
  const book = openBook(out);
  try {
    const table = book.table('目录', headersOf(entryColumns));
    rows.entries.forEach((cells) => table.add(cells));
    table.commit();
    const items = book.table('数据项', headersOf(itemColumns));
    rows.items.forEach((cells) => items.add(cells));
    items.commit();
    await book.finish(notes);
  } catch (error) {
    await book.abandon();
    throw error;
  }
}
