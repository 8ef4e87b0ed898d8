import { refusal } from '@huitong/contract';
import type { CellNote, FileRecord } from '../file.js';
import { attribute, xmlSteps } from './xml.js';
import { columnName, columnOf, type NumberLook, numberText, unescaped } from './values.js';

/** Columns of a sheet that are read; a cell with a value beyond them is refused. */
const MOST_COLUMNS = 1_000;
const MOST_ROWS = 1_048_576;
/** Characters of a cell; Excel's own bound. */
const LONGEST_CELL = 32_767;
/** Merged ranges that are remembered for the message. */
const MERGES_KEPT = 1_000;

/** A range of merged cells, rows as the sheet counts them. */
export interface MergedRange {
  readonly range: string;
  readonly lastRow: number;
  readonly firstColumn: number;
}

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly strings: readonly string[];
  /** Look of a cell's number by its style. */
  readonly looks: readonly NumberLook[];
  readonly date1904: boolean;
}

const layout = (at: string, message: string) => refusal('WORKBOOK_LAYOUT', { at, message });

/**
 * The rows of a sheet that hold anything, one at a time; hidden ones too. Formulas come as their stored value with a
 * note, errors with a note and no value. Merged ranges stand at the end of a sheet: they are in `merges` when all rows
 * have been read.
 * @throws Refusal WORKBOOK_LAYOUT, WORKBOOK_UNSAFE, FILE_UNREADABLE
 */
export async function* readSheet(
  pieces: AsyncIterable<Uint8Array>,
  context: SheetContext,
  merges: MergedRange[],
): AsyncGenerator<FileRecord> {
  const sheet = new SheetReader(context, merges);
  for await (const _ of xmlSteps(pieces, sheet)) yield* sheet.take();
  yield* sheet.take();
}

class SheetReader {
  readonly #context: SheetContext;
  readonly #merges: MergedRange[];
  #ready: FileRecord[] = [];
  #inData = false;
  #row = 0;
  #cells: string[] = [];
  #notes: Map<number, CellNote> | undefined;
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #formula = false;
  /** Part of a cell whose text is its value: v, or t of an inline string, but for the reading aid (rPh). */
  #inside: 'value' | 'text' | null = null;
  #phonetic = 0;

  constructor(context: SheetContext, merges: MergedRange[]) {
    this.#context = context;
    this.#merges = merges;
  }

  take(): FileRecord[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  open(name: string, attributes: string): void {
    if (!this.#inData) {
      if (name === 'sheetData') this.#inData = true;
      else if (name === 'mergeCell') this.#merged(attribute(attributes, 'ref') ?? '');
      return;
    }
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') this.#inside = 'value';
    else if (name === 't') this.#inside = this.#phonetic === 0 ? 'text' : null;
    else if (name === 'f') this.#formula = true;
    else if (name === 'rPh') this.#phonetic += 1;
    else if (name === 'row') this.#openRow(attributes);
  }

  text(text: string): void {
    if (this.#inside === null) return;
    this.#value += text;
    if (this.#value.length > LONGEST_CELL * 2) {
      throw layout(this.#place(), `The cell ${this.#place()} holds more than ${LONGEST_CELL} characters.`);
    }
  }

  close(name: string): void {
    if (!this.#inData) return;
    if (name === 'c') this.#closeCell();
    else if (name === 'v' || name === 't') this.#inside = null;
    else if (name === 'rPh') this.#phonetic -= 1;
    else if (name === 'row') this.#closeRow();
    else if (name === 'sheetData') this.#inData = false;
  }

  #openRow(attributes: string): void {
    const given = attribute(attributes, 'r');
    const row = given === undefined ? this.#row + 1 : Number(given);
    // Rows that go back or nowhere: which one a number means would depend on the reader.
    if (!Number.isInteger(row) || row <= this.#row || row > MOST_ROWS) {
      throw layout(`row ${this.#row}`, `The rows of the sheet are out of order after row ${this.#row}.`);
    }
    this.#row = row;
    this.#cells = [];
    this.#notes = undefined;
    this.#column = -1;
  }

  #closeRow(): void {
    if (!this.#cells.some((cell) => cell.trim() !== '') && !this.#notes) return;
    this.#ready.push({ row: this.#row, cells: this.#cells, ...(this.#notes && { notes: this.#notes }) });
  }

  #openCell(attributes: string): void {
    const reference = attribute(attributes, 'r');
    const column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (column <= this.#column) {
      throw layout(`row ${this.#row}`, `The cells of row ${this.#row} are out of order.`);
    }
    this.#column = column;
    this.#type = attribute(attributes, 't') ?? 'n';
    this.#style = Number(attribute(attributes, 's') ?? 0);
    this.#value = '';
    this.#formula = false;
  }

  #closeCell(): void {
    const text = this.#textOfCell();
    if (text === '' && !this.#notes?.has(this.#column)) return;
    if (this.#column >= MOST_COLUMNS) {
      throw layout(this.#place(), `The cell ${this.#place()} stands beyond column ${MOST_COLUMNS}.`);
    }
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells.push(text);
  }

  #textOfCell(): string {
    const value = this.#value;
    if (this.#formula) this.#note(value === '' ? 'FORMULA_UNCOMPUTED' : 'FORMULA');
    if (value === '') return '';
    switch (this.#type) {
      case 's':
        return this.#shared(value);
      case 'str':
      case 'inlineStr':
        return unescaped(value);
      case 'b':
        return value.trim() === '1' ? 'true' : 'false';
      case 'e':
        this.#note('ERROR');
        return value;
      case 'd':
        return value;
      default: {
        const look = this.#context.looks[this.#style] ?? { kind: 'plain' };
        const text = numberText(value, look, this.#context.date1904);
        if (text === null) this.#note('DIGITS_LOST');
        else if (look.kind === 'date') this.#note('DATE');
        return text ?? value;
      }
    }
  }

  #shared(value: string): string {
    const text = this.#context.strings[Number(value)];
    if (text !== undefined) return text;
    const message = `The cell ${this.#place()} refers to a text that the workbook does not have.`;
    throw refusal('FILE_UNREADABLE', { at: this.#place(), message });
  }

  #note(note: CellNote): void {
    (this.#notes ??= new Map()).set(this.#column, note);
  }

  #place(): string {
    return `${columnName(this.#column)}${this.#row}`;
  }

  #merged(range: string): void {
    const [first = '', last = first] = range.split(':');
    const lastRow = Number(/\d+$/.exec(last)?.[0] ?? 0);
    if (this.#merges.length < MERGES_KEPT)
      this.#merges.push({ range, lastRow, firstColumn: columnOf(first) });
  }
}
