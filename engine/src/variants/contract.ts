import { buildASTSchema, parse } from 'graphql';
import { SupergraphError } from '../supergraph-error.js';
import { hiddenBy } from './hidden.js';
import { markInaccessible } from './mark.js';
import { hideUnreachable } from './unreachable.js';

/** Which part of a graph an audience sees, said by the tags that subgraphs put on it (`@tag`). */
export interface Contract {
  /**
   * Where there are any, only fields and unions with one of them are seen; a tag on an object or an interface counts
   * for its fields. Types are seen as long as something in them is.
   */
  readonly includeTags?: readonly string[];
  /** What bears one of these is not seen, whatever else it bears. */
  readonly excludeTags?: readonly string[];
  /** Whether types are hidden that nothing visible leads to. Default true: their names tell of what is hidden. */
  readonly hideUnreachable?: boolean;
}

/**
 * The supergraph of one audience: the same graph, with everything that the contract hides marked `@inaccessible`.
 * Loaded like any other; operations are validated against what is left, and planned on the whole, so that hidden keys
 * and requirements still serve what is seen. What cannot stand without something hidden is hidden too: a field that
 * returns a hidden type or whose required argument is hidden, an interface's field that an implementation hides.
 *
 * @param sdl the supergraph as composition wrote it
 * @throws SupergraphError when nothing is left to ask for
 */
export function contractOf(sdl: string, contract: Contract): string {
  const document = parse(sdl, { noLocation: true });
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  const hidden = hiddenBy(schema, contract);
  if (contract.hideUnreachable ?? true) hideUnreachable(schema, hidden);
  const query = schema.getQueryType();
  if (!query || hidden.types.has(query.name)) {
    throw new SupergraphError(
      'The contract hides every field of the query type: nothing is left to ask for.',
    );
  }
  return markInaccessible(document, schema, hidden);
}
