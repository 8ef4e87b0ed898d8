import { ownedFields, today } from '@huitong/kit';
import type { HiddenHazardSurveyResolvers } from '../generated/resolvers.js';

export const HiddenHazardSurvey: HiddenHazardSurveyResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.hiddenHazardSurveyById.load(id),
  ...ownedFields,
  coalMine: ({ coalMineId }, _, { loaders }) => (coalMineId ? loaders.coalMineById.load(coalMineId) : null),
  done: ({ doneOn }) => doneOn !== null,
  overdue: ({ dueOn, doneOn }) => (dueOn === null ? null : doneOn === null && dueOn < today()),
};
