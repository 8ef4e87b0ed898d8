import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shiftDay } from '@huitong/kit';
import { quarterOf, quarterStart, reportDue } from './quarterlyReport.js';

const report = (
  year: number,
  quarter: number,
  reportedAt: string,
  signedByPrincipal: boolean | null = true,
) => ({
  year,
  quarter,
  reportedAt,
  signedByPrincipal,
});

describe('the quarterly report', () => {
  it('of the quarter before is owed as long as it is missing', () => {
    expect(reportDue([], new Date('2026-05-10T00:00:00Z'))).toMatchObject({
      ...{ year: 2026, quarter: 1, reported: false },
      clock: { dueAt: '2026-03-31T16:00:00.000Z', overdue: true, basis: '煤矿安全生产条例 art. 35' },
    });
  });

  it('turns at midnight in Shanghai, and over the end of a year', () => {
    const reports = [report(2025, 4, '2025-12-20T02:00:00Z'), report(2025, 3, '2025-09-20T02:00:00Z')];
    expect(reportDue(reports, new Date('2025-12-31T15:59:59Z'))).toMatchObject({
      ...{ year: 2025, quarter: 4, reported: true },
      clock: { overdue: false },
    });
    expect(reportDue(reports, new Date('2025-12-31T16:00:00Z'))).toMatchObject({
      ...{ year: 2026, quarter: 1, reported: false },
      clock: { dueAt: '2026-03-31T16:00:00.000Z', overdue: false },
    });
  });

  it('counts only when the principal signed it, and late stays late', () => {
    const now = new Date('2026-05-10T00:00:00Z');
    expect(reportDue([report(2026, 1, '2026-03-01T00:00:00Z', null)], now)).toMatchObject({ quarter: 1 });
    expect(reportDue([report(2026, 1, '2026-04-02T00:00:00Z')], now)).toMatchObject({
      quarter: 2,
      reported: false,
    });
    const twice = [report(2026, 1, '2026-03-01T00:00:00Z'), report(2026, 2, '2026-05-01T00:00:00Z')];
    expect(reportDue(twice, now)).toMatchObject({ quarter: 2, reported: true, clock: { overdue: false } });
  });
});

it('every day lies in its quarter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (count) => {
      const day = shiftDay('2000-01-01', count);
      const start = quarterStart(quarterOf(day));
      expect(start <= day && day < shiftDay(start, 92)).toBe(true);
      expect(quarterOf(start)).toEqual(quarterOf(day));
    }),
  );
});
