import { refusal } from '@huitong/contract';
import { pointColumns, textWithin, today, within } from '@huitong/kit';
import type { MutationResolvers, UpsertWaterSourceInput } from '../generated/resolvers.js';

/** Throws Refusal BAD_INPUT naming the place. */
function check(input: UpsertWaterSourceInput): void {
  textWithin(input.source, { at: 'input.source', most: 100 });
  textWithin(input.sourceId, { at: 'input.sourceId', most: 200 });
  textWithin(input.name, { at: 'input.name', most: 200 });
  within(input.flowLitresPerSecond, { at: 'input.flowLitresPerSecond', least: 0, most: 2000 });
  within(input.pressureMegapascals, { at: 'input.pressureMegapascals', least: 0, most: 5 });
  within(input.volumeCubicMetres, { at: 'input.volumeCubicMetres', least: 0, most: 1_000_000 });
  if (input.lastCheckedOn && input.lastCheckedOn > today()) {
    const at = 'input.lastCheckedOn';
    throw refusal('BAD_INPUT', { at, message: `${at} is not after today, ${today()}.` });
  }
}

export const Mutation: MutationResolvers = {
  upsertWaterSource: async (_, { input }, context) => {
    check(input);
    const { location, source, ...values } = input;
    const point = pointColumns(location, context.notes, 'input.location');
    const row = { ...values, ...point, source: source ?? 'department' };
    const written = await context.loaders.upsertWaterSource(row);
    return { waterSource: written.row, outcome: written.outcome };
  },
};
