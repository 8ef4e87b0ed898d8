import { refusal } from '@huitong/contract';
import type { FormPart } from './form.js';

/** Rows of one page. */
const pageRows = 100;

/** Where and as whom a form asks. */
export interface Asking {
  /** Address of the gateway, without /graphql. */
  readonly gateway: string;
  readonly token: string;
  /** Division, period; what the form's operations take beside the page. */
  readonly variables: Readonly<Record<string, string | null>>;
}

/** What the graph did not hand out, and why. */
export interface Withheld {
  /** `Type.field` → how to apply. */
  readonly fields: Map<string, string>;
  /** Departments that did not answer. */
  readonly missing: Set<string>;
}

interface AnsweredError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly coordinate?: string; readonly apply?: string };
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly AnsweredError[];
  readonly extensions?: { readonly missing?: readonly { readonly department: { readonly zh: string } }[] };
}

interface Page {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const nothing: Page = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

async function askOnce(asking: Asking, body: unknown): Promise<Answer> {
  const { gateway } = asking;
  const response = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${asking.token}` },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw refusal('GATEWAY_UNREACHABLE', { cause, at: gateway, message: `${gateway} does not answer.` });
  });
  const answer = (await response.json().catch(() => null)) as Answer | null;
  if (!answer) throw refusal('GATEWAY_UNREACHABLE', { at: gateway, message: `${gateway} is not a graph.` });
  return answer;
}

/** Sorts an answer's errors: what is not shared is noted, anything else ends the export. */
function noteWithheld(answer: Answer, withheld: Withheld): void {
  for (const { message, extensions = {} } of answer.errors ?? []) {
    const { code, coordinate, apply } = extensions;
    if (code === 'FIELD_NOT_SHARED' && coordinate) withheld.fields.set(coordinate, apply ?? '');
    else if (code !== 'SUBGRAPH_UNAVAILABLE') {
      throw refusal('EXPORT_FAILED', { at: code ?? 'graph', message: `The graph answered: ${message}` });
    }
  }
  for (const { department } of answer.extensions?.missing ?? []) withheld.missing.add(department.zh);
}

function pageOf(answer: Answer, part: FormPart, withheld: Withheld): Page {
  const page = answer.data?.[part.rows] as Page | null | undefined;
  if (page?.pageInfo) return page;
  // A list that the caller may not ask for at all is withheld like a field.
  if (withheld.fields.has(`Query.${part.rows}`)) return nothing;
  const message = `The graph gave no rows of ${part.rows}.`;
  throw refusal('EXPORT_INCOMPLETE', { at: part.rows, message });
}

/**
 * All rows of one part of a form, page after page, as the caller's rights show them.
 * @throws Refusal GATEWAY_UNREACHABLE, EXPORT_FAILED, EXPORT_INCOMPLETE
 */
export async function* fetchRows(part: FormPart, asking: Asking, withheld: Withheld): AsyncGenerator {
  let after: string | null = null;
  for (;;) {
    const variables = { ...asking.variables, first: pageRows, after };
    const answer = await askOnce(asking, { query: part.query.join('\n'), variables });
    noteWithheld(answer, withheld);
    const { nodes, pageInfo } = pageOf(answer, part, withheld);
    for (const node of nodes) yield { ...part.constants, ...(node as object) };
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}
