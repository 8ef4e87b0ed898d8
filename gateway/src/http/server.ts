import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { refusal } from '@huitong/contract';
import { Ending } from '@huitong/engine';
import type { Logger } from 'pino';
import type { Exchange, Reply } from '../contexts.js';
import type { Readiness } from '../options.js';
import { readBounded } from './body.js';
import { chooseCoding, compress, type CompressionOptions } from './compression.js';
import { encoded } from './encoded.js';
import { contentSecurityPolicy, type Pages, sendPage } from './pages.js';

/** What the server needs to know of the gateway. */
export interface ServerServices {
  /** Answers a GraphQL exchange; never rejects. */
  readonly answer: (exchange: Exchange) => Promise<Reply>;
  /** Writes a refusal of an exchange that is none of GraphQL's. */
  readonly refuse: (exchange: Pick<Exchange, 'requestId' | 'headers'>, thrown: unknown) => Reply;
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
  readonly pages: Pages;
  /** Null sends every answer as it is. */
  readonly compression: CompressionOptions | null;
  readonly logger: Logger;
}

/** How long a client may take to send its headers, and its whole request, in milliseconds. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 15_000;

/** Names and values in turn: a list goes out in one piece, where `setHeader` would take each by itself. */
const securityHeaders: readonly string[] = Object.entries({
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), payment=()',
}).flat();

/** Headers that must stand once; Node keeps the first of several, a proxy in front may have judged the last. */
const onceOnly = new Set(['authorization', 'content-type', 'content-encoding', 'host']);

function repeatedHeader({ rawHeaders }: IncomingMessage): string | null {
  const seen: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    if (!onceOnly.has(name)) continue;
    if (seen.includes(name)) return name;
    seen.push(name);
  }
  return null;
}

function clientRequestId({ headers }: IncomingMessage): string | null {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : null;
}

function exchangeOf(request: IncomingMessage, response: ServerResponse, query: string): Exchange {
  const ending = new Ending();
  let gone = false;
  response.once('close', () => {
    if (response.writableFinished) return;
    gone = true;
    ending.abort();
  });
  return {
    requestId: randomUUID(),
    clientRequestId: clientRequestId(request),
    method: request.method ?? '',
    query,
    headers: request.headers,
    readBody: (maximumBytes) => readBounded(request, maximumBytes),
    signal: ending,
    end: (reason) => ending.abort(reason),
    isGone: () => gone,
    startedAt: performance.now(),
  };
}

/** Writes status and headers, the fixed ones first. @param length bytes of the body; null where none is told. */
function writeHead(
  response: ServerResponse,
  status: number,
  { headers, length }: { headers: Readonly<Record<string, string>>; length: number | null },
): void {
  const list = securityHeaders.slice();
  for (const name of Object.keys(headers)) list.push(name, headers[name] as string);
  if (length !== null) list.push('content-length', String(length));
  response.writeHead(status, list);
}

/** Longer texts leave as bytes: Node would count them, and copy them together with the head before it encodes both. */
const longCharacters = 1024;

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  if (response.destroyed || status === 499) return;
  if (body.length > longCharacters) return sendBytes(response, { status, headers }, encoded(body));
  // 304 and 204 have no body, and a length of 0 would be a statement about the one that is not sent (RFC 9110 §8.6).
  const length = status === 304 || status === 204 ? null : Buffer.byteLength(body);
  writeHead(response, status, { headers, length });
  // What is ASCII goes out as it is: to look whether a text needs encoding costs as much as encoding it.
  response.end(body, length === body.length ? 'latin1' : 'utf8');
}

function sendBytes(
  response: ServerResponse,
  { status, headers }: Pick<Reply, 'status' | 'headers'>,
  bytes: Buffer,
): void {
  if (response.destroyed || status === 499) return;
  writeHead(response, status, { headers, length: bytes.length });
  response.end(bytes);
}

/** Sends an answer of the graph, compressed where the client takes it and it is worth it. */
async function sendAnswer(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  reply: Reply,
  compression: CompressionOptions | null,
): Promise<void> {
  const accepted = request.headers['accept-encoding'];
  const coding = compression && accepted && reply.body.length > 0 ? chooseCoding(String(accepted)) : null;
  if (!compression || !coding) return send(response, reply);
  const bytes = encoded(reply.body);
  if (bytes.length < compression.thresholdBytes) return sendBytes(response, reply, bytes);
  const headers = { ...reply.headers, 'content-encoding': coding };
  sendBytes(response, { status: reply.status, headers }, await compress(bytes, coding));
}

const plain = (status: number, body: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  services: ServerServices,
): Promise<void> {
  // Compared as it came: `//graphql`, `%2e%2e` and the absolute form of a proxy request are other addresses.
  const [path = '', ...rest] = (request.url ?? '').split('?');
  const exchange = exchangeOf(request, response, rest.join('?'));
  const { method } = exchange;
  const repeated = repeatedHeader(request);
  const refuse = (thrown: unknown) => send(response, services.refuse(exchange, thrown));
  if (repeated) {
    return refuse(refusal('MALFORMED_REQUEST', { message: 'A header stands twice.', at: repeated }));
  }
  if (method === 'OPTIONS') {
    // No CORS header: pages of other origins are not let in.
    return send(response, { status: 204, headers: { allow: 'GET, HEAD, POST, OPTIONS' }, body: '' });
  }
  if (path === '/graphql') {
    return sendAnswer({ request, response }, await services.answer(exchange), services.compression);
  }
  const page = services.pages.find(path);
  const isFixed = path === '/health' || path === '/ready' || path === '/metrics';
  if (!isFixed && !page) return refuse(refusal('NOT_FOUND'));
  if (method !== 'GET' && method !== 'HEAD') return refuse(refusal('METHOD_NOT_ALLOWED'));
  if (path === '/health') return send(response, plain(200, { status: 'ok' }));
  if (path === '/ready') {
    const { ready, waiting } = await services.readiness();
    return send(response, plain(ready ? 200 : 503, { status: ready ? 'ready' : 'waiting', waiting }));
  }
  if (path === '/metrics') {
    const { type, text } = await services.metrics();
    return send(response, {
      status: 200,
      headers: { 'content-type': type, 'cache-control': 'no-store' },
      body: text,
    });
  }
  if (page) sendPage(response, page, { headOnly: method === 'HEAD', writeHead });
}

/** How long a peer that was told to go may take to read it. */
const lingerMs = 1_000;
/** Connections at once, each of which costs a descriptor and a buffer. */
const maximumConnections = 2_000;

const clientErrors: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/**
 * Makes the HTTP server: strict parsing, bounded waiting, fixed addresses. It knows sockets and pages; GraphQL is the
 * pipeline's.
 */
export function createHttpServer(services: ServerServices): Server {
  const server = createServer(
    {
      insecureHTTPParser: false,
      requireHostHeader: true,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => {
      handle(request, response, services).catch((error: unknown) => {
        services.logger.error({ err: error }, 'the server failed on a request');
        if (!response.headersSent)
          writeHead(response, 500, { headers: { connection: 'close' }, length: null });
        response.end();
      });
    },
  );
  server.maxHeadersCount = 100;
  server.maxConnections = maximumConnections;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return socket.destroy();
    const status = clientErrors[error.code ?? ''] ?? '400 Bad Request';
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    // A peer that neither reads nor closes would keep its half of the connection, and all that hangs on it.
    setTimeout(() => socket.destroy(), lingerMs).unref();
  });
  return server;
}
