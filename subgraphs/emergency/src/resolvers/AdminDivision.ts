import type { AdminDivisionResolvers } from '../generated/resolvers.js';
import {
  countyWarehouses,
  drillsHeld,
  enterpriseDrills,
  planCounts,
  shelterCoverage,
} from '../divisionReads.js';
import { shelters } from '../lists.js';
import { drills } from '../planLists.js';
import { shelterGapDefinition, warehouseCoverageDefinition } from '../rules/coverage.js';
import {
  drillCadences,
  drillDefinition,
  drillPeriod,
  enterpriseDrillDefinition,
  reachesShare,
  unannouncedTargetShare,
} from '../rules/drillCadence.js';
import { landingSites } from '../siteLists.js';
import { onDutyAt, warningsOf } from '../warningReads.js';

export const AdminDivision: AdminDivisionResolvers = {
  shelters: ({ code }, args, context) => shelters.inDivision(context, args).load(code),
  shelterGap: ({ code }, { level }, context) => {
    // The reference table says PROVINCE where a shelter's level says PROVINCIAL.
    const units = level === 'PROVINCIAL' ? 'PROVINCE' : (level ?? 'VILLAGE');
    return shelterCoverage(context, units, shelterGapDefinition).load(code);
  },
  warehouseCoverage: ({ code }, _, context) =>
    countyWarehouses(context, warehouseCoverageDefinition).load(code),
  planSet: ({ code }, _, { loaders }) => loaders.planSetOfVillage.load(code),
  planCompleteness: ({ code }, _, context) => planCounts(context).load(code),
  informant: ({ code }, _, { loaders }) => loaders.informantOfDivision.load(code),
  drills: ({ code }, { year, where, ...args }, context) => {
    const { since, until } = drillPeriod(year);
    const held = { heldFrom: since, heldBefore: until };
    return drills.inDivision(context, { ...args, where: { and: [held, where ?? {}] } }).load(code);
  },
  drillCompliance: async ({ code }, { year }, context) => {
    const counted = await Promise.all(
      drillCadences.map(async (cadence) => {
        const { level, kind, least, withinYears } = cadence;
        const definition = drillDefinition(cadence);
        const held = { level, kind, least, ...drillPeriod(year, withinYears), definition };
        const coverage = await drillsHeld(context, held).load(code);
        return coverage && { ...cadence, coverage };
      }),
    );
    return counted.filter((one) => one !== null);
  },
  enterpriseDrills: async ({ code }, { year }, context) => {
    const count = await enterpriseDrills(context, drillPeriod(year)).load(code);
    return {
      ...count,
      targetShare: unannouncedTargetShare,
      reached: reachesShare(count),
      definition: enterpriseDrillDefinition,
    };
  },
  warnings: ({ code }, { active, first }, context) =>
    warningsOf(context, { active: active ?? null, first: first ?? 20 }).load(code),
  onDuty: ({ code }, { at }, context) => onDutyAt(context, at ?? null).load(code),
  landingSites: ({ code }, args, context) => landingSites.inDivision(context, args).load(code),
};
