import { isAscii, isUtf8 } from 'node:buffer';
import { TransportError } from './transport.js';

/** Deeper than any sensible answer, far below where recursive readers overflow their stack. */
const MAX_NESTING = 200;

/** What nests deep in fewer bytes costs the parser some milliseconds, and nobody else ever descends into it. */
const SMALL_BYTES = 64 * 1024;

/**
 * Decodes JSON in UTF-8 (RFC 8259). Nesting of large bodies is bounded on the bytes, before the parser sees them: V8
 * reads millions of open brackets, taking 2 s for 10 MB. A key `__proto__` is dropped, so that no copy of the answer can
 * change a prototype.
 *
 * @throws TransportError MALFORMED
 */
export function parseJson(subgraph: string, bytes: Buffer): unknown {
  if (bytes.length > SMALL_BYTES && nestsDeeperThan(bytes, MAX_NESTING)) {
    throw new TransportError('MALFORMED', subgraph, { detail: 'nested too deep' });
  }
  try {
    const text = decoded(bytes);
    return JSON.parse(text, mayNamePrototype(text) ? dropPrototypeKey : undefined);
  } catch {
    // The parser's message quotes the body, so it is not even kept as a cause.
    throw new TransportError('MALFORMED', subgraph, { detail: 'not JSON in UTF-8' });
  }
}

/** Fatal for what is not UTF-8, as a `TextDecoder` can be told to be, which takes several times as long. */
function decoded(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (!isUtf8(bytes)) throw new Error('not UTF-8');
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', hasMark ? 3 : 0);
}

/** A reviver costs several times the parse: used only where the key can be, also in an escaped spelling. */
function mayNamePrototype(text: string): boolean {
  return text.includes('__proto__') || text.includes('\\u00');
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
