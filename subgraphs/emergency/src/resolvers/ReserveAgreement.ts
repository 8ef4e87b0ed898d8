import type { ReserveAgreementResolvers } from '../generated/resolvers.js';

export const ReserveAgreement: ReserveAgreementResolvers = {
  supplier: (item) => (item.supplierUscc ? { uscc: item.supplierUscc } : null),
  quantity: (item) => item.agreementQuantity,
  responseHours: (item) => item.agreementResponseHours,
};
