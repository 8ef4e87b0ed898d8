import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { severityRank, warningColours } from './severityRank.js';
import { capSeverity, holdsAt, type WarningTimes } from './warningState.js';

const begin = Date.parse('2026-04-30T08:00:00Z');
const at = (minutes: number) => new Date(begin + minutes * 60_000).toISOString();
const warning = (over: Partial<WarningTimes> = {}): WarningTimes => ({
  capStatus: 'ACTUAL',
  messageType: 'ALERT',
  startsAt: at(0),
  expiresAt: null,
  liftedAt: null,
  ...over,
});

describe('a warning', () => {
  it.each<[string, Partial<WarningTimes>, number, boolean]>([
    ['holds from the instant it begins', {}, 0, true],
    ['does not hold before', {}, -1, false],
    ['without an end holds until it is lifted', {}, 10_000_000, true],
    ['holds until just before it expires', { expiresAt: at(60) }, 59, true],
    ['does not hold when it expires', { expiresAt: at(60) }, 60, false],
    ['does not hold once it is lifted', { liftedAt: at(30) }, 30, false],
    ['of an exercise never holds', { capStatus: 'EXERCISE' }, 1, false],
    ['that cancels another never holds', { messageType: 'CANCEL' }, 1, false],
    ['that updates another holds', { messageType: 'UPDATE' }, 1, true],
  ])('%s', (_, over, minutes, holds) => {
    expect(holdsAt(warning(over), begin + minutes * 60_000)).toBe(holds);
  });

  it('holds in one piece: never again once it has ended', () => {
    const end = fc.option(fc.integer({ min: 1, max: 500 }), { nil: null });
    fc.assert(
      fc.property(end, end, fc.nat(600), fc.nat(600), (expires, lifted, one, other) => {
        const given = warning({
          expiresAt: expires === null ? null : at(expires),
          liftedAt: lifted === null ? null : at(lifted),
        });
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        if (holdsAt(given, begin + second * 60_000))
          expect(holdsAt(given, begin + first * 60_000)).toBe(true);
      }),
    );
  });
});

describe('the colours', () => {
  it('rank red the worst, and map to CAP one by one', () => {
    expect(
      warningColours.map((colour) => [severityRank(warningColours, colour), capSeverity[colour]]),
    ).toEqual([
      [1, 'EXTREME'],
      [2, 'SEVERE'],
      [3, 'MODERATE'],
      [4, 'MINOR'],
    ]);
    expect(severityRank(warningColours, null)).toBeNull();
  });
});
