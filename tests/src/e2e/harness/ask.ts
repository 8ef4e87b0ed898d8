/** An error of an answer. */
export interface AnsweredError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** A body as the gateway writes it. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly AnsweredError[];
  readonly extensions?: Readonly<Record<string, unknown>> & {
    readonly requestId?: string;
    readonly missing?: readonly {
      readonly department: { readonly zh: string; readonly en: string };
      readonly subgraph: string;
      readonly since: string;
      readonly fields: readonly string[];
    }[];
    readonly warnings?: readonly {
      readonly code: string;
      readonly message: string;
      readonly path?: readonly (string | number)[];
      readonly at?: string;
    }[];
  };
}

export interface Reply {
  readonly status: number;
  readonly body: Answer;
  /** The body as it came. */
  readonly text: string;
  readonly headers: Headers;
}

export interface Question {
  readonly token?: string | undefined;
  /** A string goes as it is; anything else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Posts to the graph of a house. */
export async function ask(url: string, { token, body, headers }: Question): Promise<Reply> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      // Under this media type the status says what happened.
      accept: 'application/graphql-response+json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) as Answer, text, headers: response.headers };
}

/** What must not differ between two ways of running: the data and the errors, in an order that says nothing. */
export function comparable({ data, errors = [] }: Answer): { data: unknown; errors: string[] } {
  return { data, errors: errors.map((error) => JSON.stringify(error)).sort() };
}
