import type { FireEventConfirmation } from '../generated/resolvers.js';

/** A share with what it is made of; nobody should have to guess what a percentage is of. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  /** Cases that count on neither side, because what would decide is not known. */
  readonly undetermined: number;
  readonly definition: string;
}

/** The share itself, 0 to 1; null of nothing. */
export const shareOf = ({
  numerator,
  denominator,
}: Pick<Rate, 'numerator' | 'denominator'>): number | null =>
  denominator === 0 ? null : numerator / denominator;

/** How many alarms of a time were confirmed as what. */
export type AlarmCounts = Readonly<Record<FireEventConfirmation, number>>;

/**
 * 误报率: false alarms among the alarms that were confirmed as a fire or as false. Tests and drills are announced and
 * count on neither side; alarms nobody has confirmed are told beside it, because a low rate of few answers is none.
 */
export const falseAlarmRate = (counts: AlarmCounts): Rate => ({
  numerator: counts.FALSE,
  denominator: counts.FALSE + counts.TRUE_FIRE,
  undetermined: counts.UNCONFIRMED,
  definition: '误报率 = 确认误报 / (确认误报 + 确认真实火警); 测试、演练不计, 未确认另列',
});

/** Shares of alarms that somebody has confirmed at all. */
export const confirmationRate = (counts: AlarmCounts): Rate => {
  const answered = counts.FALSE + counts.TRUE_FIRE + counts.TEST + counts.DRILL;
  return {
    numerator: answered,
    denominator: answered + counts.UNCONFIRMED,
    undetermined: 0,
    definition: '确认率 = 已确认火警 / 全部火警',
  };
};
