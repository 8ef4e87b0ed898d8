import { describe, expect, it } from '@jest/globals';
import { type ClockRule, clockOf, dueAfter, dueOnDay } from './clock.js';

const rule = (amount: number, unit: ClockRule['unit']): ClockRule => ({
  name: 'test',
  title: { zh: '测试', en: 'test' },
  amount,
  unit,
  basis: 'a law, art. 1',
});
const due = (amount: number, unit: ClockRule['unit'], from: string) =>
  dueAfter(rule(amount, unit), from).dueAt;

describe('a rule', () => {
  it('runs out at 24:00 of its last day, or after its hours', () => {
    expect(due(5, 'WORKING_DAY', '2026-02-13T23:59:00+08:00')).toBe('2026-02-27T16:00:00.000Z');
    expect(due(20, 'CALENDAR_DAY', '2026-01-15T09:00:00+08:00')).toBe('2026-02-04T16:00:00.000Z');
    expect(due(2, 'HOUR', '2025-12-31T23:00:00+08:00')).toBe('2025-12-31T17:00:00.000Z');
    expect(due(1, 'QUARTER', '2025-11-05T09:00:00+08:00')).toBe('2025-12-31T16:00:00.000Z');
    expect(due(2, 'MONTH', '2025-11-30T09:00:00+08:00')).toBe('2025-12-31T16:00:00.000Z');
  });

  it('carries its basis, its unit and what is uncertain', () => {
    expect(dueAfter(rule(10, 'WORKING_DAY'), '2031-01-02T00:00:00Z')).toMatchObject({
      basis: 'a law, art. 1',
      unit: 'WORKING_DAY',
      caveat: expect.stringContaining('2031'),
    });
  });
});

describe('a clock', () => {
  const day = dueOnDay('2026-03-31', '期限');
  it.each([
    ['2026-03-31T23:59:59.999+08:00', false],
    ['2026-04-01T00:00:00+08:00', true],
  ])('at %s is overdue: %s', (now, overdue) =>
    expect(clockOf(day, { now: new Date(now) }).overdue).toBe(overdue),
  );

  it('that was stopped in time never is, and one that was stopped late always is', () => {
    const now = new Date('2027-01-01T00:00:00Z');
    expect(clockOf(day, { now, stopped: '2026-03-30T00:00:00Z' }).overdue).toBe(false);
    expect(clockOf(day, { now, stopped: '2026-04-02T00:00:00Z' }).overdue).toBe(true);
  });
});
