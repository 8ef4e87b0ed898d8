import type { EndingSignal } from '../ending.js';

/** One operation for one subgraph: the planner's text and exactly the variables it uses. */
export interface SubgraphRequest {
  readonly subgraph: string;
  readonly query: string;
  readonly operationName?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /**
   * The body of the request as JSON, but for its closing brace, before which more may be put. Set by the executor, which
   * writes representations as text and makes `variables` of them only when somebody reads these.
   */
  readonly bodyJson?: () => string;
}

/** An error as the subgraph wrote it. Untrusted text: for the log, never for a caller as it is. */
export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A well-formed GraphQL response (GraphQL specification §7.1) of one subgraph. */
export interface SubgraphResponse {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly SubgraphError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  /**
   * Set by a transport that has read the answer as text without a backslash: no string in `data` has anything that JSON
   * escapes, and none is looked through when it is written.
   */
  readonly isPlain?: boolean;
}

/**
 * What travels beside a request: the caller of `execute` chose `context`; `signal` ends the call (`abortSignalOf` makes an
 * `AbortSignal` of it).
 */
export interface TransportCall<Context> {
  readonly context: Context;
  readonly signal: EndingSignal;
}

/**
 * The way to one subgraph. `execute` resolves with a well-formed response or rejects with a {@link TransportError},
 * soon after `call.signal` aborts at the latest; the response is the engine's own from then on (it may be modified).
 */
export interface Transport<Context> {
  execute(request: SubgraphRequest, call: TransportCall<Context>): Promise<SubgraphResponse>;
  close(): Promise<void>;
}

/**
 * Why a subgraph gave no usable answer. UNAVAILABLE: no connection, or the other side said 502, 503, 504 or broke off;
 * TIMEOUT: no whole answer in time; TOO_LARGE: more bytes than allowed; MALFORMED: not a GraphQL response; ABORTED: the
 * caller went away.
 */
export type TransportFailure = 'UNAVAILABLE' | 'TIMEOUT' | 'TOO_LARGE' | 'MALFORMED' | 'ABORTED';

const sentences: Readonly<Record<TransportFailure, string>> = {
  UNAVAILABLE: 'could not be reached',
  TIMEOUT: 'did not answer in time',
  TOO_LARGE: 'answered more than the allowed size',
  MALFORMED: 'answered something that is not a GraphQL response',
  ABORTED: 'was not waited for, because the caller went away',
};

/**
 * The only error a transport rejects with. Its message is made of the subgraph's name and fixed words, so that no host,
 * header or body text leaks through it; what really happened is in `cause`, for the log.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly kind: TransportFailure;
  readonly subgraph: string;

  /** @param about `detail` must be fixed words of ours, never a part of what the subgraph sent. */
  constructor(kind: TransportFailure, subgraph: string, about: { detail?: string; cause?: unknown } = {}) {
    const detail = about.detail === undefined ? '' : ` (${about.detail})`;
    super(`Subgraph "${subgraph}" ${sentences[kind]}${detail}.`, { cause: about.cause });
    this.kind = kind;
    this.subgraph = subgraph;
  }
}
