import { describe, expect, it } from '@jest/globals';
import {
  casualtiesFinalOn,
  rectificationReviewDueOn,
  rectificationReviewOverdue,
} from './rectificationReview.js';

describe('the review of what was put right', () => {
  it('is due a year after the report was approved', () => {
    expect(rectificationReviewDueOn(null)).toBeNull();
    expect(rectificationReviewDueOn('2025-06-30')).toBe('2026-06-30');
    expect(rectificationReviewDueOn('2024-02-29')).toBe('2025-02-28');
  });

  it.each([
    [null, null, '2026-07-01', null],
    ['2025-06-30', null, '2026-06-30', false],
    ['2025-06-30', null, '2026-07-01', true],
    ['2025-06-30', '2026-06-30', '2027-01-01', false],
    ['2025-06-30', '2026-07-01', '2027-01-01', true],
  ])('approved on %s, reviewed on %s, asked on %s: overdue %s', (approved, reviewed, today, overdue) => {
    const accident = { reportApprovedOn: approved, rectificationReviewedOn: reviewed };
    expect(rectificationReviewOverdue(accident, today)).toBe(overdue);
  });
});

describe('casualties', () => {
  it.each([
    ['COAL', 'GAS_EXPLOSION', '2026-03-31'],
    ['ROAD_TRAFFIC', null, '2026-03-08'],
    ['COMMERCE', 'FIRE', '2026-03-08'],
  ])('of an accident in %s (%s) are final on %s', (sector, kind, day) => {
    // 23:30 on 28 February in UTC is already 1 March in Shanxi.
    expect(casualtiesFinalOn({ occurredAt: '2026-02-28T23:30:00Z', sector, kind })).toBe(day);
  });
});
