import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkUscc, organisationCheckCharacter, syntheticUscc, usccCheckCharacter } from './uscc.js';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Codes issued to enterprises that satisfy the standard, from public implementations of it. */
const VALID = ['91350200MA2YJ1XR9G', '91350200776049653A', '91440101MA5CJQ4N59', '913502000728319549'];
/** Codes of the pilot years, issued although the check character is wrong. */
const ISSUED_BUT_FAILING = ['91350203M0001QAY9B', '91350100M0001TGQXM'];
/** Invented: three enterprises and an organ. */
const INVENTED = ['91140581MA0GPDA15L', '91141122MA0JCTA10C', '91140121MA0QXTA11P', '11140581012580014X'];

const synthetic = fc
  .record({
    authority: fc.constantFrom('9' as const, '1' as const),
    category: fc.constant('1' as const),
    divisionCode: fc.constantFrom('140581', '140502', '141122', '110000', '659004'),
    seed: fc.nat(),
  })
  .map((parts) => syntheticUscc(parts));

function kindsOf(code: string): string[] {
  const check = checkUscc(code);
  return check.ok ? check.warnings.map((warning) => warning.kind) : [check.problem.kind];
}

describe('checkUscc', () => {
  it.each([...VALID, ...INVENTED])('takes %s without a warning', (code) => {
    expect(checkUscc(code)).toEqual({ ok: true, uscc: code, warnings: [] });
  });

  it.each(ISSUED_BUT_FAILING)(
    'takes the issued code %s with a warning that names the expected character',
    (code) => {
      const check = checkUscc(code);
      if (!check.ok) throw new Error('an issued code must not be refused');
      expect(check.warnings.map(({ kind, expected }) => ({ kind, expected }))).toContainEqual({
        kind: 'USCC_CHECK_CHARACTER',
        expected: usccCheckCharacter(code.slice(0, 17)),
      });
    },
  );

  it.each([
    '',
    '9135020',
    '91350200MA2YJ1XR9GG',
    '9135O200MA2YJ1XR9G',
    '91350200MA2YJ1XR9I',
    '91AB0200MA2YJ1XR9G',
  ])('refuses %p by its shape', (code) => {
    expect(kindsOf(code)).toEqual(['USCC_SHAPE']);
  });

  it('writes full-width, lower-case and padded codes the standard way', () => {
    expect(checkUscc(' ９１350200ma2yj1xr9g ')).toEqual({
      ok: true,
      uscc: '91350200MA2YJ1XR9G',
      warnings: [],
    });
  });

  it('detects every single wrong character of a valid code', () => {
    fc.assert(
      fc.property(fc.oneof(synthetic, fc.constantFrom(...VALID)), (code) => {
        for (let place = 0; place < 18; place++) {
          for (const other of ALPHABET) {
            if (other === code[place]) continue;
            const changed = code.slice(0, place) + other + code.slice(place + 1);
            expect(kindsOf(changed)).not.toEqual([]);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('detects two exchanged neighbours of a valid code', () => {
    fc.assert(
      fc.property(synthetic, fc.integer({ min: 0, max: 16 }), (code, place) => {
        fc.pre(code[place] !== code[place + 1]);
        const changed = code.slice(0, place) + code[place + 1]! + code[place]! + code.slice(place + 2);
        expect(kindsOf(changed)).not.toEqual([]);
      }),
    );
  });
});

describe('organisationCheckCharacter', () => {
  it.each([
    ['MA2YJ1XR', '9'],
    ['77604965', '3'],
    ['01258001', '4'],
  ])('of %s is %s', (first8, expected) => {
    expect(organisationCheckCharacter(first8)).toBe(expected);
  });
});

describe('syntheticUscc', () => {
  const parts = { authority: '9', category: '1', divisionCode: '140581' } as const;

  it('is valid, and the same for the same seed', () => {
    fc.assert(fc.property(synthetic, (code) => expect(kindsOf(code)).toEqual([])));
    expect(syntheticUscc({ ...parts, seed: 7 })).toBe(syntheticUscc({ ...parts, seed: 7 }));
  });

  it('differs for a thousand seeds and carries the division', () => {
    const codes = Array.from({ length: 1000 }, (_, seed) => syntheticUscc({ ...parts, seed }));
    expect(new Set(codes).size).toBe(1000);
    expect(codes.every((code) => code.startsWith('91140581MAY'))).toBe(true);
  });
});
