import type { GraphiQLProps } from 'graphiql';

/**
 * How GraphiQL asks the graph: one POST to /graphql of the origin that served the page, and of no other.
 *
 * @param token bearer token of the caller without the word "Bearer", or '' for an anonymous caller. A header typed
 *   into GraphiQL's own editor of headers comes after it and wins.
 * @returns a fetcher whose answer is the parsed response; an answer that is not JSON (a proxy's error page, for
 *   example) is shown as an error with its HTTP status, because GraphiQL would only say "unexpected token <".
 */
export function graphqlFetcher(token: string): GraphiQLProps['fetcher'] {
  return async ({ query, operationName, variables }, options) => {
    const response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...options?.headers,
      },
      body: JSON.stringify({ query, operationName, variables }),
    });
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      const message = `/graphql answered with HTTP ${response.status} and a body that is not JSON: ${text.slice(0, 200)}`;
      return { errors: [{ message }] };
    }
  };
}
