import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal, type Refusal } from '@huitong/contract';

/** The gateway's own limit on what it sends is far lower; this one bounds a stranger. */
const bodyLimitBytes = 8 * 1024 * 1024;

/** The sender went away while its request was read: nobody is left to answer. */
export class SenderGone extends Error {}

/** Reads a body; what lies beyond the limit is never kept. Throws Refusal BODY_TOO_LARGE, SenderGone. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length']) > bodyLimitBytes) return reject(refusal('BODY_TOO_LARGE'));
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bodyLimitBytes) return chunks.push(chunk);
      chunks.length = 0;
      request.pause();
      reject(refusal('BODY_TOO_LARGE'));
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', (cause) => reject(new SenderGone('the request broke off', { cause })));
    request.on('close', () => reject(new SenderGone('the request broke off')));
  });
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a body as a JSON object.
 * @throws Refusal INVALID_ENCODING, MALFORMED_JSON, MALFORMED_REQUEST
 */
export function parseBody(body: Buffer): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch (cause) {
    throw refusal('INVALID_ENCODING', { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refusal('MALFORMED_JSON', { cause });
  }
  if (!isObject(value)) throw refusal('MALFORMED_REQUEST');
  return value;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Answers with JSON. */
export const send = (response: ServerResponse, status: number, body: unknown) => {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    // An unread body would be taken for the next request.
    ...(response.req.complete ? {} : { connection: 'close' }),
  });
  response.end(text);
};

/** Answers with a refusal. */
export const sendRefusal = (response: ServerResponse, { status, message, extensions }: Refusal) =>
  // A request as such never succeeded, whatever the code's status within an answer is.
  send(response, Math.max(status, 400), { errors: [{ message, extensions }] });
