import type { PlanSource, PlanSourceModule } from '@huitong/engine/planning';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { planIr } from './planIr.js';
import { overridePercentage } from './overridePercentage.js';
import { withoutIntrospection } from './withoutIntrospection.js';

/**
 * Hive's query planner (Rust, loaded as native code) behind the engine's interface, for `PlanningOptions.source`. A
 * trial: docs/decisions/0011 says why it is not the default and which cases it fails.
 *
 * @throws Error for supergraphs with `@fromContext`: the planner leaves such arguments out without a word.
 */
export const createPlanSource: PlanSourceModule['createPlanSource'] = ({ sdl, schema }): PlanSource => {
  if (/\bcontextArguments\s*:\s*\[\s*\{/.test(sdl)) {
    throw new Error('Hive’s planner does not know @fromContext: it would ask without these arguments.');
  }
  const planner = new QueryPlanner(sdl);
  return {
    async plan({ source, operationName, overrideLabels }, signal) {
      const text = withoutIntrospection(source, operationName);
      if (text === undefined) return { node: null, fetches: [] };
      const labels = new Set(overrideLabels);
      const percentage = overridePercentage(planner.overridePercentages, labels);
      // Not `plan`: that runs on this thread, and the thread could not be ended before it returns.
      const plan = await planner.planAsync(text, operationName, labels, percentage, signal);
      return planIr(schema, plan);
    },
  };
};
