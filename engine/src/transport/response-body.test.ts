import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readJson } from './response-body.js';

const read = (bytes: Buffer) => readJson('mines', bytes);

/** Characters of one to four bytes, in texts on both sides of the length from which bodies are decoded another way. */
const texts = fc
  .tuple(fc.array(fc.constantFrom('a', 'é', '煤', '🔥', '"', '\n')), fc.constantFrom(0, 1, 330, 1100, 5000))
  .map(([characters, times]) => characters.join('') + '矿'.repeat(times));

describe('a body', () => {
  it('is read as JSON.parse reads its text', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, hasMark) => {
        const json = JSON.stringify({ data: { text, 名: [text] } });
        const { value, isPlain } = read(Buffer.from((hasMark ? '\ufeff' : '') + json));
        expect(value).toEqual({ data: { text, 名: [text] } });
        expect(isPlain).toBe(!/["\n]/.test(text));
      }),
    );
  });

  it.each([100, 10_000])('of %d characters is refused where one is cut', (length) => {
    const whole = Buffer.from(JSON.stringify({ data: { text: '煤'.repeat(length) } }));
    const cut = Buffer.concat([whole.subarray(0, 21), whole.subarray(22)]);
    expect(() => read(cut)).toThrow(expect.objectContaining({ kind: 'MALFORMED' }));
    expect(read(whole).value).toEqual({ data: { text: '煤'.repeat(length) } });
  });
});
