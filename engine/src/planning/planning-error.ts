/** TIMEOUT: too costly to plan within the deadline; QUEUE_FULL: too many wait; FAILED: the planner refused it. */
export type PlanningFailure = 'TIMEOUT' | 'QUEUE_FULL' | 'FAILED';

const sentences: Readonly<Record<PlanningFailure, string>> = {
  TIMEOUT: 'The operation takes too long to plan: ask for less in one operation.',
  QUEUE_FULL: 'Too many new operations are being planned: try again shortly.',
  FAILED: 'The operation cannot be planned.',
};

/** An operation got no plan. The message is fixed words; the planner's own reason is in `cause`, for the log. */
export class PlanningError extends Error {
  override readonly name = 'PlanningError';
  readonly kind: PlanningFailure;

  constructor(kind: PlanningFailure, cause?: unknown) {
    super(sentences[kind], { cause });
    this.kind = kind;
  }
}
