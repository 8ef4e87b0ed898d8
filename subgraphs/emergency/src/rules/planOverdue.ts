/** Days of an emergency plan, ISO dates. */
interface PlanDays {
  readonly approvedOn: string | null;
  readonly nextReviewOn: string | null;
  readonly deadline: string | null;
}

/**
 * 逾期未修订: whether the day of a plan's revision has passed, or that by which a notice wants it published while it is
 * not approved (DOMAIN items 20, 23). The day itself is not too late.
 * @param today ISO date in Asia/Shanghai.
 */
export const planOverdue = ({ approvedOn, nextReviewOn, deadline }: PlanDays, today: string): boolean =>
  (nextReviewOn !== null && nextReviewOn < today) ||
  (deadline !== null && deadline < today && (approvedOn === null || approvedOn > deadline));
