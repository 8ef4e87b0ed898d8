/** Levels of administrative divisions: GB/T 2260 to the county, GB/T 10114 township, statistics bureau village. */
export const DIVISION_LEVELS = ['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE'] as const;
export type DivisionLevel = (typeof DIVISION_LEVELS)[number];

/** First two digits of GB/T 2260 codes. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(
    ' ',
  ),
);

/** Outcome of {@link checkDivisionCode}. */
export type DivisionCodeCheck =
  | { readonly ok: true; readonly code: string; readonly level: DivisionLevel }
  | {
      readonly ok: false;
      readonly problem: { kind: 'DIVISION_CODE_SHAPE'; message: string; todo: string };
    };

/**
 * Checks the shape of an administrative division code and gives its shortest significant form and level.
 *
 * Six digits to the county (`140000`, `140500`, `140581`), nine for a township, twelve for a village; longer
 * forms padded with zeros are shortened (`140581000000` → `140581`). Whether the division exists, and what it
 * belongs to, only the reference table knows: development zones and directly governed counties break prefixes.
 */
export function checkDivisionCode(code: string): DivisionCodeCheck {
  const digits = code.normalize('NFKC').trim();
  const fault = shapeFault(digits);
  if (fault !== undefined) {
    return {
      ok: false,
      problem: {
        kind: 'DIVISION_CODE_SHAPE',
        message: `"${code}" is not an administrative division code: ${fault}.`,
        todo: 'Give 6 digits for province, city or county (GB/T 2260), 9 for a township, 12 for a village.',
      },
    };
  }
  const shortest = normaliseDivisionCode(digits);
  return { ok: true, code: shortest, level: divisionLevelOf(shortest) };
}

/**
 * Shortest significant form of a well-formed code of 6, 9 or 12 digits: trailing groups of `000` for village
 * and township are dropped; province and city keep their six digits.
 */
export function normaliseDivisionCode(code: string): string {
  let shortest = code;
  while (shortest.length > 6 && shortest.endsWith('000')) shortest = shortest.slice(0, -3);
  return shortest;
}

/** Level of a code in its shortest significant form, by its length and trailing zeros. */
export function divisionLevelOf(code: string): DivisionLevel {
  if (code.length === 12) return 'VILLAGE';
  if (code.length === 9) return 'TOWNSHIP';
  if (code.endsWith('0000')) return 'PROVINCE';
  return code.endsWith('00') ? 'CITY' : 'COUNTY';
}

function shapeFault(digits: string): string | undefined {
  if (!/^\d+$/.test(digits)) return 'it has characters other than digits';
  if (![6, 9, 12].includes(digits.length)) return `it has ${digits.length} digits`;
  if (!PROVINCES.has(digits.slice(0, 2))) return `no province has the number ${digits.slice(0, 2)}`;
  if (digits.slice(2, 4) === '00' && digits.slice(4).match(/[1-9]/)) return 'it names a county of no city';
  if (digits.length === 12 && digits.slice(6, 9) === '000' && digits.slice(9) !== '000') {
    return 'it names a village of no township';
  }
  return undefined;
}
