/** What a number format makes of a number, as far as its text is concerned. */
export type NumberLook =
  | { readonly kind: 'plain' | 'date' | 'time' | 'percent' }
  /** `000000`: a code whose leading zeros only the format keeps. */
  | { readonly kind: 'zeros'; readonly digits: number };

const plain: NumberLook = { kind: 'plain' };

/** Formats that Excel knows by number alone (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are dates in Chinese). */
const builtIn = (id: number): NumberLook => {
  if ([9, 10].includes(id)) return { kind: 'percent' };
  if ((id >= 14 && id <= 17) || id === 22) return { kind: 'date' };
  if ((id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58)
    return { kind: 'date' };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56) {
    return { kind: 'time' };
  }
  return plain;
};

/** How numbers of a format look. @param code of the workbook's own formats, undefined for Excel's */
export function lookOf(id: number, code: string | undefined): NumberLook {
  if (code === undefined) return builtIn(id);
  // Quoted text, escaped characters, colours and locales say nothing about the value.
  const bare = code.split(';')[0]!.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  if (/^0{2,}$/.test(bare)) return { kind: 'zeros', digits: bare.length };
  if (bare.includes('%')) return { kind: 'percent' };
  if (/[yd年日]/i.test(bare)) return { kind: 'date' };
  return /[hs时]/i.test(bare) || /mmm/i.test(bare) ? { kind: 'time' } : plain;
}

/** Largest whole number whose every digit Excel keeps. */
const FIFTEEN_DIGITS = 1e15;

/** The text of a number as it is stored, null when digits are lost for good. */
export function numberText(stored: string, look: NumberLook, date1904: boolean): string | null {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return null;
  switch (look.kind) {
    case 'date':
    case 'time':
      return serialText(value, date1904) ?? stored;
    case 'percent':
      return `${plainDecimal(Number((value * 100).toPrecision(12)))}%`;
    case 'zeros':
      return Number.isInteger(value) && value >= 0
        ? plainDecimal(value).padStart(look.digits, '0')
        : plainDecimal(value);
    case 'plain':
      // Most numbers stand as they would be written here.
      if (
        stored.length <= 15 &&
        Math.abs(value) < FIFTEEN_DIGITS &&
        String(value) === stored &&
        !stored.includes('e')
      )
        return stored;
      return Math.abs(value) >= FIFTEEN_DIGITS ? null : plainDecimal(value);
  }
}

/** A number without exponent: 1.4E+05 is 140000. */
function plainDecimal(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  if (!text.includes('e')) return text;
  if (Math.abs(value) >= 1) return BigInt(value).toString();
  return Math.abs(value) < 1e-15 ? '0' : value.toFixed(20).replace(/0+$/, '');
}

/**
 * A date or time as Excel counts it: days since 1899-12-31, with a 29 February 1900 that never was, or since 1904-01-01
 * on old Macintoshes. Undefined out of the calendar.
 */
export function serialText(serial: number, date1904: boolean): string | undefined {
  if (!(serial >= 0) || serial > 2_958_466) return undefined;
  if (!date1904 && Math.floor(serial) === 60) return '1900-02-29';
  // Binary fractions of a day: to the second.
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  const from1970 = date1904 ? days - 24_107 : days - 25_569 + (days < 60 ? 1 : 0);
  // A time of the day without a day.
  if (days === 0 && seconds > 0) return new Date(seconds * 1000).toISOString().slice(11, 19);
  const text = new Date((from1970 * 86_400 + (seconds % 86_400)) * 1000).toISOString();
  if (seconds % 86_400 === 0) return text.slice(0, 10);
  return `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

/** `_x000D_` and the like, by which a workbook writes characters that XML cannot hold. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

/** Column number, from 0, of a reference such as `AB12`; -1 when it is none. */
export function columnOf(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) | 0x20;
    if (code < 0x61 || code > 0x7a) break;
    column = column * 26 + (code - 0x60);
  }
  return at === 0 || at > 3 || at === reference.length ? -1 : column - 1;
}

/** Letters of a column, from 0. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}
