/** For modules that bring a query planner of their own: see `PlanningOptions.source`. */
export { completeFetch } from './complete-fetch.js';
export type { PlannedFetch } from './complete-fetch.js';
export type { PlanJob, PlanSource, PlanSourceInput, PlanSourceModule } from './plan-source.js';
export type { ContextIr, FetchIr, NodeIr, PathStep, PlanIr, RewriteIr, SelectionIr } from '../ir.js';
