import { describe, expect, it } from '@jest/globals';
import { flowReportClock, flowReportFaults } from './flowReports.js';

describe('the report of a flow (危险化学品安全法 art. 61)', () => {
  const late = (now: string, reportedAt: string | null = null) =>
    flowReportClock({ tradedOn: '2026-12-30', reportedAt }, new Date(now));

  it('is due by the end of the third day after the trade, holidays and the new year through', () => {
    // 31 December, 1 and 2 January.
    expect(late('2027-01-02T15:59:59Z')).toEqual({
      ...{ dueAt: '2027-01-02T16:00:00.000Z', overdue: false, unit: 'CALENDAR_DAY', caveat: null },
      basis: '危险化学品安全法 art. 61',
    });
    expect(late('2027-01-02T16:00:00Z').overdue).toBe(true);
  });

  it('stops the clock', () => {
    expect(late('2030-01-01T00:00:00Z', '2027-01-02T15:59:59Z').overdue).toBe(false);
    expect(late('2030-01-01T00:00:00Z', '2027-01-02T16:00:00Z').overdue).toBe(true);
  });

  it.each([
    ['a trade of tomorrow', { tradedOn: '2999-01-01' }, 'tradedOn'],
    ['a report of tomorrow', { tradedOn: '2026-05-01', reportedAt: '2999-01-01T00:00:00Z' }, 'reportedAt'],
    [
      'a report before the trade',
      { tradedOn: '2026-05-01', reportedAt: '2026-04-30T15:59:59Z' },
      'reportedAt',
    ],
    ['trade with oneself', { enterpriseUscc: 'A', counterpartyUscc: 'A' }, 'counterpartyUscc'],
  ])('%s is a fault', (_, row, column) => {
    expect(flowReportFaults(row).map(({ columns }) => columns[0])).toEqual([column]);
  });

  it('has no fault on the day of the trade in Shanghai, nor where nothing is known', () => {
    expect(flowReportFaults({ tradedOn: '2026-05-01', reportedAt: '2026-04-30T16:00:00Z' })).toEqual([]);
    expect(flowReportFaults({ enterpriseUscc: null, counterpartyUscc: null, reportedAt: null })).toEqual([]);
  });
});
