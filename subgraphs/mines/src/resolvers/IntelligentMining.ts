import type { IntelligentMiningResolvers } from '../generated/resolvers.js';

export const IntelligentMining: IntelligentMiningResolvers = {
  stage: (mine) => mine.intelligentStage,
  startedAt: (mine) => mine.intelligentStartedAt,
  acceptedAt: (mine) => mine.intelligentAcceptedAt,
  outputRatio: (mine) => mine.intelligentOutputRatio,
  automation: (mine) => mine,
};
