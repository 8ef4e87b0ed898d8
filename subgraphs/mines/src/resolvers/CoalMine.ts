import { locatedFields, matchedFields } from '@huitong/kit';
import type { CoalMineResolvers, GasGrade } from '../generated/resolvers.js';
import { closureTriggersOf } from '../closure.js';
import { mineDangers } from '../hiddenDangers.js';
import { coalRiskAlerts, mineIllegalActivities } from '../lists.js';
import type { Context } from '../loaders.js';
import * as records from '../records.js';
import { differ } from '../rules/differ.js';
import { gasGradeOf } from '../rules/gasGrade.js';
import { hydroTypeOf } from '../rules/hydroType.js';
import { intelligentDuty, intelligentDutyReasons } from '../rules/intelligentMining.js';
import { managementTiersWithinLimit } from '../rules/managementTiers.js';
import { overproduction } from '../rules/overproduction.js';
import { reportDue } from '../rules/quarterlyReport.js';
import { gasGradeSeverityRank, hydroTypeSeverityRank } from '../rules/ranks.js';
import { rescueWithin30Minutes } from '../rules/rescueReach.js';
import { severeHazardReasons } from '../rules/severeHazard.js';

const of = (id: string) => ({ property: 'coalMineId', id }) as const;

/** The grade that the latest assessment gives. */
async function computedGasGrade(context: Context, id: string): Promise<GasGrade | null> {
  const [latest] = await records.gasAssessments.of(context, of(id), { first: 1 });
  return latest ? gasGradeOf(latest) : null;
}

export const CoalMine: CoalMineResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.coalMineById.load(id),
  ...locatedFields,
  ...matchedFields,
  enterprise: (mine) => (mine.enterpriseUscc ? { uscc: mine.enterpriseUscc } : null),
  // The store keeps its owner with it, so that the rules on its own fields can be judged.
  explosivesStore: (mine) => (mine.hasExplosivesStore === null ? null : mine),

  overproduction: (mine) => overproduction(mine),
  capacityLinkage: (mine) => (mine.capacityLinkageMeasure === null ? null : mine),
  supplyTask: (mine) => (mine.supplyTaskWanTonnes === null ? null : mine),

  gasGradeSeverityRank: (mine) => gasGradeSeverityRank(mine.gasGrade),
  gasGradeComputed: (mine, _, context) => computedGasGrade(context, mine.id),
  gasGradeDisagrees: async (mine, _, context) =>
    differ(mine.gasGrade, await computedGasGrade(context, mine.id)),
  gasAssessments: (mine, args, context) => records.gasAssessments.of(context, of(mine.id), args),
  hydroTypeSeverityRank: (mine) => hydroTypeSeverityRank(mine.hydroType),
  hydroTypeComputed: (mine) => hydroTypeOf(mine),
  hydroTypeDisagrees: (mine) => differ(mine.hydroType, hydroTypeOf(mine)),
  hydrology: (mine) => mine,
  severeHazardReasons: (mine) => severeHazardReasons(mine),

  managementTiersWithinLimit: (mine) => managementTiersWithinLimit(mine.managementTiers),
  standardization: (mine) => mine,
  intelligent: (mine) => mine,
  intelligentDuty: (mine) => intelligentDuty(mine),
  intelligentDutyReasons: (mine) => intelligentDutyReasons(mine),

  licences: (mine, args, context) => records.licences.of(context, of(mine.id), args),
  rescueTeam: (mine) => (mine.rescueTeamId ? { id: mine.rescueTeamId } : null),
  rescueWithin30Minutes: (mine) => rescueWithin30Minutes(mine.rescueArrangement, mine.rescueTeamEtaMinutes),
  video: (mine) => (mine.videoPoints === null ? null : mine),
  violations: (mine) => (mine.violationsYear === null ? null : mine),

  residentSupervisors: (mine, { current, first }, context) =>
    records.residentSupervisors.of(context, of(mine.id), {
      first: first ?? null,
      where: { current: current ?? null },
    }),
  riskAlerts: (mine, { open, where, orderBy, first }, context) =>
    coalRiskAlerts
      .ofParent(context, 'coalMineId', {
        where: { and: [{ open: open ?? null }, where ?? {}] },
        orderBy: orderBy ?? { field: 'RAISED_AT', direction: 'DESC' },
        first: first ?? null,
      })
      .load(mine.id),
  hiddenHazardSurveys: (mine, args, context) => records.surveys.of(context, of(mine.id), args),
  startConfirmations: (mine, args, context) => records.startConfirmations.of(context, of(mine.id), args),
  illegalActivities: (mine, { first }, context) =>
    mineIllegalActivities
      .ofParent(context, 'coalMineId', {
        orderBy: { field: 'FOUND_ON', direction: 'DESC' },
        first: first ?? null,
      })
      .load(mine.id),
  leaderResponsibilities: (mine, args, context) =>
    records.leaderResponsibilities.of(context, of(mine.id), args),
  inspections: (mine, args, context) => records.inspections.of(context, of(mine.id), args),
  penalties: (mine, args, context) => records.penalties.of(context, of(mine.id), args),
  quarterlyReports: (mine, args, context) => records.quarterlyReports.of(context, of(mine.id), args),
  quarterlyReportDue: async (mine, _, context) => {
    if (mine.status === 'CLOSED') return null;
    // The newest twenty hold both quarters that the clock asks for, corrections included.
    return reportDue(await records.quarterlyReports.of(context, of(mine.id)), new Date());
  },
  closureTriggers: (mine, _, context) => closureTriggersOf(context, 'coalMineId', mine.id),
  hiddenDangers: (mine, args, context) => mineDangers.list.ofParent(context, 'objectId', args).load(mine.id),
};
