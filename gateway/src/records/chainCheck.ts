import { CompactRange } from './compactRange.js';
import type { DigestName } from './digest.js';
import { type Line, readLine } from './lines.js';
import { emptyHead, type Head } from './segment.js';
import type { Expected, SignedFeed } from './signedFeed.js';
import type { Entry, Torn } from './walk.js';

/** What is wrong with a log: where the first bad record is, and what is seen of it. */
export interface Problem {
  /** Number of the first bad record, as far as the log tells. */
  readonly seq: number;
  readonly what: string;
}

type Note = Readonly<Record<string, unknown>>;

/** Follows a log from its first record: number, chain, and the root at every checkpoint. */
export class ChainCheck {
  readonly #range: CompactRange;
  readonly #feed: SignedFeed;
  /** Least first. */
  readonly #kept: Expected[];
  /** Size of the last checkpoint that was met. */
  #met = 0;
  #metKept = 0;
  #head: Head = emptyHead;
  #cleared = 0;
  #torn: Torn | null = null;
  #earlier: Note | null = null;

  /** @param signed checkpoints of the log itself, and those that somebody kept elsewhere. */
  constructor(digest: DigestName, signed: { readonly feed: SignedFeed; readonly kept: readonly Expected[] }) {
    this.#range = CompactRange.empty(digest);
    this.#feed = signed.feed;
    this.#kept = [...signed.kept].sort((left, right) => left.checkpoint.size - right.checkpoint.size);
  }

  get head(): Head {
    return this.#head;
  }

  /** Records of which only the leaf hash is left. */
  get cleared(): number {
    return this.#cleared;
  }

  /** Size of the newest checkpoint that the records lead to. */
  get covered(): number {
    return this.#met;
  }

  get tornBytes(): number {
    return this.#torn?.torn ?? 0;
  }

  /** The note that tells where an earlier log ended, if one stands here. */
  get earlier(): Note | null {
    return this.#earlier;
  }

  /**
   * @param after what stands behind the entry, which tells on which side of a break in the chain the fault is.
   * @returns what is wrong, or null.
   */
  async take(entry: Entry | Torn, after: Entry | Torn | undefined): Promise<Problem | null> {
    const seq = this.#head.seq + 1;
    if (this.#torn) return { seq, what: `${this.#torn.file}: a line is torn, and more stands behind it` };
    if ('torn' in entry) {
      this.#torn = entry;
      return null;
    }
    const problem = entry.bytes ? this.#follow(entry, entry.bytes, after) : null;
    if (problem) return problem;
    if (!entry.bytes) this.#cleared += 1;
    this.#range.append(entry.leaf);
    this.#head = { seq, digest: entry.leaf.toString('hex') };
    return this.#meet();
  }

  /** Whether records are missing at the end. */
  async end(): Promise<Problem | null> {
    const { seq } = this.#head;
    let last = this.#kept.at(-1);
    for (let signed = await this.#feed.peek(); signed; signed = await this.#feed.peek()) {
      if (signed.checkpoint.size >= (last?.checkpoint.size ?? 0)) last = signed;
      this.#feed.next();
    }
    if (!last || last.checkpoint.size <= seq) return null;
    const { size, time } = last.checkpoint;
    const missing = size === seq + 1 ? `record ${size} is` : `records ${seq + 1} to ${size} are`;
    return { seq: seq + 1, what: `${missing} missing at the end, which ${last.name} of ${time} covers` };
  }

  #follow({ file, line, leaf }: Entry, bytes: Buffer, after: Entry | Torn | undefined): Problem | null {
    const seq = this.#head.seq + 1;
    const at = `${file}:${line}`;
    const read = readLine(bytes);
    if (!read) return { seq, what: `${at}: not a record` };
    if (read.seq > seq) return { seq, what: `${at}: record ${read.seq} stands where record ${seq} belongs` };
    if (read.seq < seq) return { seq, what: `${at}: record ${read.seq} stands here again` };
    if (read.previous !== this.#head.digest) return this.#broken(at, leaf, after);
    this.#remember(read);
    return null;
  }

  /**
   * Where the next record bears this one out, the one before is not what it was; where it does not, this one is not.
   * At the end nobody can say, and the earlier of the two is named.
   */
  #broken(at: string, leaf: Buffer, after: Entry | Torn | undefined): Problem {
    const { seq } = this.#head;
    const next = after && 'leaf' in after && after.bytes ? readLine(after.bytes) : null;
    if (next?.previous === leaf.toString('hex') && seq > 0) {
      return { seq, what: `record ${seq} is not the one that ${at} goes on from` };
    }
    const what = `${at}: record ${seq + 1} does not go on from record ${seq}`;
    return next || seq === 0 ? { seq: seq + 1, what } : { seq, what: `${what}; one of the two was changed` };
  }

  #remember({ record }: Line): void {
    if (record['kind'] === 'note' && record['what'] === 'goes on from an earlier log') this.#earlier = record;
  }

  async #meet(): Promise<Problem | null> {
    const { size } = this.#range;
    let root: string | null = null;
    for (let expected = await this.#expected(size); expected; expected = await this.#expected(size)) {
      root ??= this.#range.root().toString('hex');
      if (root !== expected.checkpoint.root) return this.#other(expected);
      this.#met = size;
      if (expected.kept) this.#metKept = size;
    }
    return null;
  }

  /** The next checkpoint of this size, one after the other. */
  async #expected(size: number): Promise<Expected | null> {
    if (this.#kept[0]?.checkpoint.size === size) return this.#kept.shift() ?? null;
    const signed = await this.#feed.peek();
    if (signed?.checkpoint.size !== size) return null;
    this.#feed.next();
    return signed;
  }

  /** What the log itself has signed in between says nothing of where it left the history that was kept. */
  #other({ checkpoint: { size, time }, name, kept }: Expected): Problem {
    const seq = (kept ? this.#metKept : this.#met) + 1;
    const which = seq === size ? `record ${seq} is not the one` : `records ${seq} to ${size} are not those`;
    return { seq, what: `${which} that ${name} of ${time} signed` };
  }
}
