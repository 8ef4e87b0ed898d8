import { enterpriseCandidates } from '../candidates.js';
import type { FireUnitResolvers } from '../generated/resolvers.js';

export const FireUnit: FireUnitResolvers = { enterpriseCandidates };
