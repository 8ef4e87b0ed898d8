import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { serverInstant } from './serverInstant.js';

describe('an instant of the server', () => {
  it.each([
    ['2026-05-01 03:00:00+00', '2026-05-01T03:00:00.000Z'],
    ['2026-05-01 11:00:00.5+08', '2026-05-01T03:00:00.500Z'],
    ['2026-12-31 20:30:00.123999-05:30', '2027-01-01T02:00:00.123Z'],
  ])('%s is %s', (written, iso) => {
    expect(serverInstant(written)).toBe(iso);
  });

  it('in UTC is what the calendar makes of it, however many places the second has', () => {
    const range = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z') };
    const places = fc.stringMatching(/^(\.\d{1,6})?$/);
    fc.assert(
      fc.property(fc.date({ ...range, noInvalidDate: true }), places, (date, fraction) => {
        const iso = `${date.toISOString().slice(0, 19)}${fraction}`;
        expect(serverInstant(`${iso.replace('T', ' ')}+00`)).toBe(new Date(`${iso}Z`).toISOString());
      }),
      { numRuns: 1000 },
    );
  });
});
