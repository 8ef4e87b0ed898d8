import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  casualtyChangesUntil,
  clockOf,
  reportDeadlines,
  reportLevels,
  type Reportable,
} from './reportDeadlines.js';

const accident = (over: Partial<Reportable> = {}): Reportable => ({
  kind: 'ACCIDENT',
  level: 'GENERAL',
  disasterType: 'MINE',
  occurredAt: '2025-12-31T15:30:00Z',
  ...over,
});
const dues = (over: Partial<Reportable>) =>
  reportDeadlines(accident(over)).map(({ toLevel, dueAt }) => [toLevel, dueAt]);

const instants = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('the clocks of reporting an accident', () => {
  it('run over the end of a year: one hour to the county, two more for each level', () => {
    expect(dues({ level: 'EXTRAORDINARY' })).toEqual([
      ['COUNTY', '2025-12-31T16:30:00.000Z'],
      ['CITY', '2025-12-31T18:30:00.000Z'],
      ['PROVINCIAL', '2025-12-31T20:30:00.000Z'],
      ['NATIONAL', '2025-12-31T22:30:00.000Z'],
    ]);
  });

  it.each([
    [null, 'CITY'],
    ['GENERAL', 'CITY'],
    ['LARGE', 'PROVINCIAL'],
    ['MAJOR', 'NATIONAL'],
    ['EXTRAORDINARY', 'NATIONAL'],
  ])('of level %s go up to %s', (level, highest) => {
    expect(dues({ level }).at(-1)?.[0]).toBe(highest);
  });

  it('do not run for what is no accident', () => {
    expect(reportDeadlines(accident({ kind: 'NATURAL_DISASTER' }))).toEqual([]);
    expect(casualtyChangesUntil(accident({ kind: 'NATURAL_DISASTER' }))).toBeNull();
  });

  it.each([
    ['MINE', '2026-01-30T15:30:00.000Z'],
    [null, '2026-01-30T15:30:00.000Z'],
    ['FIRE', '2026-01-07T15:30:00.000Z'],
    ['TRAFFIC', '2026-01-07T15:30:00.000Z'],
  ])('let casualties of %s change until %s', (disasterType, until) => {
    expect(casualtyChangesUntil(accident({ disasterType }))).toBe(until);
  });

  it('are kept by a report at the last instant, and by one to a level above', () => {
    const [county] = reportDeadlines(accident());
    const made = (toLevel: string, reportedAt: string) =>
      clockOf(county!, [{ toLevel, reportedAt }], '2026-06-01T00:00:00Z').overdue;
    expect(made('COUNTY', '2025-12-31T16:30:00Z')).toBe(false);
    expect(made('COUNTY', '2025-12-31T16:30:01Z')).toBe(true);
    expect(made('NATIONAL', '2025-12-31T16:00:00Z')).toBe(false);
    expect(made('TOWNSHIP', '2025-12-31T16:00:00Z')).toBe(true);
  });

  it('are overdue without a report only once they have run out', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -10_000, max: 10_000 }), (occurredAt, minutes) => {
        const [county] = reportDeadlines(accident({ occurredAt }));
        const now = new Date(Date.parse(occurredAt) + minutes * 60_000).toISOString();
        expect(clockOf(county!, [], now)).toMatchObject({ reportedAt: null, overdue: minutes > 60 });
      }),
    );
  });

  it('rise with the level, strictly', () => {
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom('GENERAL', 'LARGE', 'MAJOR', 'EXTRAORDINARY'),
        (occurredAt, level) => {
          const clocks = reportDeadlines(accident({ occurredAt, level }));
          expect(clocks.map(({ toLevel }) => toLevel)).toEqual(reportLevels.slice(0, clocks.length));
          clocks.reduce((before, { dueAt }) => {
            expect(Date.parse(dueAt)).toBeGreaterThan(before);
            return Date.parse(dueAt);
          }, Date.parse(occurredAt));
        },
      ),
    );
  });
});
