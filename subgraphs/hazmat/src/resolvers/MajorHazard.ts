import { locatedFields, matchedFields } from '@huitong/kit';
import type { MajorHazard as MajorHazardRow } from '../entities/majorHazard.js';
import type { MajorHazardResolvers } from '../generated/resolvers.js';
import { hazmatDangers } from '../hiddenDangers.js';
import { leakAlerts, storageUnits, tanks, workPermits } from '../lists.js';
import { dueOn, dueYearsAfter, EVALUATION_YEARS, firstOf } from '../rules/clocks.js';
import { hazardLevelRank } from '../rules/ranks.js';

const recordClock = ({ recordValidUntil }: MajorHazardRow) =>
  dueOn(recordValidUntil, '危险化学品安全法 art. 13: 重大危险源备案');
const evaluationClock = ({ safetyEvaluatedOn }: MajorHazardRow) =>
  dueYearsAfter(safetyEvaluatedOn, EVALUATION_YEARS, '危险化学品安全法 art. 39');

export const MajorHazard: MajorHazardResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.majorHazardById.load(id),
  ...locatedFields,
  ...matchedFields,
  enterprise: (hazard) => (hazard.enterpriseUscc ? { uscc: hazard.enterpriseUscc } : null),
  severityRank: ({ level }) => hazardLevelRank(level),
  recordClock,
  safetyEvaluationClock: evaluationClock,
  nextClock: (hazard) => firstOf(recordClock(hazard), evaluationClock(hazard)),
  units: (hazard, args, context) => storageUnits.ofParent(context, 'majorHazardId', args).load(hazard.id),
  tanks: (hazard, args, context) => tanks.ofParent(context, 'majorHazardId', args).load(hazard.id),
  leakAlerts: ({ id }, { open, first }, context) =>
    leakAlerts.ofParent(context, 'majorHazardId', { where: { open }, ...page(first) }).load(id),
  workPermitsActive: ({ id }, { first }, context) =>
    workPermits.ofParent(context, 'majorHazardId', { where: { active: true }, ...page(first) }).load(id),
  hiddenDangers: ({ id }, args, context) => hazmatDangers.list.ofParent(context, 'objectId', args).load(id),
};

const page = (first: number | null | undefined) => (first === undefined ? {} : { first });
