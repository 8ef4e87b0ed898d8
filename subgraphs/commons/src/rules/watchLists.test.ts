import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '@huitong/contract';
import { acceptWatchLists, dishonestOn } from './watchLists.js';

const accept = (given: Parameters<typeof acceptWatchLists>[0]) =>
  acceptWatchLists(given, '2026-05-01', 'input.watchLists');

const placeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return refusalOf(error)?.extensions['at'];
  }
  return null;
};

describe('the lists of an enterprise', () => {
  it('are stored in one order and form', () => {
    const stored = [
      { list: 'KEY', since: '2026-05-01', reason: null },
      { list: 'WORRYING', since: null, reason: '多次整改不到位' },
    ] as const;
    expect(accept([...stored].reverse())).toEqual(stored);
  });

  it.each([
    ['twice', [{ list: 'KEY' }, { list: 'KEY' }], 'input.watchLists.1.list'],
    ['from tomorrow', [{ list: 'KEY', since: '2026-05-02' }], 'input.watchLists.0.since'],
    ['without words', [{ list: 'KEY', reason: '' }], 'input.watchLists.0.reason'],
  ] as const)('%s are refused', (_, given, at) => {
    expect(placeOf(() => accept(given as never))).toBe(at);
  });
});

describe('the list of seriously dishonest subjects', () => {
  it.each([
    [null, null, false],
    ['2026-05-01', null, true],
    ['2026-05-02', null, false],
    ['2024-05-01', '2026-05-01', false],
    ['2024-05-01', '2026-05-02', true],
  ])('from %s until %s, asked on 2026-05-01: %s', (dishonestSince, dishonestUntil, stands) => {
    const row = { dishonestSince, dishonestUntil, dishonestReason: null };
    expect(dishonestOn(row, '2026-05-01') !== null).toBe(stands);
  });
});
