import type { EngineKind } from '../executor.js';
import type { PlanJob } from './plan-source.js';

/** What the planning thread is started with. */
export interface PlanningThreadData {
  readonly sdl: string;
  readonly enforcedFeatures: readonly string[];
  readonly engineKind: EngineKind;
}

export type PlanningJob = PlanJob;

/** `plan` is JSON: cheaper to pass than a structured clone, and its length is its size. */
export type PlanningReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'planned'; readonly plan: string }
  | { readonly kind: 'failed'; readonly reason: string };
