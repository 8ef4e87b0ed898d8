import { refusal } from '@huitong/contract';
import { dayAt } from '@huitong/kit';
import type { AnnounceMineResumptionInput } from './generated/resolvers.js';
import type { Context } from './loaders.js';
import { ownDanger, writeOwnDanger } from './ownDanger.js';
import { resumptionIsAnnounced } from './rules/resumption.js';

const at = 'input.announcedAt';

/**
 * Writes when it was announced that a coal mine resumes after a suspension of production (煤矿安全生产条例 art. 49);
 * null takes it back.
 * @throws Refusal NOT_OWN_ROW for a row of another department, or none; BAD_INPUT for a danger with nothing to announce,
 *   an instant ahead, and a day before that of the review.
 */
export async function announceResumption(context: Context, { id, announcedAt }: AnnounceMineResumptionInput) {
  const danger = await ownDanger(context, id);
  if (announcedAt) {
    if (!resumptionIsAnnounced(danger)) {
      const message =
        'Only where a coal mine whose production was suspended has passed its review, a resumption is announced (煤矿安全生产条例 art. 49).';
      throw refusal('BAD_INPUT', { at, message });
    }
    if (Date.parse(announcedAt) > Date.now() + 60_000)
      throw refusal('BAD_INPUT', { at, message: `${at} lies in the future (${announcedAt}).` });
    if (dayAt(announcedAt) < dayAt(danger.reviewedAt))
      throw refusal('BAD_INPUT', { at, message: `${at} lies before the review, ${danger.reviewedAt}.` });
  }
  return writeOwnDanger(context, danger, { resumptionAnnouncedAt: announcedAt ?? null });
}
