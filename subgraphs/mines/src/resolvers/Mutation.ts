import type { MutationResolvers } from '../generated/resolvers.js';
import { announceResumption } from '../announceResumption.js';
import { classifyDanger } from '../classifyDanger.js';
import { mineDangers } from '../hiddenDangers.js';
import * as parts from '../partWriters.js';
import * as records from '../recordWriters.js';
import * as writers from '../writers.js';
import { decideCoalMineEnterprise, decideTailingsPondEnterprise } from '../loaders.js';

export const Mutation: MutationResolvers = {
  upsertMineHiddenDanger: (_, { input }, context) => mineDangers.upsert(context, input),
  moveMineHiddenDanger: (_, { input }, context) => mineDangers.move(context, input),
  classifyMineHiddenDanger: (_, { input }, context) => classifyDanger(context, input),
  announceMineResumption: (_, { input }, context) => announceResumption(context, input),
  decideCoalMineEnterprise: (_, { input }, context) => decideCoalMineEnterprise(context, input),
  decideTailingsPondEnterprise: (_, { input }, context) => decideTailingsPondEnterprise(context, input),

  upsertCoalMine: async (_, { input }, context) => {
    const { row, outcome } = await writers.upsertCoalMine(context, input);
    return { coalMine: row, outcome };
  },
  upsertNonCoalMine: async (_, { input }, context) => {
    const { row, outcome } = await writers.upsertNonCoalMine(context, input);
    return { nonCoalMine: row, outcome };
  },
  upsertTailingsPond: async (_, { input }, context) => {
    const { row, outcome } = await writers.upsertTailingsPond(context, input);
    return { tailingsPond: row, outcome };
  },
  moveTailingsPond: async (_, { input }, context) => {
    const { row, event, repeated } = await writers.moveTailingsPond(context, input);
    return { tailingsPond: row, event, repeated };
  },
  upsertMineLicence: async (_, { input }, context) => {
    const { row, outcome } = await records.upsertMineLicence(context, input);
    return { mineLicence: row, outcome };
  },
  upsertCoalRiskAlert: async (_, { input }, context) => {
    const { row, outcome } = await records.upsertCoalRiskAlert(context, input);
    return { coalRiskAlert: row, outcome };
  },
  upsertGasAssessment: async (_, { input }, context) => {
    const { row, outcome } = await records.upsertGasAssessment(context, input);
    return { gasAssessment: row, outcome };
  },
  upsertMineStandardizationEvent: async (_, { input }, context) => {
    const { row, outcome } = await records.upsertStandardizationEvent(context, input);
    return { mineStandardizationEvent: row, outcome };
  },
  upsertResidentSupervisor: async (_, { input }, context) => {
    const { row, outcome } = await parts.upsertResidentSupervisor(context, input);
    return { residentSupervisor: row, outcome };
  },
  upsertHiddenHazardSurvey: async (_, { input }, context) => {
    const { row, outcome } = await parts.upsertHiddenHazardSurvey(context, input);
    return { hiddenHazardSurvey: row, outcome };
  },
  upsertStartConfirmation: async (_, { input }, context) => {
    const { row, outcome } = await parts.upsertStartConfirmation(context, input);
    return { startConfirmation: row, outcome };
  },
  upsertMineIllegalActivity: async (_, { input }, context) => {
    const { row, outcome } = await parts.upsertMineIllegalActivity(context, input);
    return { mineIllegalActivity: row, outcome };
  },
  upsertMineLeaderResponsibility: async (_, { input }, context) => {
    const { row, outcome } = await parts.upsertMineLeaderResponsibility(context, input);
    return { mineLeaderResponsibility: row, outcome };
  },
  upsertMineInspection: async (_, { input }, context) => {
    const { row, outcome } = await parts.upsertMineInspection(context, input);
    return { mineInspection: row, outcome };
  },
  upsertMineMonitoringPoint: async (_, { input }, context) => {
    const { row, outcome } = await parts.upsertMineMonitoringPoint(context, input);
    return { mineMonitoringPoint: row, outcome };
  },
  upsertMineContractor: async (_, { input }, context) => {
    const { row, outcome } = await parts.upsertMineContractor(context, input);
    return { mineContractor: row, outcome };
  },
  upsertMinePenalty: async (_, { input }, context) => {
    const { row, outcome } = await parts.upsertMinePenalty(context, input);
    return { minePenalty: row, outcome };
  },
  upsertMineQuarterlyReport: async (_, { input }, context) => {
    const { row, outcome } = await parts.upsertMineQuarterlyReport(context, input);
    return { mineQuarterlyReport: row, outcome };
  },
};
