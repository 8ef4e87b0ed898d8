import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { refusal } from '@huitong/contract';
import type { FileEncoding } from './file.js';
import { adviceFor } from './advice.js';
import type { RowFault } from './rows.js';

/**
 * Columns put before the original ones; the file can be corrected and imported as it is. Before, not after, so that
 * a row with too few or too many cells keeps exactly the cells it had, and is rejected again while it does.
 */
export const REJECTED_COLUMNS = ['行号', '列', '问题', '怎么办'] as const;

/** Where rejected rows are put down, in the manner of the file they came from. */
interface Draft {
  add(cells: readonly string[], marked: ReadonlySet<number>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Writes the rejected rows of an import, and no others: a workbook for a workbook, else CSV in UTF-8 with byte order
 * mark, for Excel.
 */
export class RejectedFile {
  readonly #path: string;
  readonly #headers: readonly string[];
  readonly #delimiter: string;
  readonly #workbook: boolean;
  #draft: Draft | undefined;
  #last: Promise<void> = Promise.resolve();

  /** @param path where the file will stand; nothing is written while no row is rejected */
  constructor(path: string, headers: readonly string[], as: { delimiter: string; encoding: FileEncoding }) {
    this.#path = path;
    this.#headers = headers;
    this.#delimiter = as.delimiter;
    this.#workbook = as.encoding === 'XLSX';
  }

  /** Adds a row. Throws Refusal FILE_UNREADABLE when the file cannot be written. */
  add(row: number, cells: readonly string[], faults: readonly RowFault[]): Promise<void> {
    // Rows come from judging and from writing at the same time; they are put down one after the other.
    this.#last = this.#last.then(() => this.#put(row, cells, faults));
    return this.#last;
  }

  async #put(row: number, cells: readonly string[], faults: readonly RowFault[]): Promise<void> {
    this.#draft ??= await this.#open();
    const list = (part: (fault: RowFault) => string | null) =>
      [...new Set(faults.map(part).filter((one) => one !== null))].join('; ');
    const notes = [
      String(row),
      list(({ column }) => column),
      list(({ code, message }) => `${code}: ${message}`),
      list(({ code }) => adviceFor(code)),
    ];
    const named = new Set(faults.flatMap(({ column }) => column?.split('、') ?? []));
    const headers = this.#own(this.#headers);
    const marked = new Set(headers.flatMap((name, index) => (named.has(name) ? [index + notes.length] : [])));
    await this.#draft.add([...notes, ...this.#own(cells)], marked);
  }

  /** Puts the file in its place and returns its path; null when no row was rejected. */
  async finish(): Promise<string | null> {
    if (!this.#draft) return null;
    await this.#draft.close();
    this.#draft = undefined;
    await rename(this.#draftPath, this.#path);
    return this.#path;
  }

  /** Leaves nothing of an unfinished file. */
  async abandon(): Promise<void> {
    if (!this.#draft) return;
    await this.#draft.close();
    this.#draft = undefined;
    await rm(this.#draftPath, { force: true });
  }

  /** Under a name nobody can have put a link at. */
  readonly #draftName = randomUUID();
  get #draftPath(): string {
    return `${this.#path}.${this.#draftName}.partial`;
  }

  async #open(): Promise<Draft> {
    let handle: FileHandle;
    try {
      // The rows may hold names and telephone numbers.
      handle = await open(this.#draftPath, 'wx', 0o600);
    } catch (cause) {
      const message = `The file of rejected rows cannot be written to ${this.#path}; choose a place with --rejected.`;
      throw refusal('FILE_UNREADABLE', { cause, at: this.#path, message });
    }
    const headers = [...REJECTED_COLUMNS, ...this.#own(this.#headers)];
    if (this.#workbook) {
      // Not loaded by every process that knows datasets: it is large, and few imports end here.
      const { ExcelFile } = await import('./excelFile.js');
      return new ExcelFile(handle, '未导入的行', headers, REJECTED_COLUMNS.length);
    }
    await handle.writeFile(`\uFEFF${this.#line(headers)}`);
    return {
      add: (cells) => handle.writeFile(this.#line(cells)),
      close: async () => {
        await handle.sync();
        await handle.close();
      },
    };
  }

  /** Without our columns: a corrected file comes back with them, and they are replaced, not doubled. */
  #own(cells: readonly string[]): string[] {
    const ours: readonly string[] = REJECTED_COLUMNS;
    return cells.filter((_, index) => !ours.includes(this.#headers[index] ?? ''));
  }

  #line(cells: readonly string[]): string {
    return `${cells.map((cell) => written(cell, this.#delimiter)).join(this.#delimiter)}\r\n`;
  }
}

/** A cell for a spreadsheet: what would run as a formula is guarded by an apostrophe (OWASP, CSV injection). */
export function written(cell: string, delimiter = ','): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return safe.includes(delimiter) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
