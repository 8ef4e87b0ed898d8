import { enterpriseCandidates } from '../candidates.js';
import type { CoalMineResolvers } from '../generated/resolvers.js';

export const CoalMine: CoalMineResolvers = { enterpriseCandidates };
