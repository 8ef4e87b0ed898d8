import {
  buildSchemaFromAST,
  DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  type Schema,
  Supergraph,
} from '@apollo/federation-internals';
import { type DocumentNode, parse } from 'graphql';
import { AUTHORIZATION_FEATURES } from './authorization/stated.js';
import type { EngineKind } from './executor.js';

/** What our executor runs beyond the stock one. */
const OURS = ['https://specs.apollo.dev/context/v0.1', 'https://specs.apollo.dev/cost/v0.1'];

/**
 * Reads a Federation 2 supergraph. One that demands a security feature (`@link(for: SECURITY)`) which neither the
 * engine nor, by its own word, the caller enforces is refused: to serve it would serve what its authors protected.
 *
 * @param sdl its text, or the same parsed
 * @throws Error when it is none, or breaks a rule
 */
export function buildSupergraph(
  sdl: string | DocumentNode,
  { enforcedFeatures, engineKind }: { enforcedFeatures: readonly string[]; engineKind: EngineKind },
): Supergraph {
  const ours = engineKind === 'compiled' ? OURS : [];
  const document = typeof sdl === 'string' ? parse(sdl, { noLocation: true }) : sdl;
  const schema = buildSchemaFromAST(document, { validate: false });
  keepDocuments(schema, document);
  return new Supergraph(
    schema,
    new Set([
      ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
      ...ours,
      ...AUTHORIZATION_FEATURES,
      ...enforcedFeatures,
    ]),
  );
}

/** What Apollo's schema has for keeping its document, and offers to nobody. */
interface Keeping {
  config: { readonly cacheAST?: boolean };
}

/**
 * Apollo writes a schema out and reads it again whenever it wants its document: to validate it, to copy it, to make
 * graphql-js's schema of it. That was two fifths of the time that a large supergraph took to load. The document of this
 * one is the one that it was read from; that of its API, a copy with less in it, is kept once it was made.
 */
function keepDocuments(schema: Schema, document: DocumentNode): void {
  const clone = schema.clone.bind(schema);
  Object.assign(schema, {
    toAST: () => document,
    clone: (...args: Parameters<Schema['clone']>): Schema => {
      const cloned = clone(...args);
      const keeping = cloned as unknown as Keeping;
      keeping.config = { ...keeping.config, cacheAST: true };
      return cloned;
    },
  });
}
