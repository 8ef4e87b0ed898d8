import { definitionOf, subgraphNames } from './subgraphs.js';

/** All subgraphs of the house, loaded. */
export const definitions = await Promise.all(subgraphNames.map(definitionOf));

/** Names of the subgraphs whose objects stand in the index. */
export const feeding: readonly string[] = definitions
  .filter(({ indexed = [] }) => indexed.length > 0)
  .map(({ name }) => name);
