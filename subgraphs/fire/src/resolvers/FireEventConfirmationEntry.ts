import type { FireEventConfirmationEntryResolvers } from '../generated/resolvers.js';

export const FireEventConfirmationEntry: FireEventConfirmationEntryResolvers = {
  by: ({ by }) => ({ uscc: by }),
};
