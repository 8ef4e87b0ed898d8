import type { PlanIr } from '../ir.js';

/** One operation to plan: a valid document of the API schema. */
export interface PlanJob {
  readonly source: string;
  readonly operationName: string | undefined;
  /** Labels of progressive `@override` that are on for this plan; all others are off. */
  readonly overrideLabels: readonly string[];
}

/**
 * A query planner. It lives in the planning thread, may be slow and cannot be interrupted.
 *
 * @throws Error when it cannot plan the job; the text is for the log.
 */
export interface PlanSource {
  plan(job: PlanJob): PlanIr;
}
