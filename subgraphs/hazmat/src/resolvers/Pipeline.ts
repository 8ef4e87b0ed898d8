import { ownedFields } from '@huitong/kit';
import type { PipelineResolvers } from '../generated/resolvers.js';
import { pipelineStations } from '../lists.js';

export const Pipeline: PipelineResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.pipelineById.load(id),
  ...ownedFields,
  enterprise: ({ enterpriseUscc }) => (enterpriseUscc ? { uscc: enterpriseUscc } : null),
  stations: ({ id }, args, context) => pipelineStations.ofParent(context, 'pipelineId', args).load(id),
};
