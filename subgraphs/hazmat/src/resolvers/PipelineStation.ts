import { locatedFields } from '@huitong/kit';
import type { PipelineStationResolvers } from '../generated/resolvers.js';

export const PipelineStation: PipelineStationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.pipelineStationById.load(id),
  ...locatedFields,
  pipeline: ({ pipelineId }, _, { loaders }) => (pipelineId ? loaders.pipelineById.load(pipelineId) : null),
};
