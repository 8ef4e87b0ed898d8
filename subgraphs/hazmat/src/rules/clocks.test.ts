import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dueOn, dueYearsAfter, firstOf, plusYears } from './clocks.js';
import { isLeakOverdue } from './leakAlerts.js';
import { closedWhenClosed } from './closedCases.js';
import { stationClass } from './stationClass.js';

/** An instant in Shanghai. */
const at = (local: string) => new Date(`${local}+08:00`);

describe('clocks', () => {
  it('run to the end of their day in Shanghai', () => {
    expect(dueOn('2026-05-01', 'x', at('2026-05-01T23:59:59'))).toMatchObject({ overdue: false, basis: 'x' });
    expect(dueOn('2026-05-01', 'x', at('2026-05-02T00:00:00'))).toMatchObject({ overdue: true });
    expect(dueOn(null, 'x')).toBeNull();
  });

  it('end on the corresponding day, or the last of the month where there is none', () => {
    expect(plusYears('2023-05-15', 3)).toBe('2026-05-15');
    expect(plusYears('2024-02-29', 3)).toBe('2027-02-28');
    expect(plusYears('2024-02-29', 4)).toBe('2028-02-29');
    expect(dueYearsAfter('2023-05-15', 3, 'x', at('2026-05-15T12:00:00'))?.overdue).toBe(false);
    expect(dueYearsAfter('2023-05-15', 3, 'x', at('2026-05-16T00:00:00'))?.overdue).toBe(true);
  });

  it('of which there are two: the first to run out counts, whichever way they are given', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    const iso = fc.option(day.map((one) => one.toISOString().slice(0, 10)));
    fc.assert(
      fc.property(iso, iso, (one, other) => {
        const [a, b] = [dueOn(one, 'a'), dueOn(other, 'b')];
        const first = firstOf(a, b);
        expect(first?.dueAt ?? null).toBe(firstOf(b, a)?.dueAt ?? null);
        const known = [a, b].flatMap((clock) => clock?.dueAt ?? []).sort();
        expect(first?.dueAt ?? null).toBe(known[0] ?? null);
      }),
    );
  });
});

describe('the class of a fuel station', () => {
  const of = (petrol: number | null, diesel: number | null = null) =>
    stationClass({ petrolVolumeCubicMetres: petrol, dieselVolumeCubicMetres: diesel });

  it.each<[number, string | null]>([
    [0, null],
    [0.1, 'CLASS_3'],
    [90, 'CLASS_3'],
    [90.1, 'CLASS_2'],
    [150, 'CLASS_2'],
    [150.1, 'CLASS_1'],
    [210, 'CLASS_1'],
    [210.1, null],
  ])('of %d m³ is %s', (volume, found) => expect(of(volume)).toBe(found));

  it('counts diesel half', () => {
    expect(of(60, 60)).toBe('CLASS_3');
    expect(of(60, 60.2)).toBe('CLASS_2');
    expect(of(null, 180)).toBe('CLASS_3');
    expect(of(null)).toBeNull();
  });
});

describe('a leak alert', () => {
  const due = '2026-05-02T00:00:00Z';
  const now = new Date('2026-05-03T00:00:00Z');
  it('is overdue open after its time or closed after it, and never without one', () => {
    expect(isLeakOverdue({ dueAt: null, closedAt: null }, now)).toBeNull();
    expect(isLeakOverdue({ dueAt: due, closedAt: null }, now)).toBe(true);
    expect(isLeakOverdue({ dueAt: due, closedAt: null }, new Date(due))).toBe(false);
    expect(isLeakOverdue({ dueAt: due, closedAt: due }, now)).toBe(false);
    expect(isLeakOverdue({ dueAt: due, closedAt: '2026-05-02T00:00:01Z' }, now)).toBe(true);
  });
});

it('a case that is CLOSED says when, another does not', () => {
  const columns = (row: object) => closedWhenClosed(row).map((one) => one.columns[0]);
  expect(columns({ status: 'CLOSED', closedOn: null })).toEqual(['closedOn']);
  expect(columns({ status: 'VERIFIED', closedOn: '2026-01-01' })).toEqual(['closedOn']);
  expect(columns({ status: 'CLOSED', closedOn: '2026-01-01' })).toEqual([]);
  expect(columns({ status: 'CLOSED' })).toEqual([]);
});
