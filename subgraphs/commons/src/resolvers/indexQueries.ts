import type { QueryResolvers } from '../generated/resolvers.js';
import { indexedObjects } from '../indexLists.js';
import { readFreshness, readViewport, searchByName } from '../indexReads.js';

/** Questions over all departments, answered from the index. */
export const indexQueries = {
  indexedObjects: (_, args, context) => indexedObjects.page(context, args),
  overdueDangers: (_, args, context) =>
    indexedObjects.page(context, {
      ...args,
      where: { and: [args.where ?? {}, { overdue: true, danger: true }] },
      orderBy: { field: 'DUE_AT', direction: 'ASC' },
    }),
  search: (_, { text, ...args }, context) => searchByName(context, text, args),
  viewport: (_, args, context) => readViewport(context, args),
  indexFreshness: (_, __, context) => readFreshness(context),
} satisfies QueryResolvers;
