import { enterpriseCandidates } from '../candidates.js';
import type { MajorHazardResolvers } from '../generated/resolvers.js';

export const MajorHazard: MajorHazardResolvers = { enterpriseCandidates };
