import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shiftDay } from '@huitong/kit';
import { type InspectionFacts, inspectionGate, quotaOf } from './inspectionGate.js';

const inspection = (plannedOn: string, more: Partial<InspectionFacts> = {}): InspectionFacts => ({
  ...{ ownerDepartment: 'other', jointDepartments: [], mode: 'ON_SITE', plannedOn },
  ...{ scannedAt: null, cancelled: false, ...more },
});
const ask = (more: Partial<Parameters<typeof inspectionGate>[0]> = {}) =>
  inspectionGate({
    ...{ at: '2026-05-15', department: 'own', quiet: [], most: null, inspections: [], windowDays: 30 },
    ...more,
  });
const may = { from: '2026-05-01', to: '2026-05-15' };

describe('an inspection', () => {
  it.each([
    ['2026-04-30', true],
    ['2026-05-01', false],
    ['2026-05-15', false],
    ['2026-05-16', true],
  ])('on %s, with the first half of May quiet: %s', (at, open) => {
    expect(ask({ at, quiet: [may] })).toMatchObject({
      ...{ open, obstacles: open ? [] : ['QUIET_PERIOD'], quietPeriod: open ? null : may },
    });
  });

  it('is one too many when the number of the year is used up by those on site that were not called off', () => {
    const used = [
      inspection('2026-01-05', { scannedAt: '2026-01-05T01:00:00Z' }),
      inspection('2026-02-05', { cancelled: true }),
      inspection('2026-03-05', { mode: 'REMOTE' }),
      inspection('2025-12-31'),
    ];
    expect(ask({ most: 2, inspections: used }).open).toBe(true);
    expect(ask({ most: 1, inspections: used }).obstacles).toEqual(['QUOTA_USED']);
    expect(ask({ most: 0 }).obstacles).toEqual(['QUOTA_USED']);
    expect(ask({ at: '2025-12-31', most: 2, inspections: used }).open).toBe(true);
    const filed = inspection('2026-05-15', { ownerDepartment: 'own' });
    expect(ask({ most: 2, inspections: [...used, filed] })).toMatchObject({ open: true, filed: true });
    expect(ask({ most: 2, inspections: [...used, filed], department: 'third' })).toMatchObject({
      open: false,
    });
  });

  it('joins one of another department that is filed and not yet held, the nearest first', () => {
    const near = inspection('2026-05-20');
    const edge = inspection('2026-04-15');
    const others = [
      edge,
      near,
      inspection('2026-04-14'),
      inspection('2026-05-16', { scannedAt: '2026-05-16T01:00:00Z' }),
      inspection('2026-05-17', { cancelled: true }),
      inspection('2026-05-18', { mode: 'REMOTE' }),
      inspection('2026-05-19', { ownerDepartment: 'own' }),
      inspection('2026-05-19', { jointDepartments: ['own'] }),
    ];
    expect(ask({ inspections: others }).joinable).toEqual([near, edge]);
  });
});

it('the strictest number of a year counts, in any order', () => {
  const quotas = fc.array(fc.record({ year: fc.constantFrom(2025, 2026), most: fc.nat(9) }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(quotas, (given) => {
      const of = given.filter(({ year }) => year === 2026).map(({ most }) => most);
      expect(quotaOf(given, 2026)?.most ?? null).toBe(of.length > 0 ? Math.min(...of) : null);
      expect(quotaOf([...given].reverse(), 2026)?.most).toBe(quotaOf(given, 2026)?.most);
    }),
  );
});

it('a longer quiet period never opens the gate', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((count) => shiftDay('2026-01-01', count));
  fc.assert(
    fc.property(day, day, fc.nat(60), (at, from, length) => {
      const quiet = { from, to: shiftDay(from, length) };
      const longer = { from, to: shiftDay(from, length + 1) };
      if (!ask({ at, quiet: [quiet] }).open) expect(ask({ at, quiet: [longer] }).open).toBe(false);
    }),
  );
});
