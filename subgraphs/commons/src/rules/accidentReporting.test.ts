import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import {
  forwardDueAt,
  forwardingVerdict,
  minutesLate,
  reportDueAt,
  reportingVerdict,
  type ReportingTimes,
} from './accidentReporting.js';

const occurredAt = '2026-03-01T02:00:00.000Z';
const at = (minutes: number) => new Date(Date.parse(occurredAt) + minutes * 60_000).toISOString();
const times = (given: Partial<ReportingTimes> = {}) => ({
  occurredAt,
  discoveredAt: null,
  firstAlarmAt: null,
  reportedAt: null,
  forwardedAt: null,
  reportingFinding: null,
  ...given,
});

describe('the reporting of an accident', () => {
  it.each([
    ['on the last minute', { reportedAt: at(60) }, 'ON_TIME', 0],
    ['a second after it', { reportedAt: '2026-03-01T03:00:01Z' }, 'LATE', 1],
    ['an hour from the discovery', { discoveredAt: at(30), reportedAt: at(90) }, 'ON_TIME', 0],
    ['an hour from the discovery, passed', { discoveredAt: at(30), reportedAt: at(91) }, 'LATE', 1],
    [
      'an alarm before the noted discovery',
      { firstAlarmAt: at(5), discoveredAt: at(50), reportedAt: at(70) },
      'LATE',
      5,
    ],
  ] as const)('%s', (_, given, verdict, late) => {
    expect(reportingVerdict(times(given), at(1000))).toBe(verdict);
    expect(minutesLate(times(given))).toBe(late);
  });

  it('is pending while the hour runs, missing afterwards', () => {
    expect(reportDueAt(times())).toBe(at(60));
    expect(reportingVerdict(times(), at(60))).toBe('PENDING');
    expect(reportingVerdict(times(), at(61))).toBe('NOT_REPORTED');
    expect(minutesLate(times())).toBeNull();
  });

  it('is what an investigation found, whatever the clocks say', () => {
    const reported = { reportedAt: at(10) };
    expect(reportingVerdict(times({ ...reported, reportingFinding: 'FALSIFIED' } as never), at(20))).toBe(
      'FALSIFIED',
    );
    expect(reportingVerdict(times({ reportingFinding: 'CONCEALED' } as never), at(20))).toBe('CONCEALED');
  });

  it('gives the regulator two hours from the unit’s report', () => {
    expect(forwardingVerdict(times(), at(1000))).toBeNull();
    expect(forwardDueAt(times({ reportedAt: at(40) }))).toBe(at(160));
    const verdict = (forwardedAt: string | null, now: number) =>
      forwardingVerdict(times({ reportedAt: at(40), forwardedAt }), at(now));
    expect(verdict(at(160), 999)).toBe('ON_TIME');
    expect(verdict(at(161), 999)).toBe('LATE');
    expect(verdict(null, 160)).toBe('PENDING');
    expect(verdict(null, 161)).toBe('NOT_REPORTED');
  });

  it('is late exactly when minutes are counted', () => {
    const minute = fc.option(fc.integer({ min: 0, max: 300 }).map(at), { nil: null });
    fc.assert(
      fc.property(minute, minute, fc.integer({ min: 0, max: 600 }), (discoveredAt, firstAlarmAt, report) => {
        const given = times({ discoveredAt, firstAlarmAt, reportedAt: at(report) });
        expect(reportingVerdict(given, at(9999)) === 'LATE').toBe((minutesLate(given) ?? 0) > 0);
      }),
    );
  });
});
