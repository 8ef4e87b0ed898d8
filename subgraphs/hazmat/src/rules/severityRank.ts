import type { MajorHazardLevel } from '../generated/resolvers.js';

const ranks: Readonly<Record<MajorHazardLevel, number>> = { LEVEL_1: 4, LEVEL_2: 3, LEVEL_3: 2, LEVEL_4: 1 };

/** How dangerous a level is, 4 the most: ordinals of other scales run the other way (DOMAIN §2.0). */
export const severityRank = (level: MajorHazardLevel | null): number | null =>
  level === null ? null : ranks[level];
