import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import {
  callerProblem,
  type Caller,
  EnvelopeMemory,
  envelopeHeader,
  openEnvelope,
  refusal,
  type Refusal,
  trustCaller,
  type VerifiedCaller,
} from '@huitong/contract';
import type { SubgraphQuery, SubgraphService } from './service.js';

/** The gateway's own limit on what it sends is far lower; this one bounds a stranger. */
const bodyLimitBytes = 8 * 1024 * 1024;

export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** 32 bytes shared with the gateway. */
  readonly envelopeKey: Uint8Array;
  readonly log: Logger;
}

export interface ListeningSubgraph {
  readonly port: number;
  /** Stops accepting, waits for what is under way, then closes. */
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyLimitBytes) throw refusal('BODY_TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

interface SignedBody extends SubgraphQuery {
  readonly extensions?: { readonly huitong?: { readonly caller?: unknown } };
}

/** Reads the request and its caller out of a body whose envelope held. */
function openBody(body: Buffer): { query: SubgraphQuery; caller: VerifiedCaller } {
  const { query, operationName, variables, extensions } = JSON.parse(body.toString('utf8')) as SignedBody;
  const caller = extensions?.huitong?.caller;
  const problem = typeof query === 'string' ? callerProblem(caller) : 'no query';
  if (problem) throw refusal('ENVELOPE_INVALID', { cause: problem });
  return {
    query: { query, ...(operationName ? { operationName } : {}), ...(variables ? { variables } : {}) },
    caller: trustCaller(caller as Caller),
  };
}

const send = (response: ServerResponse, status: number, body: unknown) => {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
};

const sendRefusal = (response: ServerResponse, { status, message, extensions }: Refusal) =>
  send(response, status, { errors: [{ message, extensions }] });

/**
 * Puts a subgraph on HTTP: POST /graphql for its gateway, GET /health and /ready for the operator. Nothing is
 * answered without a valid envelope, neither `_entities` nor `_service`.
 */
export async function listenSubgraph(
  service: SubgraphService,
  options: ListenOptions,
): Promise<ListeningSubgraph> {
  const { name } = service.definition;
  const memory = new EnvelopeMemory();

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'GET' && request.url === '/health') return send(response, 200, { status: 'ok' });
    if (request.method === 'GET' && request.url === '/ready') {
      const ready = await service.ready();
      return send(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
    }
    if (request.method !== 'POST' || request.url !== '/graphql')
      return sendRefusal(response, refusal('NOT_FOUND'));
    const body = await readBody(request);
    const problem = openEnvelope(
      options.envelopeKey,
      request.headers[envelopeHeader] as string | undefined,
      { audience: name, method: 'POST', path: '/graphql', body },
      memory,
    );
    if (problem) throw refusal('ENVELOPE_INVALID', { cause: problem });
    const { query, caller } = openBody(body);
    send(response, 200, await service.execute(query, caller));
  };

  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const known = error as Partial<Refusal>;
      if (known.code === 'ENVELOPE_INVALID') options.log.warn({ why: known.cause }, 'envelope refused');
      else if (!known.code) options.log.error({ err: error }, 'a request failed');
      if (!response.headersSent) sendRefusal(response, known.code ? (error as Refusal) : refusal('INTERNAL'));
    });
  });
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'EADDRINUSE' ? refusal('PORT_TAKEN', { at: `port ${options.port}`, cause }) : cause,
      ),
    );
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
