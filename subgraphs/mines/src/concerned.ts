import type { Context } from './loaders.js';

/** A record of exactly one mine or pond. */
interface Concerning {
  readonly coalMineId: string | null;
  readonly nonCoalMineId: string | null;
}

/** Resolvers of the fields that name the mine that a record concerns. */
export const concernedMine = {
  coalMine: ({ coalMineId }: Concerning, _: unknown, { loaders }: Context) =>
    coalMineId ? loaders.coalMineById.load(coalMineId) : null,
  nonCoalMine: ({ nonCoalMineId }: Concerning, _: unknown, { loaders }: Context) =>
    nonCoalMineId ? loaders.nonCoalMineById.load(nonCoalMineId) : null,
};

/** Resolvers of the fields that name the mine or the pond that a record concerns. */
export const concerned = {
  ...concernedMine,
  tailingsPond: (
    { tailingsPondId }: Concerning & { readonly tailingsPondId: string | null },
    _: unknown,
    { loaders }: Context,
  ) => (tailingsPondId ? loaders.tailingsPondById.load(tailingsPondId) : null),
};
