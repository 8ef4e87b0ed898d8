import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { refusal } from '@huitong/contract';

/** A file as it stands, before a word of it is understood. */
export interface InspectedFile {
  readonly path: string;
  /** Hexadecimal, of its bytes. */
  readonly sha256: string;
  readonly encoding: FileEncoding;
}

/** How a file is written: CSV in one of two encodings, or an Excel workbook. */
export type FileEncoding = 'UTF-8' | 'GB18030' | 'XLSX';

/**
 * What a cell of a workbook is beside its text: an error such as #N/A, a formula's stored value, a formula that stored
 * none, a number of more digits than Excel keeps, a date.
 */
export type CellNote = 'ERROR' | 'FORMULA' | 'FORMULA_UNCOMPUTED' | 'DIGITS_LOST' | 'DATE';

/** One row of a file. */
export interface FileRecord {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Notes by index of the cell; workbooks only. */
  readonly notes?: ReadonlyMap<number, CellNote>;
}

/** Longest row in characters; a longer one is not a table but a quote that was never closed. */
const LONGEST_ROW = 1_000_000;

/**
 * Reads a file once, whole but in pieces: what it is encoded in and its hash. Strict UTF-8, with or without byte
 * order mark, else strict GB18030 (what Excel saves as CSV on a Chinese Windows); nothing is guessed beyond.
 * @throws Refusal FILE_UNREADABLE, FILE_ENCODING
 */
export async function inspectFile(path: string): Promise<InspectedFile> {
  const hash = createHash('sha256');
  const candidates = (['UTF-8', 'GB18030'] as const).map((encoding) => ({
    encoding,
    decoder: new TextDecoder(encoding, { fatal: true }),
    fits: true,
  }));
  const feed = (chunk: Uint8Array | null) => {
    for (const candidate of candidates) {
      if (!candidate.fits) continue;
      try {
        candidate.decoder.decode(chunk ?? new Uint8Array(), { stream: chunk !== null });
      } catch {
        candidate.fits = false;
      }
    }
  };
  let workbook: boolean | undefined;
  for await (const chunk of readBytes(path)) {
    workbook ??= isWorkbook(chunk, path);
    hash.update(chunk);
    if (!workbook) feed(chunk);
  }
  if (workbook) return { path, sha256: hash.digest('hex'), encoding: 'XLSX' };
  feed(null);
  const found = candidates.find(({ fits }) => fits);
  if (!found) throw refusal('FILE_ENCODING', { at: path });
  return { path, sha256: hash.digest('hex'), encoding: found.encoding };
}

/** Whether a file is a package (xlsx), by its first bytes; OLE files (xls, and whatever has a password) are refused. */
function isWorkbook(bytes: Uint8Array, path: string): boolean {
  const magic = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (magic === 'd0cf11e0') {
    const message =
      'The file is an old workbook (.xls) or has a password. Save it as .xlsx without a password.';
    throw refusal('WORKBOOK_UNSAFE', { at: path, message });
  }
  return magic === '504b0304';
}

async function* readBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    if (!(await stat(path)).isFile()) {
      throw refusal('FILE_UNREADABLE', { at: path, message: `${path} is not a file.` });
    }
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }))
      yield chunk as Uint8Array;
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code;
    if (reason === undefined || !Object.hasOwn(reasons, reason)) throw cause;
    const message = `${path} cannot be read: ${reasons[reason as keyof typeof reasons]}.`;
    throw refusal('FILE_UNREADABLE', { cause, at: path, message });
  }
}

const reasons = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such folder',
  ENAMETOOLONG: 'the name is too long',
  ERR_INVALID_ARG_VALUE: 'this is no name of a file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
  EIO: 'the disk reports an error',
};

async function* decoded({ path, encoding }: InspectedFile): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of readBytes(path)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/**
 * The rows of a CSV file, header first, one at a time. Blank rows are passed over, and counted.
 * @throws Refusal FILE_UNREADABLE naming the line where quoting is broken or a row does not end
 */
export async function* readRecords(file: InspectedFile, delimiter: string): AsyncGenerator<FileRecord> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: LONGEST_ROW,
  });
  // The parser throws what goes wrong before it; there is nothing more to do here.
  pipeline(Readable.from(decoded(file)), parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (cells.some((cell) => cell.trim() !== '')) yield { row, cells };
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    // The parser reads ahead of the rows handed out; its own count of lines is the place.
    const at = `line ${String(cause['lines'])}`;
    const message =
      cause.code === 'CSV_MAX_RECORD_SIZE'
        ? `The row at ${at} does not end; a quote may not be closed.`
        : `The quotes at ${at} are broken.`;
    throw refusal('FILE_UNREADABLE', { cause, at, message });
  }
}
