import type { AdminDivisionResolvers } from '../generated/resolvers.js';
import { shelters } from '../lists.js';

export const AdminDivision: AdminDivisionResolvers = {
  shelters: ({ code }, args, context) => shelters.inDivision(context, args).load(code),
};
