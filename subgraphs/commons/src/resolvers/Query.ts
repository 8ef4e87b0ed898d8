import { warnUscc } from '@huitong/kit';
import type { QueryResolvers } from '../generated/resolvers.js';
import { indexQueries } from './indexQueries.js';
import { accidents, adminDivisions, departments, enterprises } from '../lists.js';

export const Query: QueryResolvers = {
  enterprise(_, { uscc }, { loaders, notes }) {
    warnUscc(notes, uscc, 'uscc');
    return loaders.enterpriseByUscc.load(uscc);
  },
  enterprises: (_, args, context) => enterprises.page(context, args),
  division: (_, { code }, { loaders }) => loaders.divisionByCode.load(code),
  divisions: (_, args, context) => adminDivisions.page(context, args),
  department: (_, { uscc }, { loaders }) => loaders.departmentByUscc.load(uscc),
  departments: (_, args, context) => departments.page(context, args),
  ...indexQueries,
  accident: (_, { id }, { loaders }) => loaders.accidentById.load(id),
  accidents: (_, args, context) => accidents.page(context, args),
};
