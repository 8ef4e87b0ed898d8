import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';

/** A supergraph that cannot be used: the message says why, for the operator who supplied it. */
export class SupergraphError extends Error {
  override readonly name = 'SupergraphError';
}

/**
 * Reads a Federation 2 supergraph. One that demands a security feature (`@link(for: SECURITY)`) is refused unless the
 * caller says that it enforces that feature itself: to serve it without would serve what its authors protected.
 */
export function buildSupergraph(sdl: string, enforcedFeatures: readonly string[]): Supergraph {
  return Supergraph.build(sdl, {
    supportedFeatures: new Set([...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, ...enforcedFeatures]),
  });
}
