import type { IncomingMessage } from 'node:http';
import { refusal } from '@huitong/contract';

/** The client went away before its request was whole; there is nobody to answer. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/**
 * Reads a body up to a bound, and no byte further. By events: an async iterator costs a promise and several turns of
 * the microtask queue for each chunk.
 * @throws Refusal BODY_TOO_LARGE as soon as the bound is passed, before anything of the body is decoded.
 * @throws ClientGone
 */
export function readBounded(request: IncomingMessage, maximumBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (finish: () => void) => {
      request.off('data', take).off('end', done).off('error', gone).off('close', gone);
      finish();
    };
    const take = (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= maximumBytes) chunks.push(chunk);
      else {
        settle(() => reject(refusal('BODY_TOO_LARGE', { facts: { limit: maximumBytes } })));
        // What follows is thrown away unread, so that the refusal gets out on the same socket.
        request.on('error', () => undefined).resume();
      }
    };
    const done = () =>
      settle(() => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)));
    const gone = () => settle(() => reject(new ClientGone()));
    if (request.destroyed && !request.readableEnded) return gone();
    request.on('data', take).on('end', done).on('error', gone).on('close', gone);
  });
}
