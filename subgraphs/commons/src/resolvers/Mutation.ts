import { pointColumns, textWithin, warnUscc } from '@huitong/kit';
import type { MutationResolvers } from '../generated/resolvers.js';
import { writeEnterprise } from '../loaders.js';

export const Mutation: MutationResolvers = {
  upsertEnterprise: async (_, { input }, context) => {
    const { location, source, ...values } = input;
    textWithin(input.name, { at: 'input.name', most: 200 });
    textWithin(input.address, { at: 'input.address', most: 400 });
    warnUscc(context.notes, input.uscc, 'input.uscc');
    const point = pointColumns(location, context.notes, 'input.location');
    const row = { ...values, ...point, source: source ?? 'department' };
    const written = await writeEnterprise(context, row);
    return { enterprise: written.row, outcome: written.outcome };
  },
};
