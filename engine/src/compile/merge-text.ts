import type { FetchIr } from '../ir.js';
import { jsonString } from './json-text.js';

/** The text of one request, and how its variables and its answer are divided among the parts. */
export interface RequestText {
  readonly query: string;
  /** The same as JSON. */
  readonly queryJson: string;
  readonly operationName: string | undefined;
  /** By part: the response name of its entities. */
  readonly names: readonly string[];
  /** By part: JSON of the key of its representations, with the colon. */
  readonly representations: readonly string[];
  /** By part, by contextual variable: JSON of the key, with the colon. */
  readonly contexts: readonly (readonly string[])[];
  /** Variables of the caller that any part uses. */
  readonly variables: readonly string[];
}

/** One part of a request: the fetch, and its contextual variables. */
export interface TextPart {
  readonly fetch: FetchIr;
  readonly contexts: readonly string[];
}

/**
 * Puts entity fetches together: each asks for its own `_entities` under an alias, from its own representations. One
 * alone keeps the planner's text.
 */
export function requestText(parts: readonly TextPart[]): RequestText {
  const [first] = parts;
  const variables = [...new Set(parts.flatMap(({ fetch }) => fetch.variables))];
  const operationName = first!.fetch.operationName;
  if (parts.length === 1) {
    const { fetch, contexts } = first!;
    return {
      ...named(fetch.operation, operationName),
      names: ['_entities'],
      representations: ['"representations":'],
      contexts: [contexts.map((variable) => `${jsonString(variable)}:`)],
      variables,
    };
  }
  const definitions = new Map<string, string>();
  const pieces = parts.map(({ fetch, contexts }, index) => {
    const { part } = fetch;
    if (part === undefined) throw new Error('Only entity fetches share a request.');
    const own = (text: string) => text.replaceAll(part.mark, `_${index}`);
    definitions.set(`representations_${index}`, `$representations_${index}:[_Any!]!`);
    for (const [name, definition] of Object.entries(part.variables)) {
      definitions.set(contexts.includes(name) ? `${name}_${index}` : name, own(definition));
    }
    return {
      name: `_e${index}`,
      selection: `_e${index}:_entities(representations:$representations_${index})${own(part.selection)}`,
      fragments: own(part.fragments),
    };
  });
  const head = `query ${operationName ?? ''}(${[...definitions.values()].join(',')})`;
  const directives = first!.fetch.part?.directives ?? '';
  const selections = pieces.map(({ selection }) => selection).join(' ');
  return {
    ...named(
      `${head}${directives}{${selections}}${pieces.map(({ fragments }) => fragments).join('')}`,
      operationName,
    ),
    names: pieces.map(({ name }) => name),
    representations: parts.map((_, index) => `"representations_${index}":`),
    contexts: parts.map(({ contexts }, index) => contexts.map((variable) => `"${variable}_${index}":`)),
    variables,
  };
}

function named(query: string, operationName: string | undefined) {
  return { query, queryJson: jsonString(query), operationName };
}
