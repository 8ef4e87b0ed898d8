import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDivisionCode, normaliseDivisionCode } from './divisionCode.js';

describe('checkDivisionCode', () => {
  it.each([
    ['140000', '140000', 'PROVINCE'],
    ['140500', '140500', 'CITY'],
    ['140581', '140581', 'COUNTY'],
    ['140171', '140171', 'COUNTY'],
    ['140581102', '140581102', 'TOWNSHIP'],
    ['141122103206', '141122103206', 'VILLAGE'],
    ['140581102000', '140581102', 'TOWNSHIP'],
    ['140581000000', '140581', 'COUNTY'],
    ['140581000', '140581', 'COUNTY'],
    ['140500000000', '140500', 'CITY'],
    ['140000000000', '140000', 'PROVINCE'],
    ['441900003', '441900003', 'TOWNSHIP'],
    [' １４０５８１ ', '140581', 'COUNTY'],
  ])('reads %p as %s, %s', (given, code, level) => {
    expect(checkDivisionCode(given)).toEqual({ ok: true, code, level });
  });

  it.each(['', '14', '1405', '14058', '1405811', '14058A', '990000', '000000', '140081', '140581000001'])(
    'refuses %p and says how a code looks',
    (given) => {
      expect(checkDivisionCode(given)).toMatchObject({
        ok: false,
        problem: { kind: 'DIVISION_CODE_SHAPE', todo: expect.stringContaining('GB/T 2260') },
      });
    },
  );

  it('gives every padded form of a code the same shortest form', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 0, max: 999 }),
        (city, county, township) => {
          const six = `14${String(city).padStart(2, '0')}${String(county).padStart(2, '0')}`;
          const nine = six + String(township).padStart(3, '0');
          const expected = township === 0 ? six : nine;
          expect(normaliseDivisionCode(nine)).toBe(expected);
          expect(normaliseDivisionCode(`${nine}000`)).toBe(expected);
          expect(normaliseDivisionCode(expected)).toBe(expected);
        },
      ),
    );
  });
});
