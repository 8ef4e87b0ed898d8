import { refusal } from '@huitong/contract';

const controlNul = /\u0000|\p{Surrogate}/u;
const escapeWorthALook = /\\u(?:0000|[dD][89a-fA-F])/;

/** Where the string that begins at `start` (a quote) ends: the index of its closing quote, or the text's end. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length) {
    const character = text.charCodeAt(index);
    if (character === 0x22) return index;
    index += character === 0x5c ? 2 : 1;
  }
  return text.length;
}

/** The value of a string literal, decoded so that `"qu\u0065ry"` and `"query"` are one key. */
function decoded(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    const value = JSON.parse(literal) as string;
    if (escapeWorthALook.test(literal) && controlNul.test(value)) {
      throw refusal('MALFORMED_REQUEST', {
        message: 'A string of the body holds U+0000 or half of a surrogate pair.',
      });
    }
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) throw refusal('MALFORMED_JSON');
    throw error;
  }
}

/**
 * One pass over the text before it is parsed. V8 parses five million nested arrays in two seconds and overflows
 * the stack on the way back; and of two equal keys it silently takes the last, while a filter in front may have
 * judged the first.
 */
function scan(text: string, maximumDepth: number): void {
  // Keys of the objects that are open; null stands for an array.
  const open: (Set<string> | null)[] = [];
  let keyExpected = false;
  for (let index = 0; index < text.length; index += 1) {
    switch (text[index]) {
      case '{':
      case '[':
        open.push(text[index] === '{' ? new Set() : null);
        keyExpected = text[index] === '{';
        if (open.length > maximumDepth) {
          throw refusal('BODY_TOO_DEEP', { facts: { limit: maximumDepth } });
        }
        break;
      case '}':
      case ']':
        open.pop();
        keyExpected = false;
        break;
      case ',':
        keyExpected = open.at(-1) instanceof Set;
        break;
      case '"': {
        const end = endOfString(text, index);
        const value = decoded(text.slice(index, end + 1));
        if (keyExpected) {
          const keys = open.at(-1);
          if (keys?.has(value)) throw refusal('DUPLICATE_KEY', { at: value.slice(0, 60) });
          keys?.add(value);
          keyExpected = false;
        }
        index = end;
        break;
      }
    }
  }
}

/**
 * Reads JSON that a stranger sent.
 * @param bytes the whole text; UTF-8 without byte order mark.
 * @param maximumDepth levels of objects and arrays allowed.
 * @throws Refusal INVALID_ENCODING, BODY_TOO_DEEP, DUPLICATE_KEY, MALFORMED_JSON, MALFORMED_REQUEST (U+0000 or
 * half of a surrogate pair, which no database column and no UTF-8 holds).
 */
export function parseStrictJson(bytes: Uint8Array, maximumDepth: number): unknown {
  let text: string;
  try {
    // Fatal, because the default turns broken bytes into U+FFFD without a word.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refusal('INVALID_ENCODING');
  }
  if (text.startsWith('\ufeff')) throw refusal('INVALID_ENCODING');
  scan(text, maximumDepth);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refusal('MALFORMED_JSON');
  }
}
