import type { DivisionCoverageResolvers } from '../generated/resolvers.js';
import { firstMissing, gapOf } from '../rules/coverage.js';

export const DivisionCoverage: DivisionCoverageResolvers = {
  gap: gapOf,
  missing: (coverage, { first }) => firstMissing(coverage, first ?? 20).map((code) => ({ code })),
};
