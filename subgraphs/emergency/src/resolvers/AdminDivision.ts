import type { AdminDivisionResolvers } from '../generated/resolvers.js';
import { shelters } from '../lists.js';

export const AdminDivision: AdminDivisionResolvers = {
  // One statement for each division asked about: a page by division has cursors and a count, a batch has neither.
  shelters: ({ code }, args, context) => shelters.page(context, { ...args, division: code }),
};
