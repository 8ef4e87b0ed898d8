import type { ErrorCode } from '@huitong/contract';
import { divisionByCode } from '../divisions/index.js';
import { checkDivisionCode, checkUscc } from '../validators/index.js';
import type { DatasetColumn } from './dataset.js';
import { folded, narrowed, quoted } from './text.js';

/** A cell's value as the database takes it, or why it is none. */
export type ValueCheck =
  | { readonly ok: true; readonly value: string | number | boolean; readonly warnings: readonly ValueFault[] }
  | { readonly ok: false; readonly fault: ValueFault };

export interface ValueFault {
  readonly code: ErrorCode;
  readonly message: string;
}

const accept = (value: string | number | boolean, warnings: readonly ValueFault[] = []): ValueCheck => ({
  ok: true,
  value,
  warnings,
});
const refuse = (message: string, code: ErrorCode = 'VALUE_INVALID'): ValueCheck => ({
  ok: false,
  fault: { code, message },
});

/**
 * Reads a cell that is not empty.
 * @param multiply factor from the source's unit to the column's; numbers only
 */
export function checkValue(cell: string, column: DatasetColumn, multiply = 1): ValueCheck {
  switch (column.kind) {
    case 'text':
      return checkText(cell.trim(), column);
    case 'code':
      return checkText(narrowed(cell), column);
    case 'number':
    case 'integer':
      return checkNumber(cell, column, multiply);
    case 'enum':
      return checkEnum(cell, column.values);
    case 'date':
      return checkDate(cell);
    case 'instant':
      return checkInstant(cell, column.past === true);
    case 'boolean':
      return checkBoolean(cell);
    case 'uscc':
      return checkEnterprise(cell);
    case 'division':
      return checkDivision(cell);
  }
}

type TextColumn = Extract<DatasetColumn, { kind: 'text' | 'code' }>;
type NumberColumn = Extract<DatasetColumn, { kind: 'number' | 'integer' }>;

/** Characters that are no text: PostgreSQL refuses NUL, and the rest only deceives a reader. */
const unprintable = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFD]/u;

function checkText(text: string, column: TextColumn): ValueCheck {
  const longest = column.longest ?? 200;
  if (unprintable.test(text)) return refuse(`${quoted(text)} holds characters that are not text.`);
  if (text.length > longest) return refuse(`The text has ${text.length} characters, at most ${longest} fit.`);
  if (column.pattern && !column.pattern.test.test(text)) {
    return refuse(`${quoted(text)} is not ${column.pattern.means}.`);
  }
  return accept(text);
}

const decimal = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d{1,2})?$/;

/** A plain decimal number, full-width digits and thousands separators allowed; undefined for anything else. */
export function numberOf(cell: string): number | undefined {
  const text = narrowed(cell).replace(/\u2212/g, '-');
  return decimal.test(text) ? Number(text.replaceAll(',', '')) : undefined;
}

function checkNumber(cell: string, column: NumberColumn, multiply: number): ValueCheck {
  const given = numberOf(cell);
  if (given === undefined) return refuse(`${quoted(cell)} is not a number.`);
  // 1.15 × 100 is 114.99999999999999 in binary; no source has more than twelve significant digits.
  const value = multiply === 1 ? given : Number((given * multiply).toPrecision(12));
  const { least, above, most, unit } = column;
  const tooLow = (least !== undefined && value < least) || (above !== undefined && value <= above);
  if (tooLow || value > most) {
    const from = above === undefined ? String(least ?? '') : `above ${above}`;
    const converted = multiply === 1 ? '' : ` (${given} × ${multiply})`;
    return refuse(`The value is ${from} to ${most} ${unit}, not ${value}${converted}.`);
  }
  if (column.kind === 'integer' && !Number.isInteger(value))
    return refuse(`${quoted(cell)} is not a whole number.`);
  return accept(value);
}

function checkEnum(cell: string, values: Readonly<Record<string, readonly string[]>>): ValueCheck {
  const given = folded(cell);
  for (const [value, spellings] of Object.entries(values)) {
    if (folded(value) === given || spellings.some((one) => folded(one) === given)) return accept(value);
  }
  const known = Object.entries(values).map(([value, [first]]) => first ?? value);
  return refuse(`${quoted(cell)} is none of ${known.join(', ')}.`);
}

const dateShapes = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];

function checkDate(cell: string): ValueCheck {
  const text = narrowed(cell);
  for (const shape of dateShapes) {
    const [, year, month, day] = (shape.exec(text) ?? []).map(Number);
    if (year === undefined || month === undefined || day === undefined) continue;
    const date = new Date(Date.UTC(year, month - 1, day));
    const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    if (!exists || year < 1800 || year > 2200) return refuse(`${quoted(cell)} is not a day of the calendar.`);
    return accept(date.toISOString().slice(0, 10));
  }
  return refuse(`${quoted(cell)} is not a date; write 2026-05-01.`);
}

/** A day with or without a time of day; in Shanghai unless an offset says otherwise. */
function checkInstant(cell: string, past: boolean): ValueCheck {
  const text = narrowed(cell);
  const [, date = text, time = '00:00', offset = '+08:00'] =
    /^(.*?\d日?)[T\s]+(\d{1,2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?$/.exec(cell.trim()) ?? [];
  const day = checkDate(date);
  if (!day.ok) return day;
  const at = new Date(`${String(day.value)}T${time.padStart(5, '0')}${offset}`);
  if (Number.isNaN(at.getTime())) return refuse(`${quoted(cell)} is not a time of day.`);
  if (past && at.getTime() > Date.now()) return refuse(`${quoted(cell)} lies in the future.`);
  return accept(at.toISOString());
}

const yes = new Set(['true', '1', 'yes', 'y', '是', '有', '√']);
const no = new Set(['false', '0', 'no', 'n', '否', '无', '×']);

function checkBoolean(cell: string): ValueCheck {
  const given = folded(cell);
  if (yes.has(given)) return accept(true);
  if (no.has(given)) return accept(false);
  return refuse(`${quoted(cell)} is neither 是 nor 否.`);
}

function checkEnterprise(cell: string): ValueCheck {
  const check = checkUscc(cell);
  if (!check.ok) return refuse(check.problem.message, 'USCC_MALFORMED');
  const warnings = check.warnings.map(({ message }) => ({ code: 'USCC_CHECK_DIGIT' as const, message }));
  return accept(check.uscc, warnings);
}

function checkDivision(cell: string): ValueCheck {
  const check = checkDivisionCode(cell);
  if (!check.ok) return refuse(check.problem.message, 'DIVISION_UNKNOWN');
  if (divisionByCode(check.code)) return accept(check.code);
  return refuse(`There is no administrative division ${check.code}.`, 'DIVISION_UNKNOWN');
}
