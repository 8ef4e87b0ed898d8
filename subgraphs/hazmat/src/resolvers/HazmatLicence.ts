import { ownedFields } from '@huitong/kit';
import type { HazmatLicenceResolvers } from '../generated/resolvers.js';
import { dueOn } from '../rules/clocks.js';

export const HazmatLicence: HazmatLicenceResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.hazmatLicenceById.load(id),
  ...ownedFields,
  enterprise: ({ enterpriseUscc }) => (enterpriseUscc ? { uscc: enterpriseUscc } : null),
  expiry: ({ validTo }) => dueOn(validTo, '行政许可法 art. 50'),
};
