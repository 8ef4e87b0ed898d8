import { ownedFields } from '@huitong/kit';
import type { WarningResolvers } from '../generated/resolvers.js';
import { warningCallouts } from '../incidentLists.js';
import { severityRank, warningColours } from '../rules/severityRank.js';
import { capSeverity, holdsAt } from '../rules/warningState.js';

export const Warning: WarningResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.warningById.load(id),
  ...ownedFields,
  affectedDivisions: (row) => row.affectedDivisions.map((code) => ({ code })),
  supersedes: (row, _, { loaders }) => (row.supersedesId ? loaders.warningById.load(row.supersedesId) : null),
  colourSeverityRank: ({ colour }) => severityRank(warningColours, colour),
  severity: ({ colour }) => capSeverity[colour],
  active: (warning) => holdsAt(warning, Date.now()),
  linkedResponses: ({ id }, _, { loaders }) => loaders.responsesOfWarning.load(id),
  callouts: ({ id }, args, context) => warningCallouts.ofParent(context, 'warningId', args).load(id),
};
