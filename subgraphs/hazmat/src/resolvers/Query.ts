import { refusal } from '@huitong/contract';
import { checkCas } from '@huitong/kit';
import type { QueryResolvers } from '../generated/resolvers.js';
import { hazmatDangers } from '../hiddenDangers.js';
import * as lists from '../lists.js';
import { chemicalsOfCas, type Context } from '../loaders.js';
import { hazmatStatistics } from '../statistics.js';

export const Query: QueryResolvers = {
  majorHazard: (_, { id }, { loaders }) => loaders.majorHazardById.load(id),
  majorHazards: (_, args, context) => lists.majorHazards.page(context, args),
  chemical: (_, { gb18218No, casNo }, context) => {
    const byNo = gb18218No !== null && gb18218No !== undefined;
    const byCas = casNo !== null && casNo !== undefined;
    if (byNo === byCas) throw refusal('BAD_INPUT', { message: 'Give exactly one of gb18218No and casNo.' });
    return byCas ? chemicalOfCas(context, casNo) : context.loaders.chemicalByNo.load(String(gb18218No));
  },
  chemicals: (_, args, context) => lists.chemicals.page(context, args),
  hazmatLicence: (_, { id }, { loaders }) => loaders.hazmatLicenceById.load(id),
  hazmatLicences: (_, args, context) => lists.hazmatLicences.page(context, args),
  workPermit: (_, { id }, { loaders }) => loaders.workPermitById.load(id),
  workPermits: (_, args, context) => lists.workPermits.page(context, args),
  chemicalPark: (_, { id }, { loaders }) => loaders.chemicalParkById.load(id),
  chemicalParks: (_, args, context) => lists.chemicalParks.page(context, args),
  fillingStation: (_, { id }, { loaders }) => loaders.fillingStationById.load(id),
  fillingStations: (_, args, context) => lists.fillingStations.page(context, args),
  gasFillingStation: (_, { id }, { loaders }) => loaders.gasFillingStationById.load(id),
  gasFillingStations: (_, args, context) => lists.gasFillingStations.page(context, args),
  industrialRiskUnit: (_, { id }, { loaders }) => loaders.industrialRiskUnitById.load(id),
  industrialRiskUnits: (_, args, context) => lists.industrialRiskUnits.page(context, args),
  agingUnit: (_, { id }, { loaders }) => loaders.agingUnitById.load(id),
  agingUnits: (_, args, context) => lists.agingUnits.page(context, args),
  pipeline: (_, { id }, { loaders }) => loaders.pipelineById.load(id),
  pipelines: (_, args, context) => lists.pipelines.page(context, args),
  pipelineStation: (_, { id }, { loaders }) => loaders.pipelineStationById.load(id),
  pipelineStations: (_, args, context) => lists.pipelineStations.page(context, args),
  illegalChemicalSite: (_, { id }, { loaders }) => loaders.illegalChemicalSiteById.load(id),
  illegalChemicalSites: (_, args, context) => lists.illegalChemicalSites.page(context, args),
  specialOperatorCert: (_, { id }, { loaders }) => loaders.specialOperatorCertById.load(id),
  specialOperatorCerts: (_, args, context) => lists.specialOperatorCerts.page(context, args),
  chemicalFlowReport: (_, { id }, { loaders }) => loaders.chemicalFlowReportById.load(id),
  chemicalFlowReports: (_, args, context) => lists.chemicalFlowReports.page(context, args),
  leakAlert: (_, { id }, { loaders }) => loaders.leakAlertById.load(id),
  leakAlerts: (_, args, context) => lists.leakAlerts.page(context, args),
  hazmatHiddenDanger: (_, { id }, { loaders }) => loaders.hazmatHiddenDangerById.load(id),
  hazmatHiddenDangers: (_, args, context) => hazmatDangers.list.page(context, args),
  hazmatStatistics: (_, { division }, context) => hazmatStatistics(context, division),
};

async function chemicalOfCas(context: Context, casNo: string) {
  const check = checkCas(casNo);
  if (!check.ok) throw refusal('BAD_INPUT', { at: 'casNo', message: check.problem.message });
  const found = await chemicalsOfCas(context, check.cas);
  if (found.length > 1) {
    const numbers = found.map((one) => one.gb18218No).join(', ');
    throw refusal('BAD_INPUT', {
      at: 'casNo',
      message: `CAS ${check.cas} stands for rows ${numbers} of GB 18218-2018 table 1, by composition: ask by gb18218No.`,
    });
  }
  return found[0] ?? null;
}
