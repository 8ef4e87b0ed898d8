import { envelopeHeader, type EnvelopeKeys, sealEnvelope } from '@huitong/contract';
import { httpTransport, type Transport, type TransportTls } from '@huitong/engine';
import type { FetchContext } from '../options.js';

/** A subgraph of ours in another process. */
export interface SignedHttpTransportOptions {
  /** Name of the subgraph; the envelope is good for no other. */
  readonly subgraph: string;
  /** Address of its GraphQL endpoint. */
  readonly url: string;
  /** 32 bytes shared with that subgraph alone; the newest signs. */
  readonly key: EnvelopeKeys;
  /** Certificates, besides the envelope, which is needed all the same. */
  readonly tls?: TransportTls;
  readonly timeoutMs?: number;
  readonly maxResponseBytes?: number;
}

/**
 * The way to a subgraph in another process: the caller travels in the body's `extensions.huitong`, and a header signs
 * audience, expiry and the exact bytes of the body.
 */
export function signedHttpTransport(options: SignedHttpTransportOptions): Transport<FetchContext> {
  const { subgraph, url, key, tls, timeoutMs, maxResponseBytes } = options;
  return httpTransport<FetchContext>({
    url,
    ...(tls === undefined ? {} : { tls }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(maxResponseBytes === undefined ? {} : { maxResponseBytes }),
    prepare: (_request, { context }) => ({ extensions: { huitong: { caller: context.caller } } }),
    sign: ({ method, path, body }) => ({
      [envelopeHeader]: sealEnvelope(key, { audience: subgraph, method, path, body }),
    }),
  });
}
