import type { ErrorCode } from '@huitong/contract';
import { divisionByCode } from '../divisions/index.js';
import { checkDivisionCode, checkUscc } from '../validators/index.js';
import type { DatasetColumn, EnumSpellings } from './dataset.js';
import { folded, narrowed, quoted } from './text.js';

export type CellValue = string | number | boolean | readonly string[];

/** A cell's value as the database takes it, or why it is none. */
export type ValueCheck =
  | { readonly ok: true; readonly value: CellValue; readonly warnings: readonly ValueFault[] }
  | { readonly ok: false; readonly fault: ValueFault };

export interface ValueFault {
  readonly code: ErrorCode;
  readonly message: string;
}

const accept = (value: CellValue, warnings: readonly ValueFault[] = []): ValueCheck => ({
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
    case 'list':
      return checkList(cell, column);
    case 'date':
      return checkDate(cell);
    case 'instant':
      return checkInstant(cell, column.past === true);
    case 'reference':
      return checkText(narrowed(cell), { ...column, kind: 'code' });
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

/** `35%`: 35 where the unit is per cent, else 0.35. */
function percentOf(cell: string, unit: string): number | undefined {
  const text = narrowed(cell);
  if (!text.endsWith('%')) return undefined;
  const value = numberOf(text.slice(0, -1));
  if (value === undefined || unit.normalize('NFKC').includes('%') || unit.includes('百分')) return value;
  return Number((value / 100).toPrecision(12));
}

function checkNumber(cell: string, column: NumberColumn, multiply: number): ValueCheck {
  const given = numberOf(cell) ?? percentOf(cell, column.unit);
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

/** Value by folded spelling; made once for each enum. */
const spellingsOf = new WeakMap<EnumSpellings, ReadonlyMap<string, string>>();
function valuesBySpelling(values: EnumSpellings): ReadonlyMap<string, string> {
  let known = spellingsOf.get(values);
  if (!known) {
    const pairs = Object.entries(values).flatMap(([value, spellings]) =>
      [value, ...spellings].map((one) => [folded(one), value] as const),
    );
    // Of two values with one spelling the first has it.
    spellingsOf.set(values, (known = new Map(pairs.reverse())));
  }
  return known;
}

function checkEnum(cell: string, values: EnumSpellings): ValueCheck {
  const value = valuesBySpelling(values).get(folded(cell));
  if (value !== undefined) return accept(value);
  const known = Object.entries(values).map(([one, [first]]) => first ?? one);
  return refuse(`${quoted(cell)} is none of ${known.join(', ')}.`);
}

const usualSeparators = '，、；;,/\n';
const mostItems = 100;

function checkList(cell: string, column: Extract<DatasetColumn, { kind: 'list' }>): ValueCheck {
  const separators = new Set(column.separators ?? usualSeparators);
  const items: string[] = [];
  let item = '';
  for (const character of `${cell}${[...separators][0] ?? ''}`) {
    if (!separators.has(character)) item += character;
    else {
      if (item.trim() !== '') items.push(item.trim());
      item = '';
    }
  }
  if (items.length > mostItems)
    return refuse(`The list has ${items.length} items, at most ${mostItems} fit.`);
  const values = new Set<string>();
  for (const one of items) {
    const check = column.values
      ? checkEnum(one, column.values)
      : checkText(one, { header: column.header, kind: 'text', longest: column.longest ?? 100 });
    if (!check.ok) return check;
    values.add(check.value as string);
  }
  return accept([...values]);
}

const dateShapes = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];

/** A day of the calendar as YYYY-MM-DD, null for one that does not exist, undefined for what is no date at all. */
function dayOf(text: string): string | null | undefined {
  for (const shape of dateShapes) {
    const [, year, month, day] = (shape.exec(text) ?? []).map(Number);
    if (year === undefined || month === undefined || day === undefined) continue;
    const date = new Date(Date.UTC(year, month - 1, day));
    const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return !exists || year < 1800 || year > 2200 ? null : date.toISOString().slice(0, 10);
  }
  return undefined;
}

function checkDate(cell: string): ValueCheck {
  // Databases export a day as its midnight.
  const day = dayOf(narrowed(cell.normalize('NFKC').replace(/[\sT]0?0:00(?::00(?:\.0+)?)?\s*$/, '')));
  if (day === null) return refuse(`${quoted(cell)} is not a day of the calendar.`);
  return day === undefined ? refuse(`${quoted(cell)} is not a date; write 2026-05-01.`) : accept(day);
}

const clock = /^(\d{1,2})(?::|时|点)(\d{1,2})(?:(?::|分)(?:(\d{1,2})(?:\.\d{1,6})?秒?)?)?$/;
const offset = /(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/i;

/**
 * An instant: a day, a space or T, a time of 24 hours, and perhaps an offset. Without an offset it is the time of
 * Asia/Shanghai, +08:00 all year (since 1992; before, summers differed, so earlier ones are refused). Without a time
 * it is the beginning of the day.
 */
function checkInstant(cell: string, past: boolean): ValueCheck {
  const wrong = refuse(`${quoted(cell)} is not a time; write 2026-05-01 08:30.`);
  const text = cell.normalize('NFKC').trim();
  const parts =
    /^(\d{4}(?:-\d{1,2}-\d{1,2}|[/.]\d{1,2}[/.]\d{1,2}|年\d{1,2}月\d{1,2}日|\d{4}))(?:[\sT]*(.*))?$/i.exec(
      text,
    );
  if (!parts) return wrong;
  const day = dayOf(parts[1]!);
  if (!day || Number(day.slice(0, 4)) < 1992)
    return day === undefined ? wrong : refuse(`${quoted(cell)} is not a day of the calendar since 1992.`);
  const given = (parts[2] ?? '').trim();
  const zone = offset.exec(given)?.[0] ?? '+08:00';
  const [, hour = '0', minute = '0', second = '0'] =
    clock.exec(given.replace(offset, '').trim() || '0:00') ?? [];
  if (given !== '' && !clock.test(given.replace(offset, '').trim())) return wrong;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return refuse(`${quoted(cell)} is not a time of the day.`);
  const two = (part: string) => part.padStart(2, '0');
  const signed = /^z$/i.test(zone) ? 'Z' : zone.replace(/^(...)(\d\d)$/, '$1:$2');
  const at = new Date(`${day}T${two(hour)}:${two(minute)}:${two(second)}${signed}`);
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
