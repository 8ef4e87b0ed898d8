import type { Schema, Supergraph } from '@apollo/federation-internals';
import { print } from 'graphql';
import type { SubgraphAddress } from '../supergraph.js';

/**
 * What the thread that serves requests needs to know of a supergraph. The planning thread has read and checked it,
 * which takes seconds for a large one; texts cross to the other thread, which makes schemas of them in short steps.
 */
export interface SupergraphFacts {
  readonly subgraphs: readonly SubgraphAddress[];
  readonly overrideLabels: readonly string[];
  /** SDL of the supergraph's own schema, composed directives included, in pieces of whole definitions. */
  readonly supergraph: readonly string[];
  /** SDL of the API schema, in the same way. */
  readonly api: readonly string[];
}

/** What is parsed in some hundredths of a second. */
const PIECE_CHARACTERS = 64 * 1024;

export function factsOf(built: Supergraph): SupergraphFacts {
  return {
    subgraphs: built.subgraphsMetadata().map(({ name, url }) => ({ name, url })),
    overrideLabels: labelsOf(built.schema),
    supergraph: pieces(built.schema),
    api: pieces(built.apiSchema()),
  };
}

function pieces(schema: Schema): string[] {
  const texts: string[] = [];
  let text = '';
  for (const definition of schema.toAST().definitions) {
    text += `${print(definition)}\n`;
    if (text.length < PIECE_CHARACTERS) continue;
    texts.push(text);
    text = '';
  }
  return text === '' ? texts : [...texts, text];
}

function labelsOf(schema: Schema): string[] {
  const applications = [...(schema.directive('join__field')?.applications() ?? [])];
  const labels = applications.map((application) => application.arguments()['overrideLabel'] as unknown);
  return [...new Set(labels.filter((label) => typeof label === 'string' && label !== ''))] as string[];
}
