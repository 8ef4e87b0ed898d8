import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseStrictJson } from './strictJson.js';

const read = (text: string) => parseStrictJson(Buffer.from(text), 8);

describe('strict JSON', () => {
  it('reads whatever JSON.stringify wrote, keys like __proto__ as own data', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\\u0000|\\ud[89a-f]/i.test(text));
        expect(read(text)).toEqual(JSON.parse(text));
      }),
    );
    const polluted = read('{"__proto__":{"x":1}}') as object;
    expect(Object.getPrototypeOf(polluted)).toBe(Object.prototype);
    expect(Object.hasOwn(polluted, '__proto__')).toBe(true);
  });

  it.each([
    ['{"a":1,"a":2}', 'DUPLICATE_KEY'],
    ['{"a":[{"b":1}],"c":{"d":1,"\\u0064":2}}', 'DUPLICATE_KEY'],
    [`${'['.repeat(9)}${']'.repeat(9)}`, 'BODY_TOO_DEEP'],
    ['{"a":"\\u0000"}', 'MALFORMED_REQUEST'],
    ['{"a":"\\udc00"}', 'MALFORMED_REQUEST'],
    ['{"a":1', 'MALFORMED_JSON'],
    ['', 'MALFORMED_JSON'],
    ["{'a':1}", 'MALFORMED_JSON'],
    ['{"a":"\\x"}', 'MALFORMED_JSON'],
  ])('refuses %s as %s', (text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
  });

  it('takes equal keys of different objects, and keys that only look like strings of a list', () => {
    expect(read('[{"a":1},{"a":["a","a"],"b":{"a":"a"}}]')).toEqual([
      { a: 1 },
      { a: ['a', 'a'], b: { a: 'a' } },
    ]);
    expect(read(`${'['.repeat(8)}${']'.repeat(8)}`)).toBeDefined();
    expect(read('{"emoji":"\\ud83d\\ude00"}')).toEqual({ emoji: '😀' });
  });
});
