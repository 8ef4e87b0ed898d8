/** The media type of GraphQL answers whose status says what happened (GraphQL over HTTP, §6.4.2). */
export const graphqlResponse = 'application/graphql-response+json';
/** The older media type, under which an answer to a well-formed request is always 200. */
export const json = 'application/json';

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

/**
 * Chooses the media type of the answer: the one with the higher quality in `Accept`, the newer on a tie that names
 * it. Without `Accept`, and with wildcards only, the older one, which every client understands.
 * @returns null when the client accepts neither.
 */
export function negotiate(accept: string | undefined): typeof graphqlResponse | typeof json | null {
  if (!accept?.trim()) return json;
  const quality = { [graphqlResponse]: 0, [json]: 0, wildcard: 0 };
  for (const range of accept.slice(0, 2000).split(',')) {
    const { type, parameters } = parseMediaType(range);
    const given = Number(parameters.get('q') ?? 1);
    const q = Number.isFinite(given) ? given : 0;
    if (type === graphqlResponse || type === json) quality[type] = Math.max(quality[type], q);
    if (type === '*/*' || type === 'application/*') quality.wildcard = Math.max(quality.wildcard, q);
  }
  if (quality[graphqlResponse] === 0 && quality[json] === 0) return quality.wildcard > 0 ? json : null;
  return quality[graphqlResponse] >= quality[json] ? graphqlResponse : json;
}
