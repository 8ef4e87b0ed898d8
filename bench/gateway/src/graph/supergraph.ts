import { composeServices } from '@apollo/composition';
import { type SubgraphName, subgraphNames, typeDefsOf } from './subgraphs.js';

/** Composes the supergraph over subgraphs that listen at these addresses. */
export function supergraphOf(urls: Readonly<Record<SubgraphName, string>>): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphNames.map((name) => ({ name, url: urls[name], typeDefs: typeDefsOf(name) })),
  );
  if (!supergraphSdl) throw new Error(errors?.join('\n') ?? 'The subgraphs do not compose.');
  return supergraphSdl;
}
