import { isAscii, isUtf8, transcode } from 'node:buffer';
import { TransportError } from './transport.js';

/** Deeper than any sensible answer, far below where recursive readers overflow their stack. */
const MAX_NESTING = 200;

/** What nests deep in fewer bytes costs the parser some milliseconds, and nobody else ever descends into it. */
const SMALL_BYTES = 64 * 1024;

/** What a body says. */
export interface ReadJson {
  readonly value: unknown;
  /** Whether no string in it has anything that JSON escapes: the text has no backslash. */
  readonly isPlain: boolean;
}

/**
 * Decodes JSON in UTF-8 (RFC 8259). Nesting of large bodies is bounded on the bytes, before the parser sees them: V8
 * reads millions of open brackets, taking 2 s for 10 MB. A key `__proto__` is dropped, so that no copy of the answer can
 * change a prototype.
 *
 * @throws TransportError MALFORMED
 */
export function readJson(subgraph: string, bytes: Buffer): ReadJson {
  if (bytes.length > SMALL_BYTES && nestsDeeperThan(bytes, MAX_NESTING)) {
    throw new TransportError('MALFORMED', subgraph, { detail: 'nested too deep' });
  }
  try {
    const text = decoded(bytes);
    const isPlain = !text.includes('\\');
    const value: unknown = JSON.parse(text, mayNamePrototype(text, isPlain) ? dropPrototypeKey : undefined);
    return { value, isPlain };
  } catch {
    // The parser's message quotes the body, so it is not even kept as a cause.
    throw new TransportError('MALFORMED', subgraph, { detail: 'not JSON in UTF-8' });
  }
}

/** From so many bytes on, to go by way of UTF-16 is quicker: of 80 kB with Chinese names it takes a sixth of the time. */
const LONG_BYTES = 1024;

/** Fatal for what is not UTF-8, as a `TextDecoder` can be told to be, which takes several times as long. */
function decoded(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (!isUtf8(bytes)) throw new Error('not UTF-8');
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = hasMark ? bytes.subarray(3) : bytes;
  return text.length < LONG_BYTES
    ? text.toString('utf8')
    : transcode(text, 'utf8', 'utf16le').toString('utf16le');
}

/** A reviver costs several times the parse: used only where the key can be, also in an escaped spelling. */
function mayNamePrototype(text: string, isPlain: boolean): boolean {
  return text.includes('__proto__') || (!isPlain && text.includes('\\u00'));
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
