import { ownedFields } from '@huitong/kit';
import type { SpecialOperatorCertResolvers } from '../generated/resolvers.js';
import { dueOn, dueYearsAfter, REVIEW_YEARS } from '../rules/clocks.js';

export const SpecialOperatorCert: SpecialOperatorCertResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.specialOperatorCertById.load(id),
  ...ownedFields,
  enterprise: ({ enterpriseUscc }) => (enterpriseUscc ? { uscc: enterpriseUscc } : null),
  expiry: ({ validTo }) => dueOn(validTo, '特种作业人员安全技术培训考核管理规定 art. 19'),
  reviewClock: ({ validFrom, reviewedOn }) =>
    dueYearsAfter(reviewedOn ?? validFrom, REVIEW_YEARS, '特种作业人员安全技术培训考核管理规定 art. 21'),
};
