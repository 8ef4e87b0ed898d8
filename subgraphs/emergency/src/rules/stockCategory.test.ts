import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codesBelow, isStockCode, majorCategory, stockCodeSystem } from './stockCategory.js';

const digits = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: least, maxLength: most });

describe('category codes of GB/T 38565-2020', () => {
  it.each([
    ['1999999', 'BASIC_LIVING'],
    ['2010101', 'EQUIPMENT'],
    ['3010101', 'ENGINEERING'],
    ['4010101', null],
    ['101010', null],
    ['10101010', null],
  ])('%s belongs to %s', (categoryCode, expected) => {
    expect(majorCategory({ codeSystem: stockCodeSystem, categoryCode })).toBe(expected);
    expect(isStockCode(categoryCode)).toBe(expected !== null);
  });

  it('have no major category under another code system', () => {
    expect(majorCategory({ codeSystem: 'CAS', categoryCode: '1010101' })).toBeNull();
  });

  it('lie in the range of a prefix exactly when they begin with it', () => {
    fc.assert(
      fc.property(digits(1, 7), digits(7, 7), (prefix, code) => {
        const range = codesBelow(prefix);
        expect(range !== null && code >= range.first && code <= range.last).toBe(code.startsWith(prefix));
        expect(
          range !== null && prefix.padEnd(7, '5') >= range.first && prefix.padEnd(7, '5') <= range.last,
        ).toBe(true);
      }),
    );
  });

  it.each(['', '1a', '10101010', '１０１', "1'; --"])('have no range below %j', (prefix) => {
    expect(codesBelow(prefix)).toBeNull();
  });
});
