import type { FetchIr } from '../ir.js';
import { jsonString } from './json-text.js';

/** The text of one request, and how its variables and its answer are divided among the parts. */
export interface RequestText {
  readonly query: string;
  /** The same as JSON. */
  readonly queryJson: string;
  readonly operationName: string | undefined;
  /** By part: the response name of its entities; parts that ask the same share one. */
  readonly names: readonly string[];
  /** By part: JSON of the key of its representations, with the colon; null where an earlier part sends them. */
  readonly representations: readonly (string | null)[];
  /** By part, by contextual variable: JSON of the key, with the colon. */
  readonly contexts: readonly (readonly string[])[];
  /** Variables of the caller that any part uses. */
  readonly variables: readonly string[];
}

/** One part of a request: the fetch, and its contextual variables. */
export interface TextPart {
  readonly fetch: FetchIr;
  readonly contexts: readonly string[];
  /** Equal for parts that ask entities for the same; null where no other does. */
  readonly kin: string | null;
}

/** Equal for fetches that may send their representations together: they ask entities for the same, in the same words. */
export function askedOf({ part, contexts }: FetchIr): string | null {
  if (part === undefined || contexts !== undefined) return null;
  const { mark, selection, fragments, variables, directives } = part;
  const texts = [selection, fragments].map((text) => text.replaceAll(mark, ' '));
  return JSON.stringify([...texts, variables, directives]);
}

/**
 * Puts entity fetches together: each asks for its own `_entities` under an alias, from its own representations; those
 * that ask for the same do it once, from all their representations. One alone keeps the planner's text.
 */
export function requestText(parts: readonly TextPart[]): RequestText {
  const asking = parts.filter(({ kin }, index) => kin === null || firstOf(parts, kin) === index);
  const text = askingText(asking);
  const places = parts.map((part) =>
    asking.findIndex((one) => one === part || (one.kin !== null && one.kin === part.kin)),
  );
  return {
    ...text,
    names: places.map((place) => text.names[place]!),
    representations: places.map((place, index) =>
      asking[place] === parts[index] ? text.representations[place]! : null,
    ),
    contexts: places.map((place) => text.contexts[place]!),
  };
}

const firstOf = (parts: readonly TextPart[], kin: string) => parts.findIndex((part) => part.kin === kin);

function askingText(parts: readonly TextPart[]): RequestText {
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
