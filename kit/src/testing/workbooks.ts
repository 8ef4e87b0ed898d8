import ExcelJS from 'exceljs';
import type { Dataset } from '../datasets/dataset.js';
import { templateColumns, templateWorkbook } from '../datasets/template.js';

/** Writes a workbook of one sheet, row by row, so that a large one fits in memory. */
export async function writeTestWorkbook(
  path: string,
  rows: Iterable<readonly (string | number)[]>,
): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true });
  const sheet = book.addWorksheet('1');
  for (const row of rows) sheet.addRow([...row]).commit();
  await book.commit();
}

/**
 * Fills a dataset's template in as a clerk would, below the example: every column with its example, this id, and the
 * ids of parents by property for the references that an example row has.
 */
export async function writeFilledTemplate(
  path: string,
  dataset: Dataset,
  { id, parents = {} }: { readonly id: string; readonly parents?: Readonly<Record<string, string>> },
): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await templateWorkbook(dataset, 10)).buffer as ArrayBuffer);
  const sheet = book.worksheets[0]!;
  sheet.getRow(3).values = templateColumns(dataset).map(({ property, example }) => {
    if (property === 'sourceId') return id;
    const column = dataset.columns[property];
    // The template cannot know which parents there are, unless the dataset names one of the reference data.
    return column?.kind === 'reference' && column.example === undefined ? (parents[property] ?? '') : example;
  });
  await book.xlsx.writeFile(path);
}
