import { enterpriseCandidates } from '../candidates.js';
import type { TailingsPondResolvers } from '../generated/resolvers.js';

export const TailingsPond: TailingsPondResolvers = { enterpriseCandidates };
