import { pointColumns, textWithin, upsertByNaturalKey, warnUscc } from '@huitong/kit';
import { Enterprise } from '../entities/enterprise.js';
import type { MutationResolvers } from '../generated/resolvers.js';

export const Mutation: MutationResolvers = {
  upsertEnterprise: async (_, { input }, context) => {
    const { location, source, ...values } = input;
    textWithin(input.name, { at: 'input.name', most: 200 });
    textWithin(input.address, { at: 'input.address', most: 400 });
    warnUscc(context.notes, input.uscc, 'input.uscc');
    const point = pointColumns(location, context.notes, 'input.location');
    const row = { ...values, ...point, source: source ?? 'department' };
    const written = await upsertByNaturalKey(context, Enterprise, row);
    return { enterprise: written.row, outcome: written.outcome };
  },
};
