import type { EngineKind } from '../executor.js';
import type { PlanJob } from './plan-source.js';
import type { SupergraphFacts } from './supergraph-facts.js';

/** What the planning thread is started with. */
export interface PlanningThreadData {
  readonly sdl: string;
  readonly enforcedFeatures: readonly string[];
  readonly engineKind: EngineKind;
  /** URL of the module that brings the planner; Apollo's is used without one. */
  readonly source: string | undefined;
}

export interface PlanningJob extends PlanJob {
  /** When the thread is ended if it has not replied by then, in milliseconds. */
  readonly deadlineMs: number;
}

/** `plan` is JSON: cheaper to pass than a structured clone, and its length is its size. */
export type PlanningReply =
  | { readonly kind: 'ready'; readonly facts: SupergraphFacts }
  | { readonly kind: 'refused'; readonly reason: string }
  /** The job under way needs the supergraph in another form, which no later one will wait for. */
  | { readonly kind: 'building' }
  | { readonly kind: 'planned'; readonly plan: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'failed'; readonly reason: string };
