import { locatedFields } from '@huitong/kit';
import type { WorkPermitResolvers } from '../generated/resolvers.js';
import { judgeGasTests, levelRank, maximumValidity, requiredApprover } from '../rules/gb30871.js';
import { isActive, isOverrun, permitFindings } from '../rules/permitFindings.js';

export const WorkPermit: WorkPermitResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.workPermitById.load(id),
  ...locatedFields,
  enterprise: ({ enterpriseUscc }) => (enterpriseUscc ? { uscc: enterpriseUscc } : null),
  contractor: ({ contractorUscc }) => (contractorUscc ? { uscc: contractorUscc } : null),
  majorHazard: ({ majorHazardId }, _, { loaders }) =>
    majorHazardId ? loaders.majorHazardById.load(majorHazardId) : null,
  levelSeverityRank: ({ type, level }) => levelRank(type, level),
  activeNow: (permit) => isActive(permit, new Date()),
  overrun: (permit) => isOverrun(permit, new Date()),
  maximumHours: ({ type, level, specialCircumstances }) =>
    maximumValidity(type, level, specialCircumstances === true)?.hours ?? null,
  requiredApprover: ({ type, level }) => requiredApprover(type, level),
  gasTestFresh: ({ type, gasTests, validFrom }) => {
    const judged = judgeGasTests(type, gasTests, validFrom);
    return judged === 'NOT_NEEDED' ? null : judged === 'FRESH';
  },
  findings: (permit) => permitFindings(permit, new Date()),
};
