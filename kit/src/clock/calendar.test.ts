import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addCalendarDays,
  addWorkingDays,
  arrangementKnown,
  endOfPeriod,
  isWorkingDay,
  workingDaysBetween,
} from './calendar.js';
import { addHours, dayAt, daysFromTo, endOfDay, shiftDay, weekday } from './days.js';

describe('days', () => {
  it('turn over at midnight in Shanghai, which is 16:00 UTC', () => {
    expect(dayAt('2025-12-31T15:59:59.999Z')).toBe('2025-12-31');
    expect(dayAt('2025-12-31T16:00:00.000Z')).toBe('2026-01-01');
    expect(dayAt('2026-01-01T00:00:00+08:00')).toBe('2026-01-01');
  });

  it('are over at 24:00, which is the next midnight', () => {
    expect(endOfDay('2025-12-31')).toBe('2025-12-31T16:00:00.000Z');
    expect(endOfDay('2024-02-28')).toBe('2024-02-28T16:00:00.000Z');
    expect(dayAt(endOfDay('2024-02-28'))).toBe('2024-02-29');
  });

  it('are never a date that does not exist', () => {
    for (const day of ['2026-2-1', '2026-13-01', 'today', '']) expect(() => weekday(day)).toThrow(RangeError);
  });

  it('count hours through midnight and year', () => {
    expect(addHours('2025-12-31T23:30:00+08:00', 2)).toBe('2025-12-31T17:30:00.000Z');
  });
});

describe('the working calendar', () => {
  it.each([
    ['2026-02-13', true, 'Friday'],
    ['2026-02-14', true, 'Saturday, worked for Spring Festival'],
    ['2026-02-15', false, 'Spring Festival begins'],
    ['2026-02-23', false, 'Monday, last day of Spring Festival'],
    ['2026-02-24', true, 'first day after it'],
    ['2026-02-28', true, 'Saturday, worked'],
    ['2025-10-01', false, 'National Day and Mid-Autumn'],
    ['2025-10-08', false, 'its last day'],
    ['2025-10-11', true, 'Saturday, worked'],
    ['2026-10-07', false, 'National Day'],
    ['2026-10-10', true, 'Saturday, worked'],
    ['2025-01-01', false, 'New Year'],
    ['2025-12-31', true, 'Wednesday'],
    ['2026-01-02', false, 'Friday of the New Year holiday'],
    ['2026-01-04', true, 'Sunday, worked for it'],
  ])('%s is worked: %s (%s)', (day, worked) => expect(isWorkingDay(day)).toBe(worked));

  it.each([
    // Announced on the last working day before Spring Festival: the holiday does not count, the swapped Saturday does.
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-14', 5, '2026-02-28'],
    ['2025-09-30', 1, '2025-10-09'],
    ['2025-09-30', 5, '2025-10-14'],
    ['2024-12-31', 1, '2025-01-02'],
    ['2024-12-27', 5, '2025-01-06'],
    ['2025-12-31', 1, '2026-01-04'],
    ['2025-12-30', 5, '2026-01-07'],
    ['2026-02-14', 0, '2026-02-14'],
    ['2026-02-15', 0, '2026-02-24'],
  ])('%s and %s working days: %s', (start, count, day) =>
    expect(addWorkingDays(start, count)).toEqual({ day, caveat: null }),
  );

  it('says so when it counts by weekdays only', () => {
    expect(arrangementKnown(2026)).toBe(true);
    expect(arrangementKnown(2031)).toBe(false);
    const { day, caveat } = addWorkingDays('2031-09-30', 1);
    expect(day).toBe('2031-10-01');
    expect(caveat).toContain('by weekdays only: the arrangement of year 2031 is not known');
    expect(workingDaysBetween('2031-01-01', '2031-02-01').caveat).toContain('2031');
    expect(addWorkingDays('2026-12-31', 20).caveat).toContain('2027');
  });

  it('refuses counts that are none', () => {
    for (const count of [-1, 1.5, Number.NaN, Infinity, 1e9])
      expect(() => addWorkingDays('2026-01-01', count)).toThrow(RangeError);
  });

  it('rolls a last day of rest to the next working day only where that is asked', () => {
    expect(addCalendarDays('2026-02-10', 7).day).toBe('2026-02-17');
    expect(addCalendarDays('2026-02-10', 7, 'NEXT_WORKING_DAY').day).toBe('2026-02-24');
    expect(addCalendarDays('2025-12-02', 30).day).toBe('2026-01-01');
  });

  it.each([
    ['2026-02-14', 'WEEK', '2026-02-15'],
    ['2026-02-15', 'WEEK', '2026-02-15'],
    ['2024-02-01', 'MONTH', '2024-02-29'],
    ['2025-11-30', 'MONTH', '2025-11-30'],
    ['2025-10-01', 'QUARTER', '2025-12-31'],
    ['2025-03-31', 'QUARTER', '2025-03-31'],
    ['2025-07-01', 'HALF_YEAR', '2025-12-31'],
    ['2025-06-30', 'HALF_YEAR', '2025-06-30'],
    ['2025-12-31', 'YEAR', '2025-12-31'],
  ] as const)('%s lies in a %s that ends on %s', (day, cadence, end) =>
    expect(endOfPeriod(day, cadence)).toBe(end),
  );
});

describe('for any day around the ends of years', () => {
  /** Within forty days of a New Year from 2005 to 2030: known and unknown arrangements, leap years among them. */
  const aroundYearEnd = fc
    .tuple(fc.integer({ min: 2005, max: 2030 }), fc.integer({ min: -40, max: 40 }))
    .map(([year, offset]) => shiftDay(`${year}-01-01`, offset));
  const count = fc.integer({ min: 1, max: 40 });

  it('no due day is a day of rest, and it lies after the start', () => {
    fc.assert(
      fc.property(aroundYearEnd, count, (start, days) => {
        const { day } = addWorkingDays(start, days);
        expect(isWorkingDay(day)).toBe(true);
        expect(daysFromTo(start, day)).toBeGreaterThanOrEqual(days);
      }),
    );
  });

  it('more days are later, and a later start is never due earlier', () => {
    fc.assert(
      fc.property(aroundYearEnd, count, fc.integer({ min: 0, max: 10 }), (start, days, later) => {
        const { day } = addWorkingDays(start, days);
        expect(addWorkingDays(start, days + 1).day > day).toBe(true);
        expect(addWorkingDays(shiftDay(start, later), days).day >= day).toBe(true);
      }),
    );
  });

  it('counting between is the inverse of counting on, and adds up', () => {
    fc.assert(
      fc.property(aroundYearEnd, count, count, (start, days, more) => {
        const first = addWorkingDays(start, days).day;
        const second = addWorkingDays(first, more).day;
        expect(workingDaysBetween(start, first).days).toBe(days);
        expect(workingDaysBetween(start, second).days).toBe(days + more);
        expect(addWorkingDays(start, days + more).day).toBe(second);
      }),
    );
  });

  it('a period ends in itself, and the next one begins the day after', () => {
    const cadences = fc.constantFrom('WEEK', 'MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR' as const);
    fc.assert(
      fc.property(aroundYearEnd, cadences, (day, cadence) => {
        const end = endOfPeriod(day, cadence);
        expect(end >= day).toBe(true);
        expect(endOfPeriod(end, cadence)).toBe(end);
        expect(endOfPeriod(shiftDay(end, 1), cadence) > end).toBe(true);
      }),
    );
  });
});

it('answers the same whatever the time zone of the process', () => {
  const script = `import { addWorkingDays, endOfDay, dayAt, endOfPeriod, addHours } from '${fileURLToPath(new URL('./index.js', import.meta.url))}';
    const days = ['2024-12-30', '2025-12-30', '2026-02-13', '2026-09-30', '2025-03-30', '2025-11-02'];
    console.log(JSON.stringify(days.map((day) => [addWorkingDays(day, 5), endOfDay(day), dayAt(day + 'T23:59:59+08:00'),
      endOfPeriod(day, 'WEEK'), addHours(day + 'T23:00:00+08:00', 2)])));`;
  const answers = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'Europe/Berlin'].map(
    (zone) => {
      const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        env: { TZ: zone },
        encoding: 'utf8',
      });
      expect(run.stderr).toBe('');
      return run.stdout;
    },
  );
  expect(answers[0]).toContain('2026-02-2');
  expect(new Set(answers).size).toBe(1);
});
