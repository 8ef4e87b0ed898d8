import { describe, expect, it } from '@jest/globals';
import { closureDue } from './closureDue.js';

const pond = { idleSince: null, ownerless: false, designElevationReached: false, status: 'OPERATING' };

describe('closure of a tailings pond', () => {
  it.each([
    ['2023-05-01', '2026-05-01', false],
    ['2023-05-01', '2026-05-02', true],
    ['2024-02-29', '2027-02-28', false],
    ['2024-02-29', '2027-03-01', true],
  ])('idle since %s is due on %s: %s', (idleSince, today, due) => {
    expect(closureDue({ ...pond, idleSince }, today)).toBe(due);
  });

  it('is due for an ownerless or a full pond, and never for a closed one', () => {
    expect(closureDue({ ...pond, ownerless: true }, '2026-01-01')).toBe(true);
    expect(closureDue({ ...pond, designElevationReached: true }, '2026-01-01')).toBe(true);
    expect(closureDue({ ...pond, ownerless: true, status: 'CLOSED' }, '2026-01-01')).toBe(false);
    expect(closureDue(pond, '2026-01-01')).toBe(false);
  });
});
