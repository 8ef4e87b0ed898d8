import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHmac } from 'node:crypto';
import type { EnvelopeKeys, EnvelopeMemory } from '@huitong/contract';
import { envelopeHeader, openEnvelope, refusal, sealEnvelope } from '@huitong/contract';
import { z } from 'zod';
import { askPeer, type RequestTls } from '../subgraph/tls.js';
import { parseBody, readBody, send } from '../subgraph/messages.js';
import { feedState, indexBatch, type IndexFeed } from './protocol.js';

/** Who may write into the index, by subgraph; each with a key of its own, so that it writes its own part only. */
export type IndexFeeds = ReadonlyMap<string, { readonly key: EnvelopeKeys; readonly feed: IndexFeed }>;

/**
 * The key between one owner and the index: derived one way from the owner's envelope key, so that the process of
 * `commons`, which knows it, can neither call the owner nor speak for the gateway.
 * @param envelopeKey 32 bytes. @returns 32 bytes.
 */
export const feedKey = (envelopeKey: Uint8Array): Buffer =>
  createHmac('sha256', envelopeKey).update('huitong index feed').digest();

const audience = 'commons index';
const pathOf = (subgraph: string) => `/index/${subgraph}`;
const longestMilliseconds = 15_000;

const question = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('STATE') }),
  z.strictObject({ ask: z.literal('APPLY'), batch: indexBatch }),
]);

/** What a feed's request is about. */
export interface Feeding {
  readonly subgraph: string;
  readonly path: string;
  readonly key: EnvelopeKeys;
  readonly feed: IndexFeed;
}

/** The feed that an address means; null when it means none. */
export function feedPath(path: string | undefined, feeds: IndexFeeds | undefined): Feeding | null {
  for (const [subgraph, feed] of feeds ?? [])
    if (path === pathOf(subgraph)) return { path, subgraph, ...feed };
  return null;
}

/** Answers one request of an owner's relay. Throws Refusal ENVELOPE_INVALID, MALFORMED_REQUEST. */
export async function answerFeed(
  { path, key, feed }: Feeding,
  request: IncomingMessage,
  response: ServerResponse,
  memory: EnvelopeMemory,
): Promise<void> {
  const header = request.headers[envelopeHeader] as string | undefined;
  if (!header) throw refusal('ENVELOPE_INVALID', { cause: 'missing' });
  const body = await readBody(request);
  const problem = openEnvelope(key, header, { audience, method: 'POST', path, body }, memory);
  if (problem) throw refusal('ENVELOPE_INVALID', { cause: problem });
  const asked = question.safeParse(parseBody(body));
  if (!asked.success) throw refusal('MALFORMED_REQUEST', { cause: asked.error });
  send(response, 200, asked.data.ask === 'STATE' ? await feed.state() : await feed.apply(asked.data.batch));
}

/**
 * The index in another process.
 * @param url address of the process of `commons`.
 * @param key of {@link feedKey}.
 * @param tls certificates, where the process of `commons` wants them.
 */
export function remoteFeed(url: string, subgraph: string, key: EnvelopeKeys, tls?: RequestTls): IndexFeed {
  const path = pathOf(subgraph);
  const address = new URL(path, url);
  const post = async (content: z.input<typeof question>, stopping?: AbortSignal): Promise<unknown> => {
    const late = AbortSignal.timeout(longestMilliseconds);
    const body = JSON.stringify(content);
    const { status, text } = await askPeer(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [envelopeHeader]: sealEnvelope(key, { audience, method: 'POST', path, body }),
      },
      body,
      signal: stopping ? AbortSignal.any([late, stopping]) : late,
      tls,
    });
    if (status !== 200) throw new Error(`The index answered ${status}.`);
    return JSON.parse(text);
  };
  return {
    state: async (signal) => feedState.parse(await post({ ask: 'STATE' }, signal)),
    apply: async (batch, signal) => feedState.nullable().parse(await post({ ask: 'APPLY', batch }, signal)),
  };
}
