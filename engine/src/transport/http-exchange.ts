import type { Dispatcher } from 'undici';
import type { EndingSignal } from '../ending.js';
import { readJson } from './response-body.js';
import { checkHead } from './response-head.js';
import { checkResponse, isRecord } from './response-shape.js';
import { TransportError, type SubgraphResponse } from './transport.js';

/** What one exchange must keep within. */
export interface ExchangeBounds {
  readonly subgraph: string;
  readonly signal: EndingSignal;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

const TIMEOUT_CODES = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * One request and its answer, as undici's dispatcher tells of it: no stream, no promise but the caller's, one timer for
 * the whole. The handler is of undici's first kind (`onConnect`, `onHeaders` …), which its client calls directly and
 * gives the headers as they came; the newer kind is an adapter around it that makes objects of them.
 */
export class HttpExchange implements Dispatcher.DispatchHandler {
  readonly #bounds: ExchangeBounds;
  readonly #resolve: (response: SubgraphResponse) => void;
  readonly #reject: (error: TransportError) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #statusCode = 0;
  #ended = false;
  #abort: (() => void) | null = null;

  constructor(
    bounds: ExchangeBounds,
    resolve: (response: SubgraphResponse) => void,
    reject: (error: TransportError) => void,
  ) {
    this.#bounds = bounds;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(expire, bounds.timeoutMs, this);
    bounds.signal.addEventListener('abort', this);
  }

  /** The caller's signal. */
  handleEvent(): void {
    this.stop('ABORTED');
  }

  /** Ends it from outside; its socket is destroyed, or it is never sent. */
  stop(kind: 'TIMEOUT' | 'ABORTED'): void {
    if (this.#ended) return;
    this.#fail(new TransportError(kind, this.#bounds.subgraph));
    this.#abort?.();
  }

  onConnect(abort: () => void): void {
    this.#abort = abort;
    if (this.#ended) abort();
  }

  /** What it throws, undici aborts with, and tells {@link onError}. */
  onHeaders(statusCode: number, headers: Buffer[]): boolean {
    const { subgraph, maxBytes } = this.#bounds;
    if (statusCode < 200) return true;
    checkHead(subgraph, { statusCode, headers, maxBytes });
    this.#statusCode = statusCode;
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.#size += chunk.byteLength;
    if (this.#size > this.#bounds.maxBytes) throw new TransportError('TOO_LARGE', this.#bounds.subgraph);
    this.#chunks.push(chunk);
    return true;
  }

  onComplete(): void {
    if (this.#ended) return;
    const { subgraph } = this.#bounds;
    try {
      const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks, this.#size);
      const response = readResponse(subgraph, this.#statusCode, bytes);
      this.#end();
      this.#resolve(response);
    } catch (error) {
      this.#fail(classified(subgraph, error));
    }
  }

  onError(error: unknown): void {
    if (!this.#ended) this.#fail(classified(this.#bounds.subgraph, error));
  }

  #fail(error: TransportError): void {
    this.#end();
    this.#reject(error);
  }

  #end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#bounds.signal.removeEventListener('abort', this);
  }
}

function expire(exchange: HttpExchange): void {
  exchange.stop('TIMEOUT');
}

/** Outside 2xx only errors count: a body with data under a failing status is not an answer (GraphQL over HTTP §6.4). */
function readResponse(subgraph: string, statusCode: number, bytes: Buffer): SubgraphResponse {
  const { value, isPlain } = readJson(subgraph, bytes);
  if (statusCode < 300) {
    const response = checkResponse(subgraph, value);
    return isPlain ? { ...response, isPlain } : response;
  }
  const response = checkResponse(subgraph, isRecord(value) ? { ...value, data: undefined } : value);
  return { ...response, data: null };
}

function classified(subgraph: string, error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const code = isRecord(error) && typeof error['code'] === 'string' ? error['code'] : '';
  if (TIMEOUT_CODES.has(code)) return new TransportError('TIMEOUT', subgraph, { cause: error });
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new TransportError('TOO_LARGE', subgraph, { cause: error });
  if (code.startsWith('HPE_') || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    return new TransportError('MALFORMED', subgraph, { detail: 'not HTTP', cause: error });
  }
  return new TransportError('UNAVAILABLE', subgraph, { cause: error });
}
