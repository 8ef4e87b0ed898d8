import { pointColumns, textWithin, warnUscc, within } from '@huitong/kit';
import type { MutationResolvers } from '../generated/resolvers.js';
import { mineDangers } from '../hiddenDangers.js';
import { writeCoalMine } from '../loaders.js';

export const Mutation: MutationResolvers = {
  upsertMineHiddenDanger: (_, { input }, context) => mineDangers.upsert(context, input),
  moveMineHiddenDanger: (_, { input }, context) => mineDangers.move(context, input),
  upsertCoalMine: async (_, { input }, context) => {
    const { location, source, ...values } = input;
    textWithin(input.name, { at: 'input.name', most: 200 });
    within(input.approvedCapacityWanTonnesPerYear, {
      at: 'input.approvedCapacityWanTonnesPerYear',
      above: 0,
      most: 10_000,
    });
    within(input.depthMaxMetres, { at: 'input.depthMaxMetres', least: 0, most: 2000 });
    within(input.workforce, { at: 'input.workforce', least: 0, most: 100_000 });
    warnUscc(context.notes, input.enterpriseUscc, 'input.enterpriseUscc');
    const point = pointColumns(location, context.notes, 'input.location');
    const row = { ...values, ...point, source: source ?? 'department' };
    const written = await writeCoalMine(context, row);
    return { coalMine: written.row, outcome: written.outcome };
  },
};
