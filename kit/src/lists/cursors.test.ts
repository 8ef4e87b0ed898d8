import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openCursor, type Position, sealCursor, setCursorKey } from './cursors.js';

const positions: fc.Arbitrary<Position> = fc.record({
  value: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
  id: fc.uuid(),
});
const refused = expect.objectContaining({ code: 'CURSOR_INVALID' });
const attempt = (cursor: string, list: string) => {
  try {
    return openCursor(cursor, list);
  } catch (error) {
    return error;
  }
};

describe('a cursor', () => {
  it('opens for its own list only, and shows nothing of its position', () => {
    fc.assert(
      fc.property(positions, fc.string(), fc.string(), (position, list, other) => {
        const cursor = sealCursor(position, list);
        expect(openCursor(cursor, list)).toEqual(position);
        if (list !== other) expect(attempt(cursor, other)).toEqual(refused);
        expect(Buffer.from(cursor, 'base64url').includes(position.id)).toBe(false);
      }),
    );
  });

  it('of the same position is another each time', () => {
    const position = { value: 'x', id: 'y' };
    expect(sealCursor(position, 'list')).not.toBe(sealCursor(position, 'list'));
  });

  it('is refused when any one character is changed, added or left out', () => {
    const cursor = sealCursor({ value: 'a', id: 'b' }, 'list');
    for (let at = 0; at < cursor.length; at += 1) {
      const character = cursor[at] === 'A' ? 'B' : 'A';
      expect(attempt(cursor.slice(0, at) + character + cursor.slice(at + 1), 'list')).toEqual(refused);
      expect(attempt(cursor.slice(0, at) + cursor.slice(at + 1), 'list')).toEqual(refused);
      expect(attempt(`${cursor.slice(0, at)}.${cursor.slice(at)}`, 'list')).toEqual(refused);
    }
  });

  it('is not any text', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(attempt(text, 'list')).toEqual(refused)));
    for (const text of ['', 'A', 'A'.repeat(38), '=', 'null', 'W251bGwsIngiXQ']) {
      expect(attempt(text, 'list')).toEqual(refused);
    }
  });

  it('opens in another process that was given the same key, and in none without', () => {
    const before = sealCursor({ value: 1, id: 'b' }, 'list');
    setCursorKey(Buffer.alloc(32, 1));
    const shared = sealCursor({ value: 1, id: 'b' }, 'list');
    expect(attempt(before, 'list')).toEqual(refused);
    setCursorKey(Buffer.alloc(32, 2));
    expect(attempt(shared, 'list')).toEqual(refused);
    setCursorKey(Buffer.alloc(32, 1));
    expect(openCursor(shared, 'list')).toEqual({ value: 1, id: 'b' });
  });
});
