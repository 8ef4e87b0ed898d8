import { locatedFields } from '@huitong/kit';
import type { EwTerminalResolvers } from '../generated/resolvers.js';

export const EwTerminal: EwTerminalResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.ewTerminalById.load(id),
  ...locatedFields,
};
