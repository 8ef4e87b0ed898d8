import type { PlanCompletenessResolvers } from '../generated/resolvers.js';
import { firstMissing } from '../rules/coverage.js';
import { planCompletenessDefinition } from '../rules/planCompleteness.js';

export const PlanCompleteness: PlanCompletenessResolvers = {
  definition: () => planCompletenessDefinition,
  missing: (count, { first }) => firstMissing(count, first ?? 20).map((code) => ({ code })),
};
