import { refusal } from '@huitong/contract';

/** What the reader of one part wants to know; names come without their namespace's prefix. */
export interface XmlEvents {
  /** @param attributes as written; see {@link attribute} */
  open(name: string, attributes: string): void;
  /** Text with its entities resolved; may come in several pieces. */
  text?(text: string): void;
  close(name: string): void;
}

/** Longest tag or comment, and longest piece of text that waits for its end, in characters. */
const LONGEST = 1_000_000;
const DEEPEST = 64;

const broken = (what: string) =>
  refusal('FILE_UNREADABLE', {
    message: `The workbook is damaged: ${what}. Open it in Excel and save it anew.`,
  });

/**
 * Reads the XML of a workbook's part as it comes. It knows no document types and no entities but the five of XML and
 * character references, so that there is nothing to expand: a part that declares any is refused (billion laughs,
 * external entities).
 * @throws Refusal WORKBOOK_UNSAFE, FILE_UNREADABLE
 */
export async function readXml(pieces: AsyncIterable<Uint8Array>, events: XmlEvents): Promise<void> {
  for await (const _ of xmlSteps(pieces, events));
}

/** The same, one step for each piece read, so that a reader can hand on what it has found so far. */
export async function* xmlSteps(pieces: AsyncIterable<Uint8Array>, events: XmlEvents): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const scanner = new Scanner(events);
  const decode = (piece?: Uint8Array) => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      throw broken('a part is not UTF-8');
    }
  };
  for await (const piece of pieces) {
    scanner.feed(decode(piece));
    yield;
  }
  scanner.feed(decode());
  scanner.end();
}

class Scanner {
  readonly #events: XmlEvents;
  readonly #open: string[] = [];
  #rest = '';

  constructor(events: XmlEvents) {
    this.#events = events;
  }

  feed(piece: string): void {
    const text = this.#rest + piece;
    let at = 0;
    for (;;) {
      const start = text.indexOf('<', at);
      if (start < 0) break;
      if (start > at) this.#text(text.slice(at, start));
      const next = this.#markup(text, start);
      // An unfinished tag waits for the next piece; the text before it is done with.
      at = next ?? start;
      if (next === undefined) break;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > LONGEST) throw broken('a part has no end');
  }

  end(): void {
    if (this.#rest.trim() !== '' || this.#open.length > 0) throw broken('a part is cut off');
  }

  /** Returns where the markup that begins at `start` ends, undefined when that has not been read yet. */
  #markup(text: string, start: number): number | undefined {
    const second = text.charCodeAt(start + 1);
    if (second === 0x2f) {
      // Nearly every tag that closes is written plainly; for a sheet of many cells this is worth the second way.
      const plain = this.#open.at(-1);
      if (plain !== undefined && closesPlainly(text, start + 2, plain)) {
        this.#close(plain);
        return start + 3 + plain.length;
      }
    }
    if (second === 0x21) return this.#declaration(text, start);
    if (second === 0x3f) return after(text, '?>', start);
    const end = tagEnd(text, start + 1);
    if (end === undefined) return undefined;
    if (second === 0x2f) this.#close(localName(text.slice(start + 2, end).trim()));
    else {
      const empty = text.charCodeAt(end - 1) === 0x2f;
      const body = text.slice(start + 1, empty ? end - 1 : end);
      const space = blankAfter(body);
      const name = localName(body.slice(0, space));
      if (this.#open.length >= DEEPEST) throw broken('a part is nested too deeply');
      this.#open.push(name);
      this.#events.open(name, body.slice(space));
      if (empty) this.#close(name);
    }
    return end + 1;
  }

  #close(name: string): void {
    if (this.#open.pop() !== name) throw broken('a part is not well-formed');
    this.#events.close(name);
  }

  #declaration(text: string, start: number): number | undefined {
    const begins = text.slice(start, start + 9);
    if (begins.startsWith('<!--')) return after(text, '-->', start + 4);
    if (begins === '<![CDATA[') {
      const end = after(text, ']]>', start);
      if (end !== undefined) this.#events.text?.(text.slice(start + 9, end - 3));
      return end;
    }
    if ('<!--'.startsWith(begins) || '<![CDATA['.startsWith(begins)) return undefined;
    throw refusal('WORKBOOK_UNSAFE', {
      message: 'A part of the workbook declares a document type, as no spreadsheet does (XML entities).',
    });
  }

  #text(text: string): void {
    if (this.#events.text && this.#open.length > 0) this.#events.text(resolved(text));
  }
}

function after(text: string, mark: string, from: number): number | undefined {
  const found = text.indexOf(mark, from);
  return found < 0 ? undefined : found + mark.length;
}

/** Where a tag closes; a `>` may stand inside of quotes. */
function tagEnd(text: string, from: number): number | undefined {
  let quote = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x3e) return at;
    else if (code === 0x22 || code === 0x27) quote = code;
  }
  return undefined;
}

/** Whether the tag that closes at `from` is the name and nothing else. */
const closesPlainly = (text: string, from: number, name: string): boolean =>
  text.charCodeAt(from + name.length) === 0x3e && text.startsWith(name, from);

/** Where the first white space of a tag stands; its length where there is none. */
function blankAfter(body: string): number {
  let at = 0;
  while (at < body.length && body.charCodeAt(at) > 0x20) at += 1;
  return at;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its references resolved. Throws Refusal WORKBOOK_UNSAFE for an entity that XML does not know by itself. */
export function resolved(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([^;\s&]{0,40}));?/g,
    (all, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? parseInt(hex as string, 16) : undefined;
      if (code !== undefined && code > 0 && code <= 0x10ffff && all.endsWith(';'))
        return String.fromCodePoint(code);
      const known =
        all.endsWith(';') && Object.hasOwn(named, name as string) ? named[name as string] : undefined;
      if (known !== undefined) return known;
      throw refusal('WORKBOOK_UNSAFE', { message: 'A part of the workbook uses an entity of its own.' });
    },
  );
}

/** Value of an attribute by its name without prefix; undefined when it is not there. */
export function attribute(attributes: string, name: string): string | undefined {
  let at = 0;
  for (;;) {
    const found = attributes.indexOf(name, at);
    if (found < 0) return undefined;
    at = found + name.length;
    const before = attributes.charCodeAt(found - 1);
    // Space or the colon of a prefix before it, = and a quote after it.
    if (before > 0x20 && before !== 0x3a) continue;
    const start = valueAfter(attributes, at);
    if (start === undefined) continue;
    const end = attributes.indexOf(attributes[start - 1]!, start);
    return end < 0 ? undefined : resolved(attributes.slice(start, end));
  }
}

/** Where the value of an attribute begins whose name ends at `at`: behind = and a quote, with spaces between. */
function valueAfter(attributes: string, at: number): number | undefined {
  const equals = nonBlank(attributes, at);
  if (attributes.charCodeAt(equals) !== 0x3d) return undefined;
  const quote = nonBlank(attributes, equals + 1);
  const code = attributes.charCodeAt(quote);
  return code === 0x22 || code === 0x27 ? quote + 1 : undefined;
}

function nonBlank(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}
