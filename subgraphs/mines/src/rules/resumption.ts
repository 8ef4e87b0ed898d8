import { type Clock, coalAnnouncement, runningClock } from '@huitong/kit';
import type { MineHiddenDanger } from '../entities/mineHiddenDanger.js';

type Facts = Pick<
  MineHiddenDanger,
  'objectType' | 'productionSuspendedAt' | 'reviewedAt' | 'resumptionAnnouncedAt'
>;

/** Whether there is a resumption to announce: production of a coal mine was suspended, and the review was passed. */
export const resumptionIsAnnounced = <
  Row extends Pick<Facts, 'objectType' | 'productionSuspendedAt' | 'reviewedAt'>,
>(
  row: Row,
): row is Row & { reviewedAt: string } =>
  row.objectType === 'COAL_MINE' && row.productionSuspendedAt !== null && row.reviewedAt !== null;

/**
 * 恢复生产公告: within 5 working days (煤矿安全生产条例 art. 49), counted from the review that the mine passed; null where
 * nothing is to be announced.
 */
export const announcementClock = (row: Facts, now = new Date()): Clock | null =>
  resumptionIsAnnounced(row)
    ? runningClock(coalAnnouncement, row.reviewedAt, row.resumptionAnnouncedAt, now)
    : null;
