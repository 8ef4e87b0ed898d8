import { ownedFields } from '@huitong/kit';
import type { GasAssessmentResolvers } from '../generated/resolvers.js';
import { gasGradeOf } from '../rules/gasGrade.js';

export const GasAssessment: GasAssessmentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.gasAssessmentById.load(id),
  ...ownedFields,
  coalMine: (row, _, { loaders }) => loaders.coalMineById.load(row.coalMineId),
  gradeComputed: (row) => gasGradeOf(row),
};
