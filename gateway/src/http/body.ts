import { refusal } from '@huitong/contract';

/**
 * Reads a body up to a bound, and no byte further.
 * @throws Refusal BODY_TOO_LARGE as soon as the bound is passed, before anything of the body is decoded.
 */
export async function readBounded(
  body: AsyncIterable<Uint8Array>,
  maximumBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maximumBytes) throw refusal('BODY_TOO_LARGE', { facts: { limit: maximumBytes } });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
