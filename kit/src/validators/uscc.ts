import { createHash } from 'node:crypto';

/** The 31 characters of GB 32100-2015; I, O, S, V and Z are left out because they are misread. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** GB 32100-2015: weight of place i is 3^(i−1) mod 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
/** GB 11714-1997, weights of the eight places of an organisation code. */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const SHAPE = new RegExp(`^[1-9A-HJ-NPQRTUWXY][1-9A-HJ-NPQRTUWXY]\\d{6}[${ALPHABET}]{10}$`);

/** A doubt about a code that may still have been issued: shown with the row, never a reason to drop it. */
export interface UsccWarning {
  readonly kind: 'USCC_CHECK_CHARACTER' | 'ORGANISATION_CODE_CHECK_CHARACTER';
  /** What the standard's calculation gives. */
  readonly expected: string;
  /** What stands in the code. */
  readonly found: string;
  readonly message: string;
}

/** Outcome of {@link checkUscc}: the code in its written form with its warnings, or why it is no such code. */
export type UsccCheck =
  | { readonly ok: true; readonly uscc: string; readonly warnings: readonly UsccWarning[] }
  | { readonly ok: false; readonly problem: { kind: 'USCC_SHAPE'; message: string; todo: string } };

/**
 * Checks a unified social credit code (统一社会信用代码, GB 32100-2015).
 *
 * Only the shape refuses: 18 characters of the standard's alphabet, digits in the division part. A wrong check
 * character warns, because codes of the pilot years were issued with one. Full-width and lower-case characters
 * and surrounding space are accepted and written the standard way.
 */
export function checkUscc(code: string): UsccCheck {
  const uscc = code.normalize('NFKC').trim().toUpperCase();
  if (!SHAPE.test(uscc)) {
    return {
      ok: false,
      problem: {
        kind: 'USCC_SHAPE',
        message: `"${code}" is not a unified social credit code: ${shapeFault(uscc)}.`,
        todo: 'Give the 18 characters of the 统一社会信用代码 as printed on the licence (GB 32100-2015).',
      },
    };
  }
  const warnings: UsccWarning[] = [];
  warn(warnings, {
    kind: 'USCC_CHECK_CHARACTER',
    name: 'check character (place 18, GB 32100-2015)',
    expected: usccCheckCharacter(uscc.slice(0, 17)),
    found: uscc[17]!,
  });
  warn(warnings, {
    kind: 'ORGANISATION_CODE_CHECK_CHARACTER',
    name: "organisation code's check character (place 17, GB 11714)",
    expected: organisationCheckCharacter(uscc.slice(8, 16)),
    found: uscc[16]!,
  });
  return { ok: true, uscc, warnings };
}

/**
 * Check character of a unified social credit code: (31 − Σ Cᵢ·Wᵢ mod 31) mod 31 in the standard's alphabet.
 *
 * @param first17 the first 17 characters, upper case
 * @throws RangeError for another length or a character outside the alphabet: the caller checks shape first
 */
export function usccCheckCharacter(first17: string): string {
  if (first17.length !== 17) throw new RangeError(`Expected 17 characters, got ${first17.length}.`);
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * valueOf(first17[place]!), 0);
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/**
 * Check character of an organisation code (组织机构代码, GB 11714): 11 − Σ Cᵢ·Wᵢ mod 11, with 10 written X and
 * 11 written 0; letters count from A = 10.
 *
 * @param first8 the first eight characters, upper case
 */
export function organisationCheckCharacter(first8: string): string {
  if (!/^[0-9A-Z]{8}$/.test(first8)) throw new RangeError(`"${first8}" is not eight digits or letters.`);
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, place) => total + weight * Number.parseInt(first8[place]!, 36),
    0,
  );
  return '0123456789X0'[11 - (sum % 11)]!;
}

/** What an invented code is made from. */
export interface SyntheticUscc {
  /** 登记管理部门: 9 market regulation (enterprises), 1 staffing office (organs, institutions). */
  readonly authority: '9' | '1';
  /** 机构类别: 1 enterprise, or organ (机关). */
  readonly category: '1';
  /** Six digits, division of the registration authority (not of the plant). */
  readonly divisionCode: string;
  /** Same seed, same code; different seeds differ except by a chance of one in 28 million. */
  readonly seed: string | number;
}

/**
 * A valid code for demonstration data, the same for the same input.
 *
 * The organisation part begins with MAY for enterprises and 99 for organs, ranges not
 * known to be in use, so that an invented enterprise is unlikely to carry a real one's code.
 */
export function syntheticUscc({ authority, category, divisionCode, seed }: SyntheticUscc): string {
  if (!/^\d{6}$/.test(divisionCode))
    throw new RangeError(`"${divisionCode}" is not a six-digit division code.`);
  const digest = createHash('sha256').update(`${authority}${category}${divisionCode}:${seed}`).digest();
  const organisation =
    authority === '9'
      ? `MAY${Array.from(digest.subarray(0, 5), (byte) => ALPHABET[byte % ALPHABET.length]).join('')}`
      : `99${String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')}`;
  const first17 = `${authority}${category}${divisionCode}${organisation}${organisationCheckCharacter(organisation)}`;
  return first17 + usccCheckCharacter(first17);
}

function valueOf(character: string): number {
  const value = ALPHABET.indexOf(character);
  if (value < 0) throw new RangeError(`"${character}" is not a character of GB 32100-2015.`);
  return value;
}

function warn(
  warnings: UsccWarning[],
  of: { kind: UsccWarning['kind']; name: string; expected: string; found: string },
): void {
  const { kind, name, expected, found } = of;
  if (expected === found) return;
  warnings.push({ kind, expected, found, message: `The ${name} should be ${expected}, not ${found}.` });
}

function shapeFault(uscc: string): string {
  if (uscc.length !== 18) return `it has ${uscc.length} characters instead of 18`;
  const stranger = [...uscc].find((character) => !ALPHABET.includes(character));
  if (stranger !== undefined) return `"${stranger}" is not in the alphabet of the standard`;
  if (!/^\d{6}$/.test(uscc.slice(2, 8))) return 'places 3 to 8 are not a division code of six digits';
  return 'places 1 and 2 name no registration authority and category';
}
