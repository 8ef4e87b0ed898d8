import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shiftDay } from '@huitong/kit';
import { closureRules, closureTriggers, type Window, windowStart } from './closureTriggers.js';

const none = { producing: [], penalties: [] };
const fired = (events: Partial<Parameters<typeof closureTriggers>[0]>, today: string, coal = true) =>
  closureTriggers({ ...none, ...events }, { coal, today })
    .filter((one) => one.fired)
    .map(({ rule }) => rule);

describe('closure of a mine is proposed', () => {
  it.each([
    [['2026-01-15'], '2026-01-15', false],
    [['2026-01-15', '2026-04-15'], '2026-04-15', true],
    [['2026-01-14', '2026-04-15'], '2026-04-15', false],
    [['2025-11-30', '2026-02-28'], '2026-02-28', true],
    [['2025-11-30', '2026-03-01'], '2026-03-01', false],
    [['2026-02-28', '2026-05-31'], '2026-05-31', false],
    [['2026-03-01', '2026-05-31'], '2026-05-31', true],
    [['2026-04-15', '2026-04-15'], '2026-04-15', true],
    [['2026-04-15', '2026-04-16'], '2026-04-15', false],
  ])('after producing with a major danger on %j, on %s: %s (art. 70)', (producing, today, due) => {
    expect(fired({ producing }, today)).toEqual(due ? ['PRODUCING_WITH_MAJOR_DANGER'] : []);
    expect(fired({ producing }, today, false)).toEqual([]);
  });

  it.each([
    [['2026-01-01', '2026-02-01', '2026-06-30'], '2026-06-30', ['PENALTIES_IN_180_DAYS']],
    [['2026-01-01', '2026-02-01', '2026-06-30'], '2026-07-01', []],
    [['2025-06-30', '2025-09-01', '2025-12-01', '2026-06-30'], '2026-06-30', ['PENALTIES_IN_A_YEAR']],
    [['2025-06-29', '2025-09-01', '2025-12-01', '2026-06-30'], '2026-06-30', []],
  ])('after penalties on %j, on %s: %j (art. 113)', (penalties, today, rules) => {
    expect(fired({ penalties }, today)).toEqual(rules);
    expect(fired({ penalties }, today, false)).toEqual(rules);
  });

  it('says when a rule was last met, though its window has passed since', () => {
    const [art70] = closureTriggers(
      { ...none, producing: ['2025-03-01', '2025-01-10', '2025-09-01'] },
      { coal: true, today: '2026-05-01' },
    );
    expect(art70).toMatchObject({ fired: false, reading: 0, lastMetOn: '2025-03-01', events: [] });
    expect(art70?.windowStart).toBe('2026-02-01');
  });
});

/** The last day of a time that began with an event, as arts 201 and 202 of 民法典 have it. */
function lastDay(event: string, window: Window): string {
  if ('days' in window) return shiftDay(event, window.days);
  const [year, month, day] = event.split('-').map(Number) as [number, number, number];
  const end = new Date(Date.UTC(year, month - 1 + window.months + 1, 0));
  end.setUTCDate(Math.min(day, end.getUTCDate()));
  return end.toISOString().slice(0, 10);
}

const someDay = fc.integer({ min: 0, max: 20_000 }).map((count) => shiftDay('2000-01-01', count));
const someWindow = fc.constantFrom(...closureRules.map(({ window }) => window));

it('an event lies in the window exactly as long as its time runs', () => {
  fc.assert(
    fc.property(someDay, fc.integer({ min: 0, max: 400 }), someWindow, (event, later, window) => {
      const today = shiftDay(event, later);
      expect(event >= windowStart(today, window)).toBe(lastDay(event, window) >= today);
    }),
    { numRuns: 2000 },
  );
});

it('more events never take a trigger back, and their order does not matter', () => {
  const days = fc.array(someDay, { maxLength: 8 });
  fc.assert(
    fc.property(days, someDay, someDay, (penalties, more, today) => {
      const before = fired({ penalties }, today);
      expect(fired({ penalties: [...penalties].reverse() }, today)).toEqual(before);
      expect(fired({ penalties: [more, ...penalties] }, today)).toEqual(expect.arrayContaining(before));
    }),
  );
});
