import { describe, expect, it } from '@jest/globals';
import { supervisionMode } from './supervisionMode.js';

describe('the way of supervision', () => {
  it.each([
    ['LOW', 'COMMITMENT'],
    ['GENERAL', 'ROUTINE'],
    ['HIGH', 'FOCUSED'],
    [null, null],
  ] as const)('of tier %s is %s', (tier, mode) => {
    expect(supervisionMode(tier)).toBe(mode);
  });
});
