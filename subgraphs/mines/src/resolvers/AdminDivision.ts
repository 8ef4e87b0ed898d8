import type { AdminDivisionResolvers } from '../generated/resolvers.js';
import { coalMines, nonCoalMines, tailingsPonds } from '../lists.js';

export const AdminDivision: AdminDivisionResolvers = {
  coalMines: ({ code }, args, context) => coalMines.inDivision(context, args).load(code),
  nonCoalMines: ({ code }, args, context) => nonCoalMines.inDivision(context, args).load(code),
  tailingsPonds: ({ code }, args, context) => tailingsPonds.inDivision(context, args).load(code),
};
