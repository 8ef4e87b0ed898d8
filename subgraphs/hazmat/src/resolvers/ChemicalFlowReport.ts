import { ownedFields } from '@huitong/kit';
import type { ChemicalFlowReportResolvers } from '../generated/resolvers.js';
import { plusYears } from '../rules/clocks.js';
import { FLOW_RECORD_YEARS, flowReportClock } from '../rules/flowReports.js';
import { mayReadStock } from '../rules/highlyToxicStock.js';

export const ChemicalFlowReport: ChemicalFlowReportResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.chemicalFlowReportById.load(id),
  ...ownedFields,
  enterprise: ({ enterpriseUscc }) => (enterpriseUscc ? { uscc: enterpriseUscc } : null),
  counterparty: ({ counterpartyUscc }) => (counterpartyUscc ? { uscc: counterpartyUscc } : null),
  chemical: ({ chemicalNo }, _, { loaders }) =>
    chemicalNo === null ? null : loaders.chemicalByNo.load(String(chemicalNo)),
  quantityKilograms: (report, _, { caller, notes }) => {
    if (mayReadStock(caller, report, report.control === 'HIGHLY_TOXIC')) return report.quantityKilograms;
    notes.deny({
      ...{ coordinate: 'ChemicalFlowReport.quantityKilograms', code: 'FIELD_NOT_SHARED' },
      entry: 'hazmat/chemical-flow-report',
    });
    return null;
  },
  reportDue: (report) => flowReportClock(report),
  recordsKeptUntil: ({ tradedOn }) => plusYears(tradedOn, FLOW_RECORD_YEARS),
};
