import type { EnterpriseResolvers } from '../generated/resolvers.js';
import {
  agingUnits,
  chemicalFlowReports,
  fillingStations,
  gasFillingStations,
  hazmatLicences,
  industrialRiskUnits,
  majorHazards,
  pipelines,
  specialOperatorCerts,
  workPermits,
} from '../lists.js';
import { isRiskMonitored } from '../statistics.js';

const key = 'enterpriseUscc';

export const Enterprise: EnterpriseResolvers = {
  majorHazards: ({ uscc }, args, context) => majorHazards.ofParent(context, key, args).load(uscc),
  hazmatLicences: ({ uscc }, args, context) => hazmatLicences.ofParent(context, key, args).load(uscc),
  workPermitsActive: ({ uscc }, args, context) =>
    workPermits.ofParent(context, key, { ...args, where: { active: true } }).load(uscc),
  industrialUnits: ({ uscc }, args, context) => industrialRiskUnits.ofParent(context, key, args).load(uscc),
  riskMonitoringConnected: ({ uscc }, _, context) => isRiskMonitored(context, uscc),
  fillingStations: ({ uscc }, args, context) => fillingStations.ofParent(context, key, args).load(uscc),
  gasFillingStations: ({ uscc }, args, context) => gasFillingStations.ofParent(context, key, args).load(uscc),
  agingUnits: ({ uscc }, args, context) => agingUnits.ofParent(context, key, args).load(uscc),
  pipelines: ({ uscc }, args, context) => pipelines.ofParent(context, key, args).load(uscc),
  specialOperatorCerts: ({ uscc }, args, context) =>
    specialOperatorCerts.ofParent(context, key, args).load(uscc),
  chemicalFlowReports: ({ uscc }, args, context) =>
    chemicalFlowReports.ofParent(context, key, args).load(uscc),
};
