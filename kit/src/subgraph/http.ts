import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import {
  callerProblem,
  type Caller,
  type EnvelopeKeys,
  EnvelopeMemory,
  envelopeHeader,
  openEnvelope,
  refusal,
  refusalOf,
  trustCaller,
  type VerifiedCaller,
} from '@huitong/contract';
import { answerFeed, feedPath, type IndexFeeds } from '../outbox/http.js';
import { withoutValues } from './errors.js';
import { isObject, parseBody, readBody, send, SenderGone, sendRefusal } from './messages.js';
import { gatewayCertificateName, subgraphServer, type TlsCredentials } from './tls.js';
import { databaseAway, type SubgraphQuery, type SubgraphService } from './service.js';

export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** 32 bytes shared with the gateway; while the key is changed, both. */
  readonly envelopeKey: EnvelopeKeys;
  /** Who may write into the index here; of `commons` only. */
  readonly feeds?: IndexFeeds;
  /** Speaks HTTPS only, and only with the gateway and those who feed the index here. */
  readonly tls?: TlsCredentials;
  readonly log: Logger;
}

export interface ListeningSubgraph {
  readonly port: number;
  /** Brings other certificates into use; see {@link ListenOptions.tls}. */
  renew(credentials: TlsCredentials): void;
  /** Stops accepting, waits for what is under way, then closes. */
  close(): Promise<void>;
}

const otherPeer = () => refusal('ENVELOPE_INVALID', { cause: 'the certificate has another name' });

interface SignedBody {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: { readonly huitong?: { readonly caller?: unknown } | null } | null;
}

/** Reads the request and its caller out of a body whose envelope held. */
function openBody(body: Buffer): { query: SubgraphQuery; caller: VerifiedCaller } {
  const { query, operationName, variables, extensions } = parseBody(body) as SignedBody;
  const caller = extensions?.huitong?.caller;
  const problem = callerProblem(caller);
  if (problem) throw refusal('ENVELOPE_INVALID', { cause: problem });
  const named = operationName ?? null;
  const given = variables ?? null;
  if (typeof query !== 'string' || (named !== null && typeof named !== 'string'))
    throw refusal('MALFORMED_REQUEST');
  if (given !== null && !isObject(given)) throw refusal('MALFORMED_REQUEST');
  return {
    query: {
      query,
      ...(named === null ? {} : { operationName: named }),
      ...(given === null ? {} : { variables: given }),
    },
    caller: trustCaller(caller as Caller),
  };
}

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
    const feeding = request.method === 'POST' ? feedPath(request.url, options.feeds) : null;
    if (feeding) {
      if (!peers.isFrom(request, feeding.subgraph)) throw otherPeer();
      return answerFeed(feeding, request, response, memory);
    }
    if (request.method !== 'POST' || request.url !== '/graphql')
      return sendRefusal(response, refusal('NOT_FOUND'));
    if (!peers.isFrom(request, gatewayCertificateName)) throw otherPeer();
    const header = request.headers[envelopeHeader] as string | undefined;
    // Before the body is read: a stranger's bytes are not worth keeping.
    if (!header) throw refusal('ENVELOPE_INVALID', { cause: 'missing' });
    const body = await readBody(request);
    const problem = openEnvelope(
      options.envelopeKey,
      header,
      { audience: name, method: 'POST', path: '/graphql', body },
      memory,
    );
    if (problem) throw refusal('ENVELOPE_INVALID', { cause: problem });
    const { query, caller } = openBody(body);
    const executed = await service.execute(query, caller);
    // 503, so that the gateway takes the department for missing and says since when.
    send(response, databaseAway(executed) ? 503 : 200, executed);
  };

  const peers = subgraphServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (error instanceof SenderGone) return;
      const known = refusalOf(error);
      if (known?.code === 'ENVELOPE_INVALID') options.log.warn({ why: known.cause }, 'envelope refused');
      else if (!known) options.log.error({ failure: withoutValues(error) }, 'a request failed');
      if (!response.headersSent) sendRefusal(response, known ?? refusal('INTERNAL'));
    });
  }, options.tls);
  const { server } = peers;
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
    renew: (credentials) => peers.renew(credentials),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
