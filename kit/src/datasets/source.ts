import { refusal } from '@huitong/contract';
import { type FileRecord, type InspectedFile, inspectFile, readRecords } from './file.js';
import { readStamp, type TemplateStamp } from './stamp.js';
import { quoted } from './text.js';
import type { MergedRange } from './xlsx/sheet.js';
import { chooseSheet, openWorkbook, type Workbook } from './xlsx/workbook.js';

/** A file as a table: CSV or one sheet of a workbook. */
export interface TableSource extends InspectedFile {
  /** Name of the sheet; null for CSV. */
  readonly sheet: string | null;
  /** How a workbook counts days; null for CSV. */
  readonly date1904: boolean | null;
  /** What our own template says of itself. */
  readonly stamp: TemplateStamp | null;
  /** All rows that hold anything; may be asked for more than once. */
  records(): AsyncGenerator<FileRecord>;
  /** Merged ranges of the sheet; complete once all rows have been read. */
  readonly merges: readonly MergedRange[];
  close(): Promise<void>;
}

/**
 * Opens a file by what it holds, not by what it is called.
 * @param sheet name of the sheet; the first one that is not hidden when absent
 * @throws Refusal FILE_UNREADABLE, FILE_ENCODING, WORKBOOK_UNSAFE, WORKBOOK_LAYOUT
 */
export async function openSource(
  path: string,
  { delimiter, sheet }: { delimiter: string; sheet?: string | undefined },
): Promise<TableSource> {
  const file = await inspectFile(path);
  if (file.encoding !== 'XLSX') {
    if (sheet !== undefined) {
      throw refusal('SETTING_INVALID', {
        at: '--sheet',
        message: `${quoted(path)} is CSV and has no sheets.`,
      });
    }
    const records = () => readRecords(file, delimiter);
    const close = () => Promise.resolve();
    return { ...file, sheet: null, date1904: null, stamp: null, records, merges: [], close };
  }
  const workbook = await openWorkbook(path);
  try {
    return await sheetSource(file, workbook, sheet);
  } catch (error) {
    await workbook.close();
    throw error;
  }
}

async function sheetSource(
  file: InspectedFile,
  workbook: Workbook,
  sheet: string | undefined,
): Promise<TableSource> {
  const chosen = chooseSheet(workbook, sheet);
  const merges: MergedRange[] = [];
  return {
    ...file,
    sheet: chosen.name,
    date1904: workbook.date1904,
    stamp: await readStamp(workbook),
    records() {
      merges.length = 0;
      return workbook.rows(chosen, merges);
    },
    merges,
    close: () => workbook.close(),
  };
}
