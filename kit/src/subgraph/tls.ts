import type { IncomingMessage, Server } from 'node:http';
import { createServer, request as secureRequest, type Server as SecureServer } from 'node:https';
import { createServer as createPlainServer, type RequestListener } from 'node:http';
import type { TLSSocket } from 'node:tls';

/** Certificates in PEM: of the authorities that are believed, one's own with its chain, and its key. */
export interface TlsCredentials {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** The name that the gateway's certificate has. A subgraph's has the subgraph's name. */
export const gatewayCertificateName = 'gateway';

// Both ends are ours: nothing older has to be spoken with.
const oldest = 'TLSv1.3';

/** A server for the gateway and the other subgraphs. */
export interface SubgraphServer {
  readonly server: Server | SecureServer;
  /** Whether the peer's certificate has a name; true for every peer where there are no certificates. */
  isFrom(request: IncomingMessage, name: string): boolean;
  /** Other certificates: new connections have them at once, the old ones end with their next answer. */
  renew(credentials: TlsCredentials): void;
}

/**
 * Makes a server: with certificates it speaks HTTPS only, with peers only whose certificate is of the authorities
 * given; without, plain HTTP.
 */
export function subgraphServer(
  listener: RequestListener,
  credentials: TlsCredentials | undefined,
): SubgraphServer {
  if (!credentials) {
    return { server: createPlainServer(listener), isFrom: () => true, renew: () => undefined };
  }
  let age = 0;
  const ages = new WeakMap<object, number>();
  const options = {
    ...credentials,
    minVersion: oldest,
    requestCert: true,
    rejectUnauthorized: true,
  } as const;
  const server = createServer(options, (request, response) => {
    // Not cut off: the gateway may be sending its next request on it at this moment.
    if (ages.get(request.socket) !== age) response.shouldKeepAlive = false;
    listener(request, response);
  });
  server.on('secureConnection', (socket) => ages.set(socket, age));
  return {
    server,
    isFrom: ({ socket }, name) =>
      (socket as TLSSocket).authorized &&
      (socket as TLSSocket)
        .getPeerX509Certificate()
        ?.checkHost(name, { subject: 'never', wildcards: false }) === name,
    renew(renewed) {
      server.setSecureContext({ ...renewed, minVersion: oldest });
      age += 1;
    },
  };
}

/** Certificates for a request, and the name that the other end's must have. */
export interface RequestTls {
  readonly serverName: string;
  readonly credentials: () => TlsCredentials;
}

export interface PeerRequest {
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  readonly tls?: RequestTls | undefined;
}

/**
 * One request to another process of the house, on a connection of its own where there are certificates.
 * @returns the status and the body, of up to 16 MiB.
 */
export async function askPeer(
  url: URL,
  { method, headers = {}, body, signal, tls }: PeerRequest,
): Promise<{ readonly status: number; readonly text: string }> {
  if (!tls) {
    const response = await fetch(url, { method, headers, signal, ...(body === undefined ? {} : { body }) });
    return { status: response.status, text: await response.text() };
  }
  const { serverName: servername, credentials } = tls;
  return new Promise((resolve, reject) => {
    const sent = secureRequest(
      url,
      { ...credentials(), servername, minVersion: oldest, method, headers, signal, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
          if (text.length > 16 * 1024 * 1024) response.destroy(new Error('The answer is too large.'));
        });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
