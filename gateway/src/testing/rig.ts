import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';
import { pino } from 'pino';
import { createGateway, type Gateway } from '../gateway.js';
import type { GatewayOptions } from '../options.js';
import { type CheckpointSigner, checkpointSigner } from '../records/checkpoint.js';
import { openFileDecisionLog } from '../records/openFileDecisionLog.js';
import type { testSharing } from './sharing.js';
import { type Interfere, supergraphSdl, testSubgraphs } from './supergraph.js';

export const issuer = 'https://issuer.invalid';
export const audience = 'huitong';

/** The claim `huitong` of a caller of one line. */
export const claimOf = (line: string, more: object = {}) => ({
  kind: 'OFFICER',
  department: `11140500MB0000${line.length}AAA`.slice(0, 18),
  line,
  departments: [`11140500MB0000${line.length}AAA`.slice(0, 18)],
  scope: ['140500'],
  role: 'duty-officer',
  purpose: 'INCIDENT_RESPONSE',
  ...more,
});

/** An issuer of tokens with one Ed25519 key. */
export async function testIssuer(kid = 'k1') {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' };
  const jwks: JSONWebKeySet = { keys: [jwk] };
  const token = (line: string, more: object = {}, subject = 'officer-1', claims: object = {}) =>
    new SignJWT({ ...claims, huitong: claimOf(line, more) })
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setExpirationTime('10 minutes')
      .sign(privateKey);
  return { jwks, jwk, publicKey, privateKey, token };
}

/** Signs checkpoints with a key that nobody keeps; and the public key in PEM. */
export function testSigner(): { readonly signer: CheckpointSigner; readonly pem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { signer: checkpointSigner(privateKey), pem: publicKey };
}

/** Collects what the gateway logs, so that a test can look for what must not be there. */
export function testLogger() {
  const lines: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  return { logger, lines };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly {
      message: string;
      path?: (string | number)[];
      extensions: Record<string, unknown>;
    }[];
    readonly extensions?: Record<string, unknown>;
  };
}

/** A listening gateway over the test subgraphs, with an issuer and a decision log of its own. */
export async function startRig(
  change: Partial<GatewayOptions> & {
    readonly interfere?: Interfere;
    /** Where grants come from; without it there are none. */
    readonly from?: ReturnType<typeof testSharing>;
  } = {},
) {
  const { interfere, from, ...options } = change;
  const directory = await mkdtemp(join(tmpdir(), 'huitong-gateway-'));
  const tokens = await testIssuer();
  const { logger, lines } = testLogger();
  const { transports, asked } = testSubgraphs(interfere);
  if (from) transports.set('sharing', from.transport);
  const gateway: Gateway = await createGateway({
    supergraph: supergraphSdl,
    transports,
    identity: { mode: 'jwt', issuer, audience, keys: { jwks: tokens.jwks } },
    sharing: true,
    production: true,
    introspection: true,
    pages: null,
    departments: [
      { name: 'mines', department: { zh: '能源局', en: 'Energy Bureau' } },
      { name: 'fire', department: { zh: '消防救援支队', en: 'Fire and Rescue' } },
    ],
    decisionLog: await openFileDecisionLog({ directory, logger, signer: testSigner().signer }),
    logger,
    ...(from ? { policy: { subgraph: 'sharing', directory: join(directory, 'policy'), everyMs: 20 } } : {}),
    ...options,
    // A loaded machine is no reason for a test to fail; the tests of deadlines set their own.
    limits: { deadlineMs: 60_000, ...options.limits },
  });
  const { port } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${port}`;
  const ask = async (
    query: string,
    more: { line?: string; token?: string; body?: object; headers?: Record<string, string> } = {},
  ): Promise<Answer> => {
    const token = more.token ?? (await tokens.token(more.line ?? 'FIRE'));
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...more.headers },
      body: JSON.stringify({ query, ...more.body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: JSON.parse(text) as Answer['body'],
    };
  };
  return {
    gateway,
    url,
    port,
    ask,
    asked,
    lines,
    tokens,
    directory,
    async close() {
      await gateway.close({ graceMs: 2000 });
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export type Rig = Awaited<ReturnType<typeof startRig>>;

/** A small HTTP server; for key sets and subgraphs. */
export async function listenHttp(
  handler: Parameters<typeof createServer>[1],
): Promise<{ url: string; server: Server; close: () => Promise<void> }> {
  const server = createServer(handler as never);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
