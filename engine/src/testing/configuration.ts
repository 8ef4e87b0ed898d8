import process from 'node:process';
import type { EngineKind, PlanningOptions } from '../index.js';

/**
 * The planner that the engine's cases are run with: the module that `HUITONG_PLAN_SOURCE` names as a URL, or Apollo's
 * planner. So another planner is weighed by the very cases that hold for the default.
 */
export function planningUnderTest(engineKind: EngineKind = 'compiled'): PlanningOptions {
  const source = process.env['HUITONG_PLAN_SOURCE'];
  return engineKind === 'stock' || source === undefined || source === '' ? {} : { source: new URL(source) };
}
