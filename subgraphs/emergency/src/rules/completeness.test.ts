import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstMissing, gapOf } from './coverage.js';
import { setComplete } from './equipmentSet.js';
import { isComplete, type VillagePlans, villagePlans } from './planCompleteness.js';
import { planOverdue } from './planOverdue.js';

describe('a coverage', () => {
  it('has a gap of those without, never below zero', () => {
    expect(gapOf({ total: 14, have: 11 })).toBe(3);
    expect(gapOf({ total: 0, have: 0 })).toBe(0);
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (total, have) => {
        const gap = gapOf({ total, have });
        expect(gap).toBeGreaterThanOrEqual(0);
        if (have <= total) expect(gap + have).toBe(total);
      }),
    );
  });

  it('names the first of those without, as many as asked', () => {
    const missing = ['a', 'b', 'c'];
    expect(firstMissing({ missing }, 2)).toEqual(['a', 'b']);
    expect(firstMissing({ missing }, 500)).toEqual(missing);
    for (const first of [0, 501, 1.5]) expect(() => firstMissing({ missing }, first)).toThrow('1 to 500');
  });
});

describe('the plans of a village', () => {
  const plans = fc.record(
    Object.fromEntries(villagePlans.map((plan) => [plan, fc.boolean()])),
  ) as fc.Arbitrary<VillagePlans>;

  it('are complete with all five, and with no fewer', () => {
    const all = Object.fromEntries(villagePlans.map((plan) => [plan, true])) as VillagePlans;
    expect(isComplete(all)).toBe(true);
    for (const plan of villagePlans) expect(isComplete({ ...all, [plan]: false })).toBe(false);
    fc.assert(
      fc.property(plans, (given) => {
        expect(isComplete(given)).toBe(Object.values(given).filter(Boolean).length === villagePlans.length);
      }),
    );
  });
});

describe('a set of equipment', () => {
  const item = fc.record({ required: fc.nat(50), actual: fc.nat(50) });
  it('is complete when no item is short; nothing is said of an empty list', () => {
    expect(setComplete([])).toBeNull();
    expect(setComplete([{ required: 2, actual: 2 }])).toBe(true);
    expect(setComplete([{ required: 2, actual: 1 }])).toBe(false);
    fc.assert(
      fc.property(fc.array(item, { minLength: 1 }), item, (items, more) => {
        if (!setComplete(items)) expect(setComplete([...items, more])).toBe(false);
      }),
    );
  });
});

describe('an emergency plan', () => {
  const plan = (over: object) => ({ approvedOn: '2025-01-01', nextReviewOn: null, deadline: null, ...over });
  it.each<[string, object, boolean]>([
    ['without any day is not overdue', {}, false],
    ['is not overdue on the day of its revision', { nextReviewOn: '2026-05-01' }, false],
    ['is overdue the day after', { nextReviewOn: '2026-04-30' }, true],
    ['published in time is not overdue', { deadline: '2025-10-31' }, false],
    ['published on the day is not overdue', { approvedOn: '2025-10-31', deadline: '2025-10-31' }, false],
    ['published late stays overdue', { approvedOn: '2025-11-01', deadline: '2025-10-31' }, true],
    ['not published is overdue after the day', { approvedOn: null, deadline: '2026-04-30' }, true],
    ['not published is not overdue on the day', { approvedOn: null, deadline: '2026-05-01' }, false],
  ])('%s', (_, over, overdue) => {
    expect(planOverdue(plan(over), '2026-05-01')).toBe(overdue);
  });
});
