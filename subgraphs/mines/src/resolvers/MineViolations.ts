import type { MineViolationsResolvers } from '../generated/resolvers.js';

export const MineViolations: MineViolationsResolvers = {
  year: (mine) => mine.violationsYear,
  command: (mine) => mine.violationsCommand,
  operation: (mine) => mine.violationsOperation,
  discipline: (mine) => mine.violationsDiscipline,
  total: (mine) =>
    (mine.violationsCommand ?? 0) + (mine.violationsOperation ?? 0) + (mine.violationsDiscipline ?? 0),
};
