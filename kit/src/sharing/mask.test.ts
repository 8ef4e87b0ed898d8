import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskValue } from './mask.js';

describe('masks', () => {
  // The forms of DOMAIN §3.2.
  it.each([
    ['PHONE', '13812345678', '138****5678'],
    ['PHONE', '1385678', '*******'],
    ['ID_NUMBER', '14058119900101123X', '140581********123X'],
    ['ID_NUMBER', '140581900101123', '140581*****1123'],
    ['NAME', '张三', '张*'],
    ['NAME', '欧阳修', '欧*'],
    ['NAME', '𠮷田', '𠮷*'],
    ['NAME', '', '*'],
    ['ADDRESS', '山西省高平市马村镇大周村12号', '山西省高平市马村镇***'],
    ['ADDRESS', '高平市北城街道办事处长平街5号', '高平市北城街道***'],
    ['ADDRESS', '高平市马村镇大周村乡政府家属院3号', '高平市马村镇***'],
    ['ADDRESS', '城区西街街道泽州路镇安小区5号', '城区西街街道***'],
    ['ADDRESS', '乡宁县昌宁镇迎旭街1号', '乡宁县昌宁镇***'],
    ['ADDRESS', '高平市长平街5号', '***'],
    ['ADDRESS', '第一行\n马村镇大周村', '***'],
    ['COORDINATE', '35.79812', '***'],
    ['COORDINATE', 35.79812, 35.8],
  ] as const)('%s of %p is %p', (kind, value, masked) => {
    expect(maskValue(kind, value)).toBe(masked);
  });

  it('rounds a point to about a kilometre and keeps its reference system', () => {
    const point = { lat: 35.79812, lon: 112.92417, crs: 'WGS84' };
    expect(maskValue('COORDINATE', point)).toEqual({ lat: 35.8, lon: 112.92, crs: 'WGS84' });
  });

  it('masks each of a list, keeps null, and gives nothing of what it cannot mask', () => {
    expect(maskValue('PHONE', ['13812345678', null])).toEqual(['138****5678', null]);
    expect(maskValue('PHONE', null)).toBeNull();
    for (const odd of [13812345678, { number: '13812345678' }, true]) {
      expect(maskValue('PHONE', odd)).toBeNull();
    }
    expect(maskValue('COORDINATE', { northing: 1 })).toBeNull();
  });

  it('never show a hidden character of a phone or identity number', () => {
    for (const [kind, head, tail, customary] of [
      ['PHONE', 3, 4, /^1\d{10}$/],
      ['ID_NUMBER', 6, 4, /^(\d{15}|\d{17}[\dXx])$/],
    ] as const) {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
            fc.stringMatching(customary),
          ),
          (text) => {
            const given = [...text];
            const shown = [...(maskValue(kind, text) as string)];
            expect(shown).toHaveLength(given.length);
            shown.forEach((character, at) => {
              const open = customary.test(text) && (at < head || at >= given.length - tail);
              expect(character).toBe(open ? given[at] : '*');
            });
          },
        ),
      );
    }
  });

  it('never show what follows the family name or the township', () => {
    const secret = '密文';
    fc.assert(
      fc.property(
        fc.stringMatching(/^[甲乙丙丁]{1,4}$/),
        fc.constantFrom('镇', '乡', '街道', '村', ''),
        fc.string({ maxLength: 10 }),
        (place, suffix, rest) => {
          expect(maskValue('NAME', `张${secret}${rest}`)).toBe('张*');
          expect(maskValue('ADDRESS', `${place}${suffix}${secret}${rest}镇`)).not.toContain(
            `${secret}${rest}镇${secret}`,
          );
          if (suffix && suffix !== '村')
            expect(maskValue('ADDRESS', `${place}${suffix}${secret}${rest}镇`)).toBe(`${place}${suffix}***`);
        },
      ),
    );
  });

  it('moves a coordinate by less than a kilometre, and tells no more than two decimals', () => {
    fc.assert(
      fc.property(fc.double({ min: -180, max: 180, noNaN: true }), (degrees) => {
        const masked = maskValue('COORDINATE', degrees) as number;
        expect(Math.abs(masked - degrees)).toBeLessThanOrEqual(0.005 + 1e-9);
        expect(Math.abs(masked * 100 - Math.round(masked * 100))).toBeLessThan(1e-6);
      }),
    );
  });
});
