import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allRules, comesAfter, notBefore, notInFuture } from './rules.js';

const columns = (faults: readonly { columns: readonly string[] }[]) => faults.map((one) => one.columns[0]);

describe('rules over several columns', () => {
  it('find an end that is not after its start, and a close before its beginning', () => {
    const ends = comesAfter('validTo', 'validFrom');
    expect(columns(ends({ validFrom: '2026-05-01', validTo: '2026-05-01' }))).toEqual(['validTo']);
    expect(ends({ validFrom: '2026-05-01', validTo: '2026-05-02' })).toEqual([]);
    const closes = notBefore('closedOn', 'foundOn');
    expect(closes({ foundOn: '2026-05-01', closedOn: '2026-05-01' })).toEqual([]);
    expect(columns(closes({ foundOn: '2026-05-02', closedOn: '2026-05-01' }))).toEqual(['closedOn']);
  });

  it('compare instants whatever their offset, and numbers by their size', () => {
    const closes = notBefore('to', 'from');
    expect(closes({ from: '2026-05-01T08:00:00+08:00', to: '2026-05-01T00:00:00Z' })).toEqual([]);
    expect(closes({ from: '2026-05-01T08:00:01+08:00', to: '2026-05-01T00:00:00Z' })).toHaveLength(1);
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (from, to) => {
        expect(closes({ from, to }).length === 0).toBe(to >= from);
        expect(comesAfter('to', 'from')({ from, to }).length === 0).toBe(to > from);
      }),
    );
  });

  it('say nothing of what is not known, or not of one kind', () => {
    for (const row of [{}, { from: null, to: '2026-05-02' }, { from: '2026-05-02' }, { from: 3, to: '2026' }])
      expect(allRules(comesAfter('to', 'from'), notBefore('to', 'from'))(row)).toEqual([]);
  });

  it('find a day that has not come, and every fault of several rules', () => {
    expect(columns(notInFuture('foundOn')({ foundOn: '2999-01-01' }))).toEqual(['foundOn']);
    expect(notInFuture('foundOn')({ foundOn: '2020-01-01' })).toEqual([]);
    const both = allRules(comesAfter('to', 'from'), notInFuture('to', 'from'));
    expect(columns(both({ from: '2999-01-02', to: '2999-01-01' }))).toEqual(['to', 'to', 'from']);
  });
});
