import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encoded } from './encoded.js';

describe('a text in UTF-8', () => {
  it('has the bytes that Node gives it, whatever is in it', () => {
    const texts = fc.tuple(
      fc.string({ unit: fc.constantFrom('a', 'é', '煤', '🔥', '\ud83d', '\udd25', '"') }),
      fc.nat(3000),
    );
    fc.assert(
      fc.property(texts, ([text, times]) => {
        const long = text + '矿'.repeat(times);
        expect(encoded(long).equals(Buffer.from(long))).toBe(true);
      }),
    );
  });

  it('stays as it is while others are encoded', () => {
    const first = encoded('煤矿');
    encoded('消防站');
    expect(first.toString()).toBe('煤矿');
  });

  it('may be longer than the memory that is kept', () => {
    const text = '煤'.repeat(300_000);
    expect(encoded(text)).toHaveLength(900_000);
    expect(encoded(text).toString()).toBe(text);
  });
});
