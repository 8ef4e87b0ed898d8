import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '@huitong/contract';
import { acceptEscalations, escalationsOwed } from './escalations.js';

const accept = (given: Parameters<typeof acceptEscalations>[0]) =>
  acceptEscalations(given, '2026-03-01', 'input.escalations');

const placeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return refusalOf(error)?.extensions['at'];
  }
  return null;
};

describe('measures after an accident', () => {
  it('are stored in one order and form', () => {
    const stored = [
      { on: '2026-03-01', kind: 'SUMMONS', note: null },
      { on: '2026-03-05', kind: 'DOUBLE_PENALTY', note: null },
      { on: '2026-03-05', kind: 'SUMMONS', note: 'second' },
    ] as const;
    expect(accept([...stored])).toEqual(stored);
    expect(accept([...stored].reverse())).toEqual(stored);
  });

  it.each([
    ['before the accident', [{ kind: 'SUMMONS', on: '2026-02-28' }], 'input.escalations.0.on'],
    ['with an empty note', [{ kind: 'SUMMONS', on: '2026-03-01', note: ' ' }], 'input.escalations.0.note'],
    [
      'twice on a day',
      [
        { kind: 'SUMMONS', on: '2026-03-01' },
        { kind: 'SUMMONS', on: '2026-03-01' },
      ],
      'input.escalations.1.kind',
    ],
  ] as const)('%s are refused', (_, given, at) => {
    expect(placeOf(() => accept(given as never))).toBe(at);
  });

  it.each([
    ['GENERAL', null, [], []],
    [null, null, [], []],
    ['LARGE', null, [], ['SUMMONS']],
    ['GENERAL', true, [], ['SUMMONS']],
    ['EXTRAORDINARY', false, ['SUMMONS'], []],
    ['LARGE', false, ['DOUBLE_PENALTY'], ['SUMMONS']],
  ] as const)('owed at grade %s, great impact %s, after %j: %j', (grade, greatImpact, taken, owed) => {
    const escalations = taken.map((kind) => ({ on: '2026-03-01', kind, note: null }));
    expect(escalationsOwed({ grade, greatImpact, escalations })).toEqual(owed);
  });
});
