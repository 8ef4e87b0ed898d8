import { type Clock, clockOf, type ClockRule, dueAfter, endOfDay, shiftDay } from '@huitong/kit';

/** 行政处罚决定 are made public within 7 working days. */
const publication: ClockRule = {
  name: 'penalty-publication',
  title: { zh: '行政处罚决定公开', en: 'publication of a penalty' },
  amount: 7,
  unit: 'WORKING_DAY',
  basis: '安全生产法 art. 78',
};

/** The clock of a penalty's publication; it stops on the day on which it was published, at its beginning. */
export const penaltyPublication = (
  { decidedOn, publishedOn }: { readonly decidedOn: string; readonly publishedOn: string | null },
  now: Date,
): Clock =>
  clockOf(dueAfter(publication, `${decidedOn}T00:00:00+08:00`), {
    now,
    stopped: publishedOn === null ? null : endOfDay(shiftDay(publishedOn, -1)),
  });
