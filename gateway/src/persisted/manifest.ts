import { createHash } from 'node:crypto';

/** One operation of a manifest. */
export interface ListedOperation {
  readonly id: string;
  readonly query: string;
  readonly operationName: string | null;
}

/** The operations that an operator lists. */
export interface Manifest {
  readonly operations: readonly ListedOperation[];
  /** The text behind an id of the list, or behind the SHA-256 of a listed text. */
  find(id: string): string | undefined;
  /** Whether a text is on the list, to the character. */
  lists(query: string): boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function listed(value: unknown): ListedOperation {
  if (!isRecord(value)) throw new Error('an operation is not an object');
  const { id, body, name } = value;
  if (typeof id !== 'string' || id === '') throw new Error('an operation has no id');
  if (typeof body !== 'string' || body === '') throw new Error(`operation ${id.slice(0, 80)} has no body`);
  return { id, query: body, operationName: typeof name === 'string' && name !== '' ? name : null };
}

/**
 * Reads a manifest of persisted operations in either of the two forms that generators write: Apollo's
 * `{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id", "name", "type", "body"}]}`, and
 * the plain `{"<id>": "<text>"}` of graphql-codegen and Relay.
 * @throws Error in words for the operator.
 */
export function readManifest(text: string): Manifest {
  const parsed: unknown = JSON.parse(text);
  if (!isRecord(parsed)) throw new Error('it is not a JSON object');
  let operations: ListedOperation[];
  if ('format' in parsed || Array.isArray(parsed['operations'])) {
    if (parsed['format'] !== 'apollo-persisted-query-manifest' || parsed['version'] !== 1) {
      throw new Error(
        'it is neither an apollo-persisted-query-manifest of version 1 nor a map of id to text',
      );
    }
    const entries = parsed['operations'];
    if (!Array.isArray(entries)) throw new Error('"operations" is not a list');
    operations = entries.map(listed);
  } else {
    operations = Object.entries(parsed).map(([id, body]) => listed({ id, body }));
  }
  const texts = new Map<string, string>();
  for (const { id, query } of operations) {
    const before = texts.get(id);
    if (before !== undefined && before !== query) throw new Error(`id ${id.slice(0, 80)} stands twice`);
    texts.set(id, query);
  }
  const all = new Set(operations.map(({ query }) => query));
  for (const query of all) {
    const hash = createHash('sha256').update(query).digest('hex');
    if (!texts.has(hash)) texts.set(hash, query);
  }
  return { operations, find: (id) => texts.get(id), lists: (query) => all.has(query) };
}
