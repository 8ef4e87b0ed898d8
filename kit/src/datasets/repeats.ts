import { createHash } from 'node:crypto';
import { refusal } from '@huitong/contract';
import type { FileRecord } from './file.js';
import { type FilePlan, HEADER_WITHIN, looksLikeHeader, planFile } from './header.js';
import { cellAt, type RowFault } from './rows.js';
import type { Dataset, DatasetColumn } from './dataset.js';
import type { Profile } from './profile.js';
import type { TableSource } from './source.js';
import { refuseOutdated } from './stamp.js';
import { folded, narrowed, quoted } from './text.js';
import { columnName } from './xlsx/values.js';

/** Id of the example row of a template, which is never imported. */
export const EXAMPLE_ID = '示例（不导入）';

/** What a first reading of all rows finds. */
export interface FileSurvey {
  readonly plan: FilePlan;
  /** Number of the last row. */
  readonly rows: number;
  /** The rows below the header, read again or as they were kept. */
  records(): AsyncIterable<FileRecord>;
  /** Why a row is rejected as a repetition; undefined for a row that is none. */
  repetition(record: FileRecord): RowFault | undefined;
}

interface Seen {
  readonly row: number;
  readonly digest: string;
  /** A later row with the same key and other values; 0 while there is none. */
  differsFrom: number;
}

/** Characters of all cells up to which rows are kept from the first reading, so that the second costs nothing. */
const KEPT_CHARACTERS = 8_000_000;

/**
 * Reads all rows once before any is written: the header, how many there are, and which share a natural key. Of
 * rows that are the same in every cell the first is kept; of rows that share a key and differ none is, because
 * nothing says which is right. Also finds what makes a file no table: broken quotes, merged cells, formulas where a
 * name or key should be, so that such a file is refused whole.
 *
 * Memory: about 120 bytes a row, for the keys, and for a small file its rows.
 * @throws Refusal HEADER_MISSING, HEADER_DUPLICATE, FILE_UNREADABLE, WORKBOOK_LAYOUT, TEMPLATE_OUTDATED
 */
export async function surveyFile(
  dataset: Dataset,
  profile: Profile,
  source: TableSource,
): Promise<FileSurvey> {
  refuseOutdated(source.stamp, dataset);
  const survey = new Survey(dataset, profile, source);
  for await (const record of source.records()) survey.take(record);
  return survey.finish();
}

class Survey {
  readonly #dataset: Dataset;
  readonly #profile: Profile;
  readonly #source: TableSource;
  /** Rows that stand before the header, or before it is known which is. */
  readonly #above: FileRecord[] = [];
  readonly #seen = new Map<string, Seen>();
  readonly #formulas: string[] = [];
  #plan: FilePlan | undefined;
  #key: number | undefined;
  #kept: FileRecord[] | null = [];
  #characters = 0;
  #rows = 0;

  constructor(dataset: Dataset, profile: Profile, source: TableSource) {
    this.#dataset = dataset;
    this.#profile = profile;
    this.#source = source;
  }

  take(record: FileRecord): void {
    this.#rows = record.row;
    if (this.#plan) this.#takeRow(this.#plan, record);
    else if (looksLikeHeader(this.#profile, record.cells)) this.#begin(record);
    else if (this.#above.push(record) >= HEADER_WITHIN) this.#beginWithFirst();
  }

  finish(): FileSurvey {
    if (!this.#plan) this.#beginWithFirst();
    const plan = this.#plan!;
    this.#refuseLayout(plan);
    const [kept, source] = [this.#kept, this.#source];
    return {
      plan,
      rows: this.#rows,
      records: () => (kept ? replayed(kept) : below(source, plan.headerRow)),
      repetition: (record) => this.#repetitionOf(plan, record),
    };
  }

  #begin(header: FileRecord): void {
    const { date1904 } = this.#source;
    this.#plan = planFile(this.#dataset, this.#profile, header.cells, { row: header.row, date1904 });
    const from = this.#plan.properties.find(({ property }) => property === 'sourceId')?.from;
    this.#key = from && 'index' in from ? from.index : undefined;
  }

  /** No row looks like the header: the first is taken for it, and refused by what it lacks. */
  #beginWithFirst(): void {
    const [first, ...rest] = this.#above.splice(0);
    if (!first) throw refusal('HEADER_MISSING', { at: 'row 1', message: 'The file is empty.' });
    this.#begin(first);
    for (const record of rest) this.#takeRow(this.#plan!, record);
  }

  #takeRow(plan: FilePlan, record: FileRecord): void {
    if (this.#kept) {
      for (const cell of record.cells) this.#characters += cell.length + 16;
      if (this.#characters > KEPT_CHARACTERS) this.#kept = null;
      else this.#kept.push(record);
    }
    if (record.notes) this.#takeNotes(plan, record);
    const key = this.#keyOf(plan, record);
    if (key === '') return;
    const before = this.#seen.get(key);
    const digest = digestOf(plan, record);
    if (!before) this.#seen.set(key, { row: record.row, digest, differsFrom: 0 });
    else if (before.digest !== digest && before.differsFrom === 0) before.differsFrom = record.row;
  }

  /** A formula's stored value will do for a number or a choice, with a warning; not for what names or finds a row. */
  #takeNotes({ properties }: FilePlan, { row, notes }: FileRecord): void {
    for (const { column, from } of properties) {
      if (!('index' in from) || computable.has(column.kind)) continue;
      if (!notes!.get(from.index)?.startsWith('FORMULA')) continue;
      if (this.#formulas.length < 10) this.#formulas.push(`${columnName(from.index)}${row}`);
    }
  }

  #refuseLayout({ headers, headerRow }: FilePlan): void {
    const merged = this.#source.merges.filter(
      ({ lastRow, firstColumn }) => lastRow >= headerRow && firstColumn < headers.length,
    );
    if (merged.length > 0) {
      const ranges = merged.slice(0, 10).map(({ range }) => range);
      throw refusal('WORKBOOK_LAYOUT', {
        at: ranges[0]!,
        message: `Cells are merged among the rows: ${ranges.join(', ')}${merged.length > 10 ? ' and more' : ''}. Unmerge them and fill every cell in.`,
      });
    }
    if (this.#formulas.length > 0) {
      throw refusal('WORKBOOK_LAYOUT', {
        at: this.#formulas[0]!,
        message: `Formulas stand where a name, code or key should: ${this.#formulas.join(', ')}. Copy the columns and paste their values.`,
      });
    }
  }

  /** The id a row has with its source, '' where it has none (which is then the row's fault). */
  #keyOf(plan: FilePlan, record: FileRecord): string {
    return this.#key === undefined ? '' : narrowed(cellAt(plan, record, this.#key));
  }

  #repetitionOf(plan: FilePlan, record: FileRecord): RowFault | undefined {
    const key = this.#keyOf(plan, record);
    const first = this.#seen.get(key);
    if (!first || (record.row === first.row && first.differsFrom === 0)) return undefined;
    const column = plan.headers[this.#key!] ?? null;
    if (first.differsFrom > 0) {
      const other = record.row === first.row ? first.differsFrom : first.row;
      const message = `Row ${other} has the same key ${quoted(key)} and other values; keep the right one.`;
      return { column, code: 'ROW_REPEATED', message };
    }
    return { column, code: 'ROW_REPEATED', message: `The same as row ${first.row}, which is kept.` };
  }
}

const computable: ReadonlySet<DatasetColumn['kind']> = new Set([
  'number',
  'integer',
  'enum',
  'boolean',
  'date',
  'instant',
]);

/** Whether a row is the example of a template. */
export function isExample(plan: FilePlan, record: FileRecord): boolean {
  const from = plan.properties.find(({ property }) => property === 'sourceId')?.from;
  return (
    from !== undefined &&
    'index' in from &&
    cellAt(plan, record, from.index).startsWith('示例') &&
    folded(cellAt(plan, record, from.index)) === folded(EXAMPLE_ID)
  );
}

async function* replayed(records: readonly FileRecord[]): AsyncGenerator<FileRecord> {
  yield* records;
}

async function* below(source: TableSource, headerRow: number): AsyncGenerator<FileRecord> {
  for await (const record of source.records()) if (record.row > headerRow) yield record;
}

/** Of all cells; a hash, because cells may be long. */
function digestOf(plan: FilePlan, record: FileRecord): string {
  let all = '';
  for (let index = 0; index < plan.headers.length; index += 1) {
    const cell = cellAt(plan, record, index);
    all += `${cell.length}:${cell}`;
  }
  return createHash('sha1').update(all).digest('base64');
}
