import type { GraphQLSchema } from 'graphql';
import type { PlanIr } from '../ir.js';

/** One operation to plan: a valid document of the API schema. */
export interface PlanJob {
  readonly source: string;
  readonly operationName: string | undefined;
  /** Labels of progressive `@override` that are on for this plan; all others are off. */
  readonly overrideLabels: readonly string[];
}

/**
 * A query planner. It lives in the planning thread, may be slow, and gets one job after the other.
 *
 * @throws Error when it cannot plan the job; the text is for the log.
 */
export interface PlanSource {
  /**
   * @param signal aborts shortly before the job's deadline, at which the thread is ended. A planner of native code must
   * obey it: ending a thread does not end what such code runs elsewhere, and waits for what it runs there.
   */
  plan(job: PlanJob, signal: AbortSignal): PlanIr | Promise<PlanIr>;
}

/** What a plan source is made of. */
export interface PlanSourceInput {
  /** The supergraph as composition wrote it. */
  readonly sdl: string;
  /** The same, read, with what `@inaccessible` hides. */
  readonly schema: GraphQLSchema;
  /** Makes the planner used by default, for whoever wants to fall back on it. Costs as much as loading it. */
  readonly apollo: () => PlanSource;
}

/** What a module named by `PlanningOptions.source` exports. */
export interface PlanSourceModule {
  /** @throws Error when the planner cannot plan on this supergraph, which is then refused with the error's text. */
  createPlanSource(input: PlanSourceInput): PlanSource | Promise<PlanSource>;
}
