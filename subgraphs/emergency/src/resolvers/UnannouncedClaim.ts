import type { UnannouncedClaimResolvers } from '../generated/resolvers.js';

export const UnannouncedClaim: UnannouncedClaimResolvers = {
  claimed: (drill) => drill.unannouncedClaimed === true,
  assessedBy: (drill) => (drill.unannouncedAssessedBy ? { uscc: drill.unannouncedAssessedBy } : null),
  assessedOn: (drill) => drill.unannouncedAssessedOn,
  accepted: (drill) => drill.unannouncedAccepted,
};
