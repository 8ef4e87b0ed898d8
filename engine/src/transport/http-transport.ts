import { Pool, type Dispatcher } from 'undici';
import { bounded } from './bounded.js';
import { isRecord, checkResponse } from './response-shape.js';
import { parseJson, readBytes } from './response-body.js';
import { TransportError, type SubgraphRequest, type SubgraphResponse } from './transport.js';
import type { Transport, TransportCall } from './transport.js';

export interface HttpTransportOptions<Context> {
  /** `http:` or `https:`, without credentials. */
  readonly url: string;
  /** Bound on the whole call, from queueing to the last byte. Default 2000 ms. */
  readonly timeoutMs?: number;
  /** Default 4 MiB. */
  readonly maxResponseBytes?: number;
  /** Sockets to this subgraph at most; further calls queue within their own timeout. Default 64. */
  readonly connections?: number;
  /** Adds `extensions` to the body, before it is serialised. */
  readonly prepare?: (
    request: SubgraphRequest,
    call: TransportCall<Context>,
  ) => { extensions?: Readonly<Record<string, unknown>> };
  /** Adds headers over exactly what is sent: `path` with query string, `body` as it is encoded in UTF-8. */
  readonly sign?: (outgoing: { method: 'POST'; path: string; body: string }) => Record<string, string>;
}

const JSON_TYPES = new Set(['application/json', 'application/graphql-response+json']);
/** Statuses by which a proxy, or a subgraph that sheds load, says that there is nobody behind it now. */
const UNAVAILABLE_STATUSES = new Set([429, 502, 503, 504]);

/**
 * A subgraph over HTTP/1.1 (POST, GraphQL over HTTP), on a pool of kept connections. Redirects are not followed and
 * compressed answers are refused: a subgraph must not point the gateway elsewhere, nor expand in its memory. Nothing is
 * retried.
 *
 * @throws TypeError at once when the URL is not usable.
 */
export function httpTransport<Context>(options: HttpTransportOptions<Context>): Transport<Context> {
  const { timeoutMs = 2000, maxResponseBytes = 4 * 1024 * 1024, connections = 64, prepare, sign } = options;
  const url = subgraphUrl(options.url);
  const path = url.pathname + url.search;
  const pool = new Pool(url.origin, {
    connections,
    pipelining: 1,
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });

  async function send(request: SubgraphRequest, call: TransportCall<Context>): Promise<SubgraphResponse> {
    const { subgraph, query, operationName, variables } = request;
    const body = JSON.stringify({
      query,
      operationName,
      variables,
      extensions: prepare?.(request, call).extensions,
    });
    const response = await pool.request({
      method: 'POST',
      path,
      body,
      headers: { ...lowerCased(sign?.({ method: 'POST', path, body })), ...contentHeaders },
      signal: call.signal,
    });
    // Destroying a body that is not read to its end emits an error nobody else listens to.
    response.body.on('error', () => undefined);
    try {
      checkHead(subgraph, response, maxResponseBytes);
      const bytes = await readBytes(subgraph, response.body, maxResponseBytes);
      return readResponse(subgraph, response.statusCode, bytes);
    } finally {
      response.body.destroy();
    }
  }

  return {
    execute(request, { context, signal }) {
      const { subgraph } = request;
      return bounded({ subgraph, signal, timeoutMs }, async (inner) => {
        try {
          return await send(request, { context, signal: inner });
        } catch (error) {
          throw classified(subgraph, error);
        }
      });
    },
    // Not `close`, which would wait for a peer that is silent; executions have ended before transports are closed.
    close: () => pool.destroy(),
  };
}

const contentHeaders = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json;q=0.9',
  'accept-encoding': 'identity',
};

function subgraphUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError('A subgraph needs an absolute http: or https: URL.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('The URL of a subgraph must not contain credentials.');
  }
  return url;
}

function lowerCased(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function checkHead(subgraph: string, response: Dispatcher.ResponseData, maxBytes: number): void {
  const { statusCode, headers } = response;
  const fail = (kind: 'UNAVAILABLE' | 'MALFORMED', detail: string) =>
    new TransportError(kind, subgraph, { detail });
  if (UNAVAILABLE_STATUSES.has(statusCode)) throw fail('UNAVAILABLE', `status ${statusCode}`);
  if (statusCode >= 300 && statusCode < 400) throw fail('MALFORMED', 'a redirect, which is not followed');
  const type = String(headers['content-type'] ?? '')
    .split(';')[0]!
    .trim()
    .toLowerCase();
  if (!JSON_TYPES.has(type)) {
    throw statusCode >= 500
      ? fail('UNAVAILABLE', `status ${statusCode}`)
      : fail('MALFORMED', 'content type is not JSON');
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw fail('MALFORMED', 'compressed although not asked to');
  }
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw new TransportError('TOO_LARGE', subgraph);
}

/** Outside 2xx only errors count: a body with data under a failing status is not an answer (GraphQL over HTTP §6.4). */
function readResponse(subgraph: string, statusCode: number, bytes: Uint8Array): SubgraphResponse {
  const value = parseJson(subgraph, bytes);
  if (statusCode < 300) return checkResponse(subgraph, value);
  const response = checkResponse(subgraph, isRecord(value) ? { ...value, data: undefined } : value);
  return { ...response, data: null };
}

const TIMEOUT_CODES = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']);

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
