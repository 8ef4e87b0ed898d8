import type { MineAutomationResolvers } from '../generated/resolvers.js';

export const MineAutomation: MineAutomationResolvers = {
  hoisting: (mine) => mine.hoistingAutomated,
  power: (mine) => mine.powerAutomated,
};
