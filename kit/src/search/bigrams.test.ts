import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bigramQuery, bigrams, searchText } from './bigrams.js';

const character = fc.oneof(
  fc.constantFrom(...'消防救援煤矿高平市①㎡Ａｂ０ﾊ', '𠮷', 'é', 'Φ', ' ', '\u3000', '\t', 'ß'),
  fc.string({ minLength: 1, maxLength: 1 }),
);
const text = fc.array(character, { maxLength: 20 }).map((characters) => characters.join(''));

describe('searchText', () => {
  it.each([
    ['ＡＢＣ１２３', 'abc123'],
    ['高平 市\u3000应急\n局', '高平市应急局'],
    ['Φ529 ×10 mm', 'φ529×10mm'],
    ['ЗИЛ École', 'зилécole'],
    ['㎡ ①', 'm21'],
  ])('reads %p as %p', (given, expected) => {
    expect(searchText(given)).toBe(expected);
  });

  it('changes nothing when applied again', () => {
    fc.assert(fc.property(text, (given) => expect(searchText(searchText(given))).toBe(searchText(given))));
  });
});

describe('bigrams', () => {
  it.each([
    ['消防救援', ['消防', '防救', '救援']],
    ['煤', ['煤']],
    ['', []],
    [' \u3000', []],
    ['aaa', ['aa']],
    ['𠮷野家', ['𠮷野', '野家']],
  ])('cuts %p into %p', (given, windows) => {
    expect(bigrams(given)).toEqual(windows);
  });

  it('find every part of two or more characters of a text', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (given, start, length) => {
        const characters = [...searchText(given)];
        fc.pre(characters.length >= 2);
        const from = start % (characters.length - 1);
        const part = characters.slice(from, from + 2 + (length % (characters.length - from - 1))).join('');
        const windows = new Set(bigrams(given));
        const query = bigramQuery(part);
        expect(query.windows.length).toBeGreaterThan(0);
        expect(query.windows.filter((window) => !windows.has(window))).toEqual([]);
        expect(searchText(given)).toContain(query.term ?? query.windows[0]);
      }),
    );
  });
});

describe('bigramQuery', () => {
  it.each([
    ['矿', { windows: [], term: '矿' }],
    ['煤矿', { windows: ['煤矿'], term: null }],
    ['煤 矿井', { windows: ['煤矿', '矿井'], term: '煤矿井' }],
    [' ', { windows: [], term: null }],
  ])('prepares %p', (term, query) => {
    expect(bigramQuery(term)).toEqual(query);
  });
});
