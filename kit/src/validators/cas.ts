/** Outcome of {@link checkCas}: the number in its written form, or what is wrong with it. */
export type CasCheck =
  | { readonly ok: true; readonly cas: string }
  | {
      readonly ok: false;
      readonly problem: { kind: 'CAS_SHAPE' | 'CAS_CHECK_DIGIT'; message: string; todo: string };
    };

/**
 * Checks a CAS Registry Number: two to seven digits, two digits, one check digit. The check digit is the sum of
 * the other digits, each times its place counted from the right, modulo 10 (cas.org, "Check Digit Verification").
 *
 * Full-width digits, a leading "CAS" and the dashes of word processors are accepted.
 */
export function checkCas(number: string): CasCheck {
  const cas = number
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/^\s*CAS(?:\s*(?:RN|NO\.?|号))?\s*[:.]?\s*/i, '')
    .trim();
  const parts = /^([1-9]\d{1,6})-(\d{2})-(\d)$/.exec(cas);
  if (!parts) {
    return {
      ok: false,
      problem: {
        kind: 'CAS_SHAPE',
        message: `"${number}" is not a CAS number.`,
        todo: 'Give it as in 7664-41-7; leave it empty for a mixture that has none.',
      },
    };
  }
  const expected = casCheckDigit(parts[1]! + parts[2]!);
  if (expected === parts[3]) return { ok: true, cas };
  return {
    ok: false,
    problem: {
      kind: 'CAS_CHECK_DIGIT',
      message: `The check digit of CAS number ${cas} should be ${expected}, not ${parts[3]}.`,
      todo: 'Compare the number with the safety data sheet; a digit is wrong or two are exchanged.',
    },
  };
}

/**
 * Check digit of a CAS number.
 *
 * @param digits the digits before the check digit, without dashes
 */
export function casCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (index + 1), 0);
  return String(sum % 10);
}
