import type { PlanSourceModule } from '@huitong/engine/planning';
import { createPlanSource as createHive } from './createPlanSource.js';

const mutation = /\bmutation\b/;

/**
 * What it would take to use Hive's planner today: Apollo's for whole supergraphs that Hive's cannot plan on, for
 * documents with a mutation (Hive's lets the entities of one root field be fetched while the next one runs), and for
 * operations on which Hive's throws. Wrong plans made without an error stay wrong.
 */
export const createPlanSource: PlanSourceModule['createPlanSource'] = async (input) => {
  const apollo = input.apollo();
  const hive = await Promise.resolve(input)
    .then(createHive)
    .catch(() => apollo);
  return {
    async plan(job, signal) {
      if (mutation.test(job.source)) return apollo.plan(job, signal);
      try {
        return await hive.plan(job, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        return apollo.plan(job, signal);
      }
    },
  };
};
