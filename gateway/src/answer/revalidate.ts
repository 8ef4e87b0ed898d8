import { createHash } from 'node:crypto';
import type { Responded, Settled } from '../contexts.js';

/** Whether one of the tags that the client holds is this one, compared weakly (RFC 9110 §13.1.2). */
function holds(ifNoneMatch: string, tag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = tag.replace(/^W\//, '');
  return ifNoneMatch
    .slice(0, 4000)
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === opaque);
}

/**
 * Gives a whole answer to a GET a tag, and answers 304 where the client holds the same one. The answer is made first,
 * for this caller and under its rights as they are now: what is saved is the way back, never a judgement. The tag is
 * weak, because each answer carries a request id of its own, and it is the caller's: another caller's says nothing.
 *
 * What touches protected data stays `no-store`: no copy of it is to lie in a browser. Everything else may be kept by
 * the client alone and is asked about every time (`private, no-cache`); no shared cache keeps anything.
 */
export function revalidate(settled: Settled, responded: Responded): Responded {
  const { exchange, caller, reduction, served, batched } = settled;
  const { reply, outcome } = responded;
  if (exchange.method !== 'GET' || batched || outcome !== 'ok') return responded;
  const { conditional, notShared, masked } = reduction.coordinates;
  if (conditional.length + notShared.length + masked.length > 0) return responded;
  const digest = createHash('sha256')
    .update(JSON.stringify([caller?.subject ?? null, served.policyVersion, reply.headers['content-type']]))
    .update(reply.body.replaceAll(exchange.requestId, ''))
    .digest('base64url');
  const etag = `W/"${digest}"`;
  const headers = { ...reply.headers, etag, 'cache-control': 'private, no-cache' };
  const held = exchange.headers['if-none-match'];
  if (typeof held === 'string' && holds(held, etag)) {
    const { 'content-type': _unsaid, ...rest } = headers as Record<string, string>;
    return { reply: { status: 304, headers: rest, body: '' }, outcome };
  }
  return { reply: { ...reply, headers }, outcome };
}
