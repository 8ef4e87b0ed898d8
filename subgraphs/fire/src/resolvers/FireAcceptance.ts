import type { FireAcceptanceResolvers } from '../generated/resolvers.js';
import { acceptanceStatus, inTimeOrder } from '../rules/acceptanceStatus.js';

export const FireAcceptance: FireAcceptanceResolvers = {
  status: (steps) => acceptanceStatus(steps),
  history: (steps) => inTimeOrder(steps),
};
