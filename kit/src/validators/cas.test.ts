import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { casCheckDigit, checkCas } from './cas.js';

const casNumber = fc
  .tuple(fc.integer({ min: 10, max: 9_999_999 }), fc.integer({ min: 0, max: 99 }))
  .map(([a, b]) => {
    const second = String(b).padStart(2, '0');
    return `${a}-${second}-${casCheckDigit(`${a}${second}`)}`;
  });

describe('checkCas', () => {
  it.each([
    ['7664-41-7', 'ammonia'],
    ['7782-50-5', 'chlorine'],
    ['67-56-1', 'methanol'],
    ['74-86-2', 'acetylene'],
    ['6484-52-2', 'ammonium nitrate'],
    ['7732-18-5', 'water'],
  ])('takes %s (%s)', (cas) => {
    expect(checkCas(cas)).toEqual({ ok: true, cas });
  });

  it.each([' 7664-41-7 ', '７６６４－４１－７', 'CAS: 7664-41-7', 'CAS号：7664–41–7', 'CAS No. 7664-41-7'])(
    'reads %p as ammonia',
    (given) => {
      expect(checkCas(given)).toEqual({ ok: true, cas: '7664-41-7' });
    },
  );

  it.each(['', '7664417', '7664-41', '1-23-4', '07664-41-7', '12345678-12-1', 'ammonia'])(
    'refuses %p by shape',
    (given) => {
      expect(checkCas(given)).toMatchObject({ ok: false, problem: { kind: 'CAS_SHAPE' } });
    },
  );

  it('detects every wrong check digit and names the right one', () => {
    fc.assert(
      fc.property(casNumber, fc.integer({ min: 1, max: 9 }), (cas, shift) => {
        const right = Number(cas.at(-1));
        const check = checkCas(cas.slice(0, -1) + ((right + shift) % 10));
        expect(check).toMatchObject({ ok: false, problem: { kind: 'CAS_CHECK_DIGIT' } });
        expect(check.ok ? '' : check.problem.message).toContain(`should be ${right}`);
        expect(checkCas(cas).ok).toBe(true);
      }),
    );
  });
});
