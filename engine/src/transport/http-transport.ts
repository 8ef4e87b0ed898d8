import { Pool } from 'undici';
import { HttpExchange } from './http-exchange.js';
import { TransportError, type SubgraphRequest, type SubgraphResponse } from './transport.js';
import type { Transport, TransportCall } from './transport.js';

/** Certificates in PEM: of the authorities that are believed, one's own with its chain, and its key. */
export interface TlsCredentials {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Mutual TLS with one subgraph. */
export interface TransportTls {
  /** Name that the subgraph's certificate must have, whatever its address is. */
  readonly serverName: string;
  /** Those of this moment: with others than before, new connections are made and the old ones end when idle. */
  readonly credentials: () => TlsCredentials;
}

export interface HttpTransportOptions<Context> {
  /** `http:` or `https:`, without credentials. */
  readonly url: string;
  /** Bound on the whole call, from queueing to the last byte. Default 2000 ms. */
  readonly timeoutMs?: number;
  /** Default 4 MiB. */
  readonly maxResponseBytes?: number;
  /** Sockets to this subgraph at most; further calls queue within their own timeout. Default 64. */
  readonly connections?: number;
  /** Certificates for an `https:` URL; absent, the system's authorities are believed and none is presented. */
  readonly tls?: TransportTls;
  /** Adds `extensions` to the body, before it is serialised. */
  readonly prepare?: (
    request: SubgraphRequest,
    call: TransportCall<Context>,
  ) => { extensions?: Readonly<Record<string, unknown>> };
  /** Adds headers over exactly what is sent: `path` with query string, `body` as it is encoded in UTF-8. */
  readonly sign?: (outgoing: { method: 'POST'; path: string; body: string }) => Record<string, string>;
}

/**
 * A subgraph over HTTP/1.1 (POST, GraphQL over HTTP), on a pool of kept connections. Redirects are not followed and
 * compressed answers are refused: a subgraph must not point the gateway elsewhere, nor expand in its memory. Nothing is
 * retried.
 *
 * @throws TypeError at once when the URL is not usable.
 */
export function httpTransport<Context>(options: HttpTransportOptions<Context>): Transport<Context> {
  const {
    timeoutMs = 2000,
    maxResponseBytes = 4 * 1024 * 1024,
    connections = 64,
    prepare,
    sign,
    tls,
  } = options;
  const url = subgraphUrl(options.url);
  const path = url.pathname + url.search;
  if (tls && url.protocol !== 'https:')
    throw new TypeError('A subgraph with certificates needs an https: URL.');
  const openPool = (credentials: TlsCredentials | undefined) =>
    new Pool(url.origin, {
      connections,
      pipelining: 1,
      connect: { timeout: timeoutMs, ...(tls && credentials ? secured(tls.serverName, credentials) : {}) },
      // Each exchange has one deadline of its own, from queueing to the last byte; more timers would only cost.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  let used = tls?.credentials();
  let pool = openPool(used);

  /** The connections of the certificates of this moment. */
  function current(): Pool {
    const credentials = tls?.credentials();
    if (credentials === used) return pool;
    // Waits for what is under way on the old ones.
    void pool.close().catch(() => undefined);
    used = credentials;
    pool = openPool(credentials);
    return pool;
  }

  function send(exchange: HttpExchange, request: SubgraphRequest, call: TransportCall<Context>): void {
    const extensions = prepare?.(request, call).extensions;
    const body = bodyOf(request, extensions);
    const signed = sign?.({ method: 'POST', path, body });
    const headers = signed === undefined ? contentHeaders : { ...lowerCased(signed), ...contentHeaders };
    current().dispatch({ method: 'POST', path, body, headers }, exchange);
  }

  return {
    execute(request, call) {
      const { subgraph } = request;
      const { signal } = call;
      if (signal.aborted) return Promise.reject(new TransportError('ABORTED', subgraph));
      return new Promise<SubgraphResponse>((resolve, reject) => {
        const bounds = { subgraph, signal, timeoutMs, maxBytes: maxResponseBytes };
        const exchange = new HttpExchange(bounds, resolve, reject);
        try {
          send(exchange, request, call);
        } catch (error) {
          exchange.onError(error);
        }
      });
    },
    // Not `close`, which would wait for a peer that is silent; executions have ended before transports are closed.
    close: () => pool.destroy(),
  };
}

const secured = (servername: string, { ca, cert, key }: TlsCredentials) =>
  // Both ends are ours: nothing older has to be spoken with.
  ({ ca, cert, key, servername, minVersion: 'TLSv1.3', rejectUnauthorized: true }) as const;

const contentHeaders = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json;q=0.9',
  'accept-encoding': 'identity',
};

function bodyOf(request: SubgraphRequest, extensions: Readonly<Record<string, unknown>> | undefined): string {
  if (request.bodyJson === undefined) {
    const { query, operationName, variables } = request;
    return JSON.stringify({ query, operationName, variables, extensions });
  }
  const more = extensions === undefined ? '' : `,"extensions":${JSON.stringify(extensions)}`;
  return `${request.bodyJson()}${more}}`;
}

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

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
