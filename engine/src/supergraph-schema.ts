import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { AUTHORIZATION_FEATURES } from './authorization/stated.js';
import type { EngineKind } from './executor.js';

/** What our executor runs beyond the stock one. */
const OURS = ['https://specs.apollo.dev/context/v0.1', 'https://specs.apollo.dev/cost/v0.1'];

/**
 * Reads a Federation 2 supergraph. One that demands a security feature (`@link(for: SECURITY)`) which neither the
 * engine nor, by its own word, the caller enforces is refused: to serve it would serve what its authors protected.
 */
export function buildSupergraph(
  sdl: string,
  { enforcedFeatures, engineKind }: { enforcedFeatures: readonly string[]; engineKind: EngineKind },
): Supergraph {
  const ours = engineKind === 'compiled' ? OURS : [];
  return Supergraph.build(sdl, {
    supportedFeatures: new Set([
      ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
      ...ours,
      ...AUTHORIZATION_FEATURES,
      ...enforcedFeatures,
    ]),
  });
}
