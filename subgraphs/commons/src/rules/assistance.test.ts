import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import type { AccidentSector, MonthReading } from '../generated/resolvers.js';
import {
  assistanceRules,
  type CountedAccident,
  judgeAssistance,
  readMonthAs,
  windowStart,
} from './assistance.js';

const accident = (day: string, sector: AccidentSector = 'COAL', time = '12:00'): CountedAccident => ({
  occurredAt: new Date(`${day}T${time}:00+08:00`).toISOString(),
  sector,
});
const judge = (accidents: CountedAccident[], day: string, rules = assistanceRules) => {
  const [month, year] = judgeAssistance(accidents, day, rules);
  return { month: month!, year: year! };
};

describe('two general accidents within one month', () => {
  const two = [accident('2026-03-20'), accident('2026-04-10', 'CONSTRUCTION')];

  it('fire together, whatever their sectors; one alone does not', () => {
    const { month } = judge(two, '2026-04-10');
    expect(month).toMatchObject({
      rule: 'GENERAL_WITHIN_MONTH',
      fired: true,
      threshold: 2,
      windowStart: '2026-03-12',
      windowEnd: '2026-04-10',
      accidents: two,
    });
    expect(judge(two.slice(1), '2026-04-10').month).toMatchObject({ fired: false, accidents: two.slice(1) });
  });

  it.each([
    ['ROLLING_DAYS', '2026-04-18', true],
    ['ROLLING_DAYS', '2026-04-19', false],
    ['ROLLING_MONTH', '2026-04-19', true],
    ['ROLLING_MONTH', '2026-04-20', false],
    ['CALENDAR_MONTH', '2026-04-10', false],
  ] as const)('read as %s, on %s: %s', (reading, day, fired) => {
    const { month } = judge(two, day, readMonthAs(assistanceRules, reading));
    expect(month).toMatchObject({ reading, fired });
  });

  it('in one calendar month fire by either reading, on its last day by the calendar only', () => {
    const apart = [accident('2026-03-01'), accident('2026-03-31')];
    expect(judge(apart, '2026-03-31').month.fired).toBe(false);
    expect(judge(apart, '2026-03-31', readMonthAs(assistanceRules, 'CALENDAR_MONTH')).month.fired).toBe(true);
    expect(judge(apart, '2026-03-31', readMonthAs(assistanceRules, 'ROLLING_MONTH')).month.fired).toBe(true);
  });

  it('are counted by the day in Shanxi, not in UTC', () => {
    const lateNight = [accident('2026-04-01', 'COAL', '00:30'), accident('2026-04-10')];
    expect(lateNight[0]!.occurredAt).toMatch(/^2026-03-31/);
    const rules = readMonthAs(assistanceRules, 'CALENDAR_MONTH');
    expect(judge(lateNight, '2026-04-10', rules).month.fired).toBe(true);
  });
});

describe('three general accidents of one sector within the year', () => {
  const three = [accident('2026-01-01'), accident('2026-06-01'), accident('2026-12-31')];

  it('fire; two do not, nor three of different sectors, nor one of the year before', () => {
    expect(judge(three, '2026-12-31').year).toMatchObject({
      rule: 'SAME_SECTOR_WITHIN_YEAR',
      fired: true,
      sectors: ['COAL'],
      windowStart: '2026-01-01',
      accidents: three,
    });
    expect(judge(three, '2026-12-30').year.fired).toBe(false);
    expect(judge(three.with(1, accident('2026-06-01', 'INDUSTRY')), '2026-12-31').year.fired).toBe(false);
    expect(judge(three.with(0, accident('2025-12-31')), '2026-12-31').year.fired).toBe(false);
  });

  it('name only the accidents of the sectors that reached the number', () => {
    const other = accident('2026-07-01', 'GAS');
    expect(judge([...three, other], '2026-12-31').year.accidents).toEqual(three);
  });
});

it('road traffic does not count for either', () => {
  const traffic = ['2026-04-01', '2026-04-02', '2026-04-03'].map((day) => accident(day, 'ROAD_TRAFFIC'));
  const { month, year } = judge(traffic, '2026-04-03');
  expect([month.fired, month.accidents, year.fired]).toEqual([false, [], false]);
});

describe('the windows', () => {
  it.each([
    ['ROLLING_MONTH', '2026-03-31', '2026-03-01'],
    ['ROLLING_MONTH', '2026-03-15', '2026-02-16'],
    ['ROLLING_MONTH', '2026-01-10', '2025-12-11'],
    ['CALENDAR_MONTH', '2026-01-10', '2026-01-01'],
    ['CALENDAR_YEAR', '2026-01-10', '2026-01-01'],
  ] as const)('%s ending on %s begins on %s', (kind, day, start) => {
    expect(windowStart({ kind }, day)).toBe(start);
  });

  it('never fire because accidents are taken away, and ignore order', () => {
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((n) => new Date(Date.UTC(2025, 11, 1 + n)).toISOString());
    const sector = fc.constantFrom<AccidentSector>('COAL', 'GAS', 'ROAD_TRAFFIC');
    const list = fc.array(fc.record({ occurredAt: day, sector }), { maxLength: 12 });
    const reading = fc.constantFrom<MonthReading>('ROLLING_DAYS', 'ROLLING_MONTH', 'CALENDAR_MONTH');
    fc.assert(
      fc.property(list, day, reading, fc.nat(), (accidents, on, month, which) => {
        const rules = readMonthAs(assistanceRules, month);
        const fired = (some: CountedAccident[]) =>
          judgeAssistance(some, on.slice(0, 10), rules).map((one) => one.fired);
        const all = fired(accidents);
        expect(fired([...accidents].reverse())).toEqual(all);
        const fewer = fired(accidents.toSpliced(which % (accidents.length + 1), 1));
        fewer.forEach((one, index) => expect(one && !all[index]).toBe(false));
      }),
    );
  });
});
