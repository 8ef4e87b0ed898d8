import { locatedFields, today } from '@huitong/kit';
import type { AgingUnitResolvers } from '../generated/resolvers.js';
import { dueOn, plusYears } from '../rules/clocks.js';

export const AgingUnit: AgingUnitResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.agingUnitById.load(id),
  ...locatedFields,
  enterprise: ({ enterpriseUscc }) => (enterpriseUscc ? { uscc: enterpriseUscc } : null),
  pastDesignLife: ({ commissionedOn, designLifeYears }) =>
    commissionedOn === null || designLifeYears === null
      ? null
      : plusYears(commissionedOn, designLifeYears) < today(),
  closureClock: ({ status, dueOn: day }) =>
    status === 'CLOSED' ? null : dueOn(day, '老旧装置安全风险评估整治: 对账销号'),
};
