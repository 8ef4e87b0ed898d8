import type { CoalMineStatisticsResolvers } from '../generated/resolvers.js';
import { within } from '@huitong/kit';
import { coalMines } from '../lists.js';
import { partBounds } from '../rules/bounds.js';

export const CoalMineStatistics: CoalMineStatisticsResolvers = {
  total: (tally) => tally.rows('true'),
  byStatus: (tally) => tally.byStatus(),
  minesAtOrAbove: (tally, { grade, statusIn }) => tally.atOrAbove(grade, statusIn ?? ['PRODUCING']),
  intelligentRate: (tally, { capacityWanTonnesMin }) => tally.intelligentRate(capacityWanTonnesMin ?? 120),
  intelligentDutyRate: (tally) => tally.intelligentDutyRate(),
  intelligentStartedRate: (tally) => tally.intelligentStartedRate(),
  intelligentOutputRate: (tally) => tally.intelligentOutputRate(),
  automationRate: (tally, { system }) => tally.automationRate(system),
  undergroundReduction: (tally) => tally.undergroundReduction(),
  monitoringConnectedRate: (tally) => tally.monitoringConnectedRate(),
  managementTiersRate: (tally) => tally.managementTiersRate(),
  residentSupervisionRate: (tally) => tally.residentSupervisionRate(),
  closureTriggered: (tally) => tally.closureTriggered(),
  quarterlyReportRate: (tally, { year, quarter }) => {
    within(quarter, { at: 'quarter', ...partBounds.report.quarter });
    within(year, { at: 'year', ...partBounds.report.year });
    return tally.quarterlyReportRate({ year, quarter });
  },
  surveyRate: (tally) => tally.surveyRate(),
  dutyMines: ({ counted }, { first, after }, context) =>
    coalMines.page(context, {
      where: { and: [counted.where ?? {}, { intelligentDuty: true }] },
      division: counted.division ?? null,
      first: first ?? null,
      after: after ?? null,
    }),
};
