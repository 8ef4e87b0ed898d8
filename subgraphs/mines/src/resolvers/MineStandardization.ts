import { today } from '@huitong/kit';
import type { CoalMine } from '../entities/coalMine.js';
import type { MineStandardizationResolvers } from '../generated/resolvers.js';
import { standardizationEvents } from '../records.js';
import { differ } from '../rules/differ.js';
import { standardizationQualityRank } from '../rules/ranks.js';
import { barredUntil, gradeByScore } from '../rules/standardization.js';

const accidentOf = (mine: CoalMine) => ({ grade: mine.latestAccidentGrade, on: mine.latestAccidentOn });

const computed = (mine: CoalMine) =>
  gradeByScore(
    {
      total: mine.standardizationScore,
      hazardControl: mine.standardizationHazardControlScore,
      professional: mine.standardizationProfessionalScore,
      foundation: mine.standardizationFoundationScore,
    },
    accidentOf(mine),
    today(),
  );

export const MineStandardization: MineStandardizationResolvers = {
  grade: (mine) => mine.standardizationGrade,
  qualityRank: (mine) => standardizationQualityRank(mine.standardizationGrade),
  score: (mine) => mine.standardizationScore,
  hazardControlScore: (mine) => mine.standardizationHazardControlScore,
  professionalScore: (mine) => mine.standardizationProfessionalScore,
  foundationScore: (mine) => mine.standardizationFoundationScore,
  grantedAt: (mine) => mine.standardizationGrantedAt,
  expiresAt: (mine) => mine.standardizationExpiresAt,
  expired: ({ standardizationExpiresAt: last }) => (last === null ? null : last < today()),
  gradeByScore: (mine) => computed(mine),
  gradeDisagrees: (mine) => differ(mine.standardizationGrade, computed(mine)),
  barredUntil: (mine) => barredUntil(accidentOf(mine)),
  events: (mine, args, context) =>
    standardizationEvents.of(context, { property: 'coalMineId', id: mine.id }, args),
};
