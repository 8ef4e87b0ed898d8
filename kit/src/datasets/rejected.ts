import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { refusal } from '@huitong/contract';
import type { RowFault } from './rows.js';

/**
 * Columns put before the original ones; the file can be corrected and imported as it is. Before, not after, so that
 * a row with too few or too many cells keeps exactly the cells it had, and is rejected again while it does.
 */
export const REJECTED_COLUMNS = ['行号 row', '列 column', '代码 code', '原因 reason'] as const;

/** Writes the rejected rows of an import: CSV in UTF-8 with byte order mark, for Excel. */
export class RejectedFile {
  readonly #path: string;
  readonly #headers: readonly string[];
  readonly #delimiter: string;
  #draft: FileHandle | undefined;

  /** @param path where the file will stand; nothing is written while no row is rejected */
  constructor(path: string, headers: readonly string[], delimiter: string) {
    this.#path = path;
    this.#headers = headers;
    this.#delimiter = delimiter;
  }

  /** Adds a row. Throws Refusal FILE_UNREADABLE when the file cannot be written. */
  async add(row: number, cells: readonly string[], faults: readonly RowFault[]): Promise<void> {
    if (!this.#draft) {
      this.#draft = await this.#open();
      await this.#draft.writeFile(`\uFEFF${this.#line([...REJECTED_COLUMNS, ...this.#own(this.#headers)])}`);
    }
    const list = (part: (fault: RowFault) => string | null) =>
      [...new Set(faults.map(part).filter((one) => one !== null))].join('; ');
    const notes = [
      String(row),
      list(({ column }) => column),
      list(({ code }) => code),
      list(({ message }) => message),
    ];
    await this.#draft.writeFile(this.#line([...notes, ...this.#own(cells)]));
  }

  /** Puts the file in its place and returns its path; null when no row was rejected. */
  async finish(): Promise<string | null> {
    if (!this.#draft) return null;
    await this.#draft.sync();
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

  async #open(): Promise<FileHandle> {
    try {
      // The rows may hold names and telephone numbers.
      return await open(this.#draftPath, 'wx', 0o600);
    } catch (cause) {
      const message = `The file of rejected rows cannot be written to ${this.#path}; choose a place with --rejected.`;
      throw refusal('FILE_UNREADABLE', { cause, at: this.#path, message });
    }
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
