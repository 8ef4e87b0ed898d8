import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CountedField } from '../sharing/joins.js';
import { JoinCounts } from './joinCounts.js';

const limit = 20;
const names = ['T.place', 'T.one', 'T.two', 'T.three'];
const counted = (coordinate: string, grant: string | null = null): CountedField => ({
  grant,
  field: {
    ...{ coordinate, group: 'g', limit, attribute: 'CONDITIONAL', catalog: null, members: names, rank: 0 },
    isPlace: coordinate === 'T.place',
  },
});
const who = { department: '11140500MB0000001A' };
const read = (counts: JoinCounts, field: CountedField, rows: number) =>
  counts.add(who, [field], new Map([[field.field.coordinate, rows]]));
const isPast = (counts: JoinCounts, field: CountedField) => counts.pastLimit(who, [field]).length > 0;

describe('what a department puts together in a day', () => {
  it('begins anew at midnight of Beijing', () => {
    let now = Date.parse('2026-05-01T23:59:00+08:00');
    const counts = new JoinCounts(() => now);
    read(counts, counted('T.one'), 100);
    read(counts, counted('T.two'), limit);
    expect(counts.pastLimit(who, [counted('T.two')])).toEqual([
      { field: expect.objectContaining({ coordinate: 'T.two' }), seconds: 60 },
    ]);
    now += 60_000;
    expect(isPast(counts, counted('T.two'))).toBe(false);
  });

  it('counts several fields of one row that a grant names as one, and two grants against each other', () => {
    const counts = new JoinCounts();
    const [one, two] = [counted('T.one', 'G-1'), counted('T.two', 'G-1')];
    const rows = new Map([
      ['T.one', 500],
      ['T.two', 500],
    ]);
    counts.add(who, [one, two], rows);
    expect([isPast(counts, one), isPast(counts, two)]).toEqual([false, false]);
    read(counts, counted('T.three', 'G-2'), limit);
    expect([isPast(counts, counted('T.three', 'G-2')), isPast(counts, one)]).toEqual([true, false]);
  });

  it('leaves another department and another group alone', () => {
    const counts = new JoinCounts();
    read(counts, counted('T.one'), 100);
    read(counts, counted('T.two'), 100);
    expect(counts.pastLimit({ department: '11140500MB0000002A' }, [counted('T.two')])).toEqual([]);
    const elsewhere = { grant: null, field: { ...counted('T.two').field, group: 'h' } };
    expect(counts.pastLimit(who, [elsewhere])).toEqual([]);
  });

  it('never lets through more rows than the limit and one page, whatever the order', () => {
    const steps = fc.array(
      fc.record({
        name: fc.constantFrom(...names),
        rows: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(steps, (asked) => {
        const counts = new JoinCounts();
        const known = new Map<number, Set<string>>();
        for (const { name, rows } of asked) {
          if (isPast(counts, counted(name))) continue;
          read(counts, counted(name), rows.length);
          for (const row of rows) known.set(row, (known.get(row) ?? new Set()).add(name));
        }
        const together = [...known.values()].filter((fields) => fields.size > 1).length;
        expect(together).toBeLessThan(limit + 8);
      }),
      { numRuns: 500 },
    );
  });
});
