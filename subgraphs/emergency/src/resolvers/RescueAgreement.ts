import type { RescueAgreementResolvers } from '../generated/resolvers.js';

export const RescueAgreement: RescueAgreementResolvers = {
  enterprise: ({ enterpriseUscc }) => ({ uscc: enterpriseUscc }),
  mine: ({ mineId }) => (mineId ? { id: mineId } : null),
};
