import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reliefNeedsDueAt } from './reliefNeedsDueAt.js';

describe('the instant by which relief needs must be known', () => {
  it.each([
    ['2026-04-30T18:47:00Z', '2026-04-30T20:47:00.000Z'],
    ['2026-12-31T23:30:00+08:00', '2026-12-31T17:30:00.000Z'],
    ['2026-12-31T22:30:00Z', '2027-01-01T00:30:00.000Z'],
  ])('of a disaster at %s is %s', (occurredAt, due) => {
    expect(reliefNeedsDueAt(occurredAt)).toBe(due);
  });

  it('is two hours later, for any instant', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }), (at) => {
        expect(Date.parse(reliefNeedsDueAt(at.toISOString())) - at.getTime()).toBe(2 * 60 * 60 * 1000);
      }),
    );
  });
});
