/** The media type of GraphQL answers whose status says what happened (GraphQL over HTTP, §6.4.2). */
export const graphqlResponse = 'application/graphql-response+json';
/** The older media type, under which an answer to a well-formed request is always 200 (§6.4.1). */
export const json = 'application/json';

/** A media type that answers are written in. */
export type AnswerType = typeof graphqlResponse | typeof json;

/** Splits `type/subtype;parameter=value` and lower-cases the parts. */
export function parseMediaType(text: string): { type: string; parameters: ReadonlyMap<string, string> } {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim().toLowerCase());
  const parameters = new Map<string, string>();
  for (const part of rest) {
    const [name = '', value = ''] = part.split('=');
    parameters.set(name.trim(), value.trim().replace(/^"(.*)"$/, '$1'));
  }
  return { type, parameters };
}

/** The weight that a range of a negotiating header gives, 0 where it is no number (RFC 9110 §12.4.2). */
export function qualityOf(parameters: ReadonlyMap<string, string>): number {
  const given = Number(parameters.get('q') ?? 1);
  return Number.isFinite(given) ? given : 0;
}

/**
 * Remembers what was made of a header: clients send the same few values again and again. Emptied when full, so that
 * a client which invents them costs no memory.
 */
export function remembering<Result>(read: (header: string) => Result): (header: string) => Result {
  const known = new Map<string, Result>();
  return (header) => {
    const before = known.get(header);
    if (before !== undefined) return before;
    const result = read(header);
    if (known.size >= 200) known.clear();
    if (header.length <= 300) known.set(header, result);
    return result;
  };
}

/** The media type of a request's `Content-Type`. */
export const contentTypeOf = remembering(parseMediaType);

const chosen = remembering((accept: string): { type: AnswerType | null } => {
  const quality = { [graphqlResponse]: 0, [json]: 0, wildcard: 0 };
  for (const range of accept.slice(0, 2000).split(',')) {
    const { type, parameters } = parseMediaType(range);
    const q = qualityOf(parameters);
    if (type === graphqlResponse || type === json) quality[type] = Math.max(quality[type], q);
    if (type === '*/*' || type === 'application/*') quality.wildcard = Math.max(quality.wildcard, q);
  }
  if (quality[graphqlResponse] === 0 && quality[json] === 0) {
    return { type: quality.wildcard > 0 ? json : null };
  }
  return { type: quality[graphqlResponse] >= quality[json] ? graphqlResponse : json };
});

/**
 * Chooses the media type of the answer: the one with the higher quality in `Accept`, the newer on a tie that names
 * it. Without `Accept`, and with wildcards only, the older one, which every client understands.
 * @returns null when the client accepts neither.
 */
export function negotiate(accept: string | undefined): AnswerType | null {
  return accept?.trim() ? chosen(accept).type : json;
}
