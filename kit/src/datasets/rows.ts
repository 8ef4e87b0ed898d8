import type { Division } from '../divisions/index.js';
import { isWithin } from '../divisions/index.js';
import type { CheckFault, DatasetColumn } from './dataset.js';
import type { CellNote, FileRecord } from './file.js';
import type { FilePlan, PropertyPlan } from './header.js';
import { checkPlace, divisionNear } from './location.js';
import { folded, quoted } from './text.js';
import { checkValue, type ValueFault } from './values.js';
import { serialText } from './xlsx/values.js';

/** A fault of a row; the column is null when it is the row's as a whole. */
export interface RowFault extends ValueFault {
  readonly column: string | null;
}

/** A row ready for the database, or all that is wrong with it. */
export type JudgedRow =
  | {
      readonly ok: true;
      readonly values: Readonly<Record<string, unknown>>;
      readonly warnings: readonly RowFault[];
    }
  | { readonly ok: false; readonly faults: readonly RowFault[] };

/** A cell without the space around it, and without the apostrophe that our own file of rejected rows adds. */
export function cellAt(plan: FilePlan, record: FileRecord, index: number): string {
  const cell = (record.cells[index] ?? '').trim();
  return plan.guarded && /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/**
 * Judges one row: every cell by its column's kind, the point, the division and whether it belongs to the
 * importing department's divisions. Pure: the same row gives the same judgement on every run.
 * @param scope division codes at the top of the department's area
 */
export function judgeRow(plan: FilePlan, record: FileRecord, scope: readonly string[]): JudgedRow {
  const ragged = raggedness(plan, record);
  if (ragged) return { ok: false, faults: [ragged] };
  const values: Record<string, unknown> = {};
  const faults: RowFault[] = [];
  const warnings: RowFault[] = [];
  for (const property of plan.properties) {
    judgeProperty(plan, record, property, { values, faults, warnings });
  }
  judgePlace(plan, record, { values, faults, warnings });
  const divisionCode = values['divisionCode'];
  if (typeof divisionCode === 'string') {
    if (!isWithin(divisionCode, scope))
      faults.push(outsideOwn(headerOf(plan, 'divisionCode'), divisionCode, scope));
  } else if (faults.length === 0 && !inheritsDivision(plan)) {
    faults.push(noDivision(headerOf(plan, 'divisionCode')));
  }
  if (faults.length === 0)
    faults.push(...(plan.check?.(values) ?? []).map((fault) => checkFault(plan, fault)));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, values, warnings };
}

/** A division that is not the importing department's. */
export const outsideOwn = (column: string, code: string, scope: readonly string[]): RowFault => ({
  column,
  code: 'NOT_OWN_ROW',
  message: `${code} does not belong to the divisions of the importing department (${scope.join(', ')}).`,
});

/** A row that nothing places. */
export const noDivision = (column: string): RowFault => ({
  column,
  code: 'VALUE_MISSING',
  message: 'The row names no division, and nothing else tells it.',
});

/** Whether a column of the file names a parent whose division the row takes. */
const inheritsDivision = ({ properties }: FilePlan): boolean =>
  properties.some(
    ({ column }) =>
      column.kind === 'reference' && Object.hasOwn(column.parent.inherits ?? {}, 'divisionCode'),
  );

const checkFault = (plan: FilePlan, { columns, code, message }: CheckFault): RowFault => ({
  column: columns.map((property) => headerOf(plan, property)).join('、'),
  code: code ?? 'VALUE_INVALID',
  message,
});

interface Judging {
  readonly values: Record<string, unknown>;
  readonly faults: RowFault[];
  readonly warnings: RowFault[];
}

function raggedness({ headers, date1904 }: FilePlan, { cells }: FileRecord): RowFault | undefined {
  const beyond =
    cells.length > headers.length && cells.slice(headers.length).some((cell) => cell.trim() !== '');
  if ((cells.length >= headers.length || date1904 !== null) && !beyond) return undefined;
  return {
    column: null,
    code: 'ROW_MALFORMED',
    message: `The row has ${cells.length} cells, the header ${headers.length}.`,
  };
}

/** Header of a property's column; the property's own when it is a constant or not in the file. */
export function headerOf(plan: FilePlan, property: string): string {
  const from = plan.properties.find((one) => one.property === property)?.from;
  return from && 'header' in from ? from.header : property;
}

/** An empty cell, or a spelling of "not known"; but not a formula without a value. */
function isUnknown({ from, unknown }: PropertyPlan, written: string, { notes }: FileRecord): boolean {
  if (written === '') return !('index' in from && notes?.get(from.index) === 'FORMULA_UNCOMPUTED');
  return unknown.size > 0 && unknown.has(folded(written));
}

/** Kinds whose cells are read letter by letter, so that what Excel makes of them is wrong. */
const literal: ReadonlySet<DatasetColumn['kind']> = new Set(['code', 'uscc', 'division', 'reference']);

/** What a cell of a workbook is beside its text. */
function judgeNote(
  note: CellNote | undefined,
  written: string,
  { kind }: DatasetColumn,
): { fault?: ValueFault; warning?: ValueFault } | null {
  const fault = (message: string) => ({ fault: { code: 'VALUE_INVALID' as const, message } });
  switch (note) {
    case undefined:
      return null;
    case 'ERROR':
      return fault(`${quoted(written)} is an error of the spreadsheet, not a value.`);
    case 'FORMULA_UNCOMPUTED':
      return fault(
        'The formula has no stored value; open the workbook in Excel and save it, or paste the value.',
      );
    case 'FORMULA':
      return {
        warning: { code: 'FORMULA_VALUE', message: `${quoted(written)} is the stored result of a formula.` },
      };
    case 'DIGITS_LOST':
      return literal.has(kind) || kind === 'text'
        ? fault(
            'The cell is a number of more than 15 digits, of which Excel has lost the last ones; format it as text and write it again.',
          )
        : null;
    case 'DATE':
      return literal.has(kind)
        ? fault(
            `Excel has made a date of this cell (${quoted(written)}); format it as text and write it again.`,
          )
        : null;
  }
}

/** Days of a workbook may stand as the bare number that Excel counts them by. */
function dayOfSerial({ date1904 }: FilePlan, written: string, { kind }: DatasetColumn): string | undefined {
  if (date1904 === null || (kind !== 'date' && kind !== 'instant')) return undefined;
  return /^\d{5}(?:\.\d+)?$/.test(written) ? serialText(Number(written), date1904) : undefined;
}

function judgeProperty(plan: FilePlan, record: FileRecord, property: PropertyPlan, into: Judging): void {
  const { column, from } = property;
  const name = headerOf(plan, property.property);
  const written = 'constant' in from ? from.constant : cellAt(plan, record, from.index);
  const unknown =
    isUnknown(property, written, record) ||
    property.nullWhen?.equals.has(folded(cellAt(plan, record, property.nullWhen.index))) === true;
  if (unknown) {
    if (property.property === 'divisionCode' && (plan.location ?? inheritsDivision(plan))) return;
    if (column.required) {
      into.faults.push({
        column: name,
        code: 'VALUE_MISSING',
        message: `${column.header} must be filled in.`,
      });
    } else {
      into.values[property.property] = column.whenEmpty ?? null;
    }
    return;
  }
  const noted = 'index' in from ? judgeNote(record.notes?.get(from.index), written, column) : null;
  if (noted?.fault) {
    into.faults.push({ column: name, ...noted.fault });
    return;
  }
  if (noted?.warning) into.warnings.push({ column: name, ...noted.warning });
  const mapped = property.map.size === 0 ? undefined : property.map.get(folded(written));
  const check = checkValue(
    mapped ?? dayOfSerial(plan, written, column) ?? written,
    column,
    property.multiply,
  );
  if (!check.ok) into.faults.push({ column: name, ...check.fault });
  else {
    into.values[property.property] = check.value;
    into.warnings.push(...check.warnings.map((warning) => ({ column: name, ...warning })));
  }
}

/** Without a division of its own a row is judged by the province this graph serves. */
const homeProvince = '140000';

function judgePlace(plan: FilePlan, record: FileRecord, into: Judging): void {
  const { location } = plan;
  if (!location) return;
  const declared = into.values['divisionCode'] as string | undefined;
  const cell = ({ index }: { index: number }) => cellAt(plan, record, index);
  const place = checkPlace(location, cell, declared ?? homeProvince);
  if (!place.ok) {
    into.faults.push(...place.faults);
    return;
  }
  const { point } = place;
  into.warnings.push(...place.warnings);
  // The reference system is that of the point; without one there is nothing to say, and the column stays.
  Object.assign(into.values, {
    lat: point?.lat ?? null,
    lon: point?.lon ?? null,
    crs: point?.crs ?? 'WGS84',
  });
  const column = headerOf(plan, 'divisionCode');
  if (
    declared === undefined &&
    !inheritsDivision(plan) &&
    !into.faults.some((fault) => fault.column === column)
  ) {
    judgeNearest(divisionNear(point), column, into);
  }
}

function judgeNearest(found: Division | undefined, column: string, into: Judging): void {
  if (!found) {
    const message = 'The row names no division, and no point by which to find one.';
    into.faults.push({ column, code: 'VALUE_MISSING', message });
    return;
  }
  into.values['divisionCode'] = found.code;
  const message = `The row names no division; ${found.name} (${found.code}) has the nearest seat.`;
  into.warnings.push({ column, code: 'DIVISION_APPROXIMATE', message });
}
