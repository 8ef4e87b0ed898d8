import { describe, expect, it } from '@jest/globals';
import { announcementClock } from './resumption.js';

const facts = {
  objectType: 'COAL_MINE',
  productionSuspendedAt: '2026-09-01T02:00:00.000Z',
  // Tuesday; 1 to 7 October are holidays, 20 September and 10 October are worked (国务院办公厅 2026 年节假日安排).
  reviewedAt: '2026-09-29T02:00:00.000Z',
  resumptionAnnouncedAt: null,
};

describe('恢复生产公告', () => {
  it('is due 5 working days after the review, holidays out and swapped days in', () => {
    // 30 September, 8, 9, 10 and 12 October.
    expect(announcementClock(facts, new Date('2026-10-12T15:59:59Z'))).toMatchObject({
      ...{ dueAt: '2026-10-12T16:00:00.000Z', overdue: false, unit: 'WORKING_DAY' },
      basis: '煤矿安全生产条例 art. 49',
    });
    expect(announcementClock(facts, new Date('2026-10-12T16:00:00Z'))?.overdue).toBe(true);
  });

  it('stops with the announcement', () => {
    const late = new Date('2027-01-01T00:00:00Z');
    const announced = (resumptionAnnouncedAt: string) =>
      announcementClock({ ...facts, resumptionAnnouncedAt }, late)?.overdue;
    expect(announced('2026-10-12T15:59:59.000Z')).toBe(false);
    expect(announced('2026-10-12T16:00:00.000Z')).toBe(true);
  });

  it.each([
    ['another object', { objectType: 'TAILINGS_POND' }],
    ['production that went on', { productionSuspendedAt: null }],
    ['no review yet', { reviewedAt: null }],
  ])('is none for %s', (_, change) => {
    expect(announcementClock({ ...facts, ...change })).toBeNull();
  });
});
