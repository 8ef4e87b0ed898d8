import { TransportError } from './transport.js';

/** Deeper than any sensible answer, far below where recursive readers overflow their stack. */
const MAX_NESTING = 200;

/**
 * Collects a body up to `maxBytes` (decoded bytes), then stops reading: the rest is never held in memory.
 *
 * @throws TransportError TOO_LARGE
 */
export async function readBytes(
  subgraph: string,
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new TransportError('TOO_LARGE', subgraph);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size);
}

/**
 * Decodes JSON in UTF-8 (RFC 8259). Nesting is bounded on the bytes, before the parser sees them: V8 reads millions of
 * open brackets, taking 2 s for 10 MB, and everything after it that recurses then overflows. A key `__proto__` is
 * dropped, so that no copy of the answer can change a prototype.
 *
 * @throws TransportError MALFORMED
 */
export function parseJson(subgraph: string, bytes: Uint8Array): unknown {
  if (nestsDeeperThan(bytes, MAX_NESTING)) {
    throw new TransportError('MALFORMED', subgraph, { detail: 'nested too deep' });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return JSON.parse(text, mayNamePrototype(text) ? dropPrototypeKey : undefined);
  } catch {
    // The parser's message quotes the body, so it is not even kept as a cause.
    throw new TransportError('MALFORMED', subgraph, { detail: 'not JSON in UTF-8' });
  }
}

/** A reviver costs several times the parse: used only where the key can be, also in an escaped spelling. */
function mayNamePrototype(text: string): boolean {
  return /__proto__|\\u00/i.test(text);
}

function dropPrototypeKey(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

function nestsDeeperThan(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (inString) {
      if (byte === 0x5c) index += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return false;
}
