import { randomBytes } from 'node:crypto';
import type { Cadence, Checkpointer } from './checkpointer.js';
import type { CheckpointSigner } from './checkpoint.js';
import type {
  DecisionLog,
  DecisionRecord,
  GapRecord,
  LogLogger,
  LogRecord,
  NoteRecord,
  OutcomeRecord,
  RefusalRecord,
} from './decisionLog.js';
import { type DigestName, digestOf, leafMark } from './digest.js';
import type { LogHeader } from './header.js';
import { Lost } from './lost.js';
import type { Restored } from './restore.js';
import { dropClearText } from './retention.js';
import { appendDurably, type OpenSegment, openSegment } from './segment.js';
import { type Segment, Segments } from './segments.js';
import type { Tree } from './treeState.js';

export interface FileDecisionLogOptions {
  /** Folder of the log; made when absent, readable by its owner only. */
  readonly directory: string;
  readonly logger: LogLogger;
  /** Signs checkpoints. */
  readonly signer: CheckpointSigner;
  /** What records are hashed with; a log keeps what it began with. Default `sha256`. */
  readonly digest?: DigestName;
  /** What the origin of a new log begins with. Default `huitong`. */
  readonly name?: string;
  /** Days that clear text is kept; null keeps all of it. Default null. */
  readonly retentionDays?: number | null;
  /**
   * Milliseconds for which the log may go on without a checkpoint that is due. Past it nothing that needs proof is
   * answered, as X-Road refuses service when it cannot have its log time-stamped. Default 60,000.
   */
  readonly checkpointFailureMs?: number;
  readonly cadence?: Partial<Cadence>;
  /** Records that may wait to be written. Default 10,000; more are refused. */
  readonly maximumQueued?: number;
  /** Bytes from which a day begins another file. Default 256 MiB. */
  readonly segmentBytes?: number;
  /** For tests that need a disk to fail. */
  readonly open?: OpenSegment;
  /** For tests that need a day to pass. */
  readonly now?: () => Date;
}

interface Waiting {
  readonly at: string;
  readonly record: LogRecord | NoteRecord;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/** A line and its leaf hash. */
interface Written {
  readonly line: Buffer;
  readonly leaf: Buffer;
}

const maximumBatch = 2000;
const maximumBatchBytes = 1024 * 1024;
const saltBytes = 16;
/** Part of the queue that is kept for records that an answer hangs on. */
const reserved = 0.2;
const gapRetryMs = 1000;
const newline = 0x0a;

/**
 * Group commit without a timer: what queues while one batch is being flushed is the next batch. Under load one flush
 * carries many records; alone, a record waits for nobody. The log's root is signed beside it ({@link Checkpointer}).
 */
export class FileDecisionLog implements DecisionLog {
  readonly #options: FileDecisionLogOptions;
  readonly #header: LogHeader;
  readonly #now: () => Date;
  readonly #maximumQueued: number;
  readonly #segments: Segments;
  readonly #checkpointer: Checkpointer;
  #queue: Waiting[] = [];
  #tree: Tree;
  #writing: Promise<void> | null = null;
  #gapTimer: NodeJS.Timeout | null = null;
  #dropping: Promise<void> | null = null;
  readonly #lost = new Lost();
  #closed = false;

  constructor(
    options: FileDecisionLogOptions,
    header: LogHeader,
    { checkpointer, restored }: { readonly checkpointer: Checkpointer; readonly restored: Restored },
  ) {
    const { directory, logger, open = openSegment, segmentBytes = 256 * 1024 * 1024 } = options;
    const maximumBytes = segmentBytes;
    this.#options = options;
    this.#header = header;
    this.#now = options.now ?? (() => new Date());
    this.#maximumQueued = options.maximumQueued ?? 10_000;
    this.#tree = restored.tree;
    this.#checkpointer = checkpointer;
    this.#segments = new Segments({ directory, open, now: this.#now, logger, maximumBytes });
    // What a crash left unsigned.
    this.#checkpointer.follow(this.#tree);
  }

  begin(
    record: DecisionRecord | RefusalRecord,
    { proof }: { readonly proof: boolean },
  ): Promise<{ durable: Promise<void> }> {
    if (this.#closed) return Promise.reject(new Error('The decision log is closed.'));
    if (this.#queue.length >= this.#maximumQueued * (proof ? 1 : 1 - reserved)) {
      this.#lost.add(record, this.#now().toISOString());
      return Promise.reject(new Error('Too many records wait to be written.'));
    }
    const written = this.#enqueue(record);
    const { checkpointFailureMs = 60_000 } = this.#options;
    const unsigned = proof && this.#checkpointer.overdueMs > checkpointFailureMs;
    const durable = unsigned
      ? written.then(() => Promise.reject(new Error('The record has not been signed for too long.')))
      : written;
    // Whoever does not look at `durable` must not bring the process down when it fails.
    durable.catch(() => undefined);
    return Promise.resolve({ durable });
  }

  outcome(record: OutcomeRecord): void {
    if (this.#closed || this.#queue.length >= this.#maximumQueued) {
      this.#lost.add(record, this.#now().toISOString());
      return;
    }
    this.#enqueue(record).catch((error: unknown) => {
      this.#options.logger.error({ err: error, requestId: record.requestId }, 'an outcome is not on record');
    });
  }

  /** Writes what the log has to say of itself. */
  note(record: NoteRecord): void {
    this.#enqueue(record).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#gapTimer) clearTimeout(this.#gapTimer);
    await this.#dropping;
    while (this.#writing) await this.#writing;
    if (this.#lost.any) await this.#writeAll();
    await this.#segments.close();
    await this.#checkpointer.close();
  }

  #enqueue(record: LogRecord | NoteRecord): Promise<void> {
    const done = new Promise<void>((written, failed) => {
      this.#queue.push({ at: this.#now().toISOString(), record, written, failed });
    });
    this.#writing ??= this.#writeAll();
    return done;
  }

  async #writeAll(): Promise<void> {
    // A turn of the loop, so that requests which arrived together share the first flush too.
    await Promise.resolve();
    do {
      const batch = this.#queue.splice(0, maximumBatch);
      try {
        await this.#writeBatch(batch);
        for (const { written } of batch) written();
      } catch (error) {
        for (const { record, at } of batch) this.#lost.add(record, at);
        await this.#segments.abandon();
        for (const { failed } of batch) failed(error);
        this.#tellGapLater();
      }
    } while (this.#queue.length > 0);
    // In the same turn as the look at the queue: a record that came between would wait for ever.
    this.#writing = null;
  }

  /** A gap is told also when no record comes that could tell it. */
  #tellGapLater(): void {
    if (this.#closed) return;
    this.#gapTimer ??= setTimeout(() => {
      this.#gapTimer = null;
      if (this.#lost.any && !this.#closed) this.#writing ??= this.#writeAll();
    }, gapRetryMs).unref();
  }

  async #writeBatch(batch: readonly Waiting[]): Promise<void> {
    const segment = await this.#segmentForNow();
    const told = this.#lost.told();
    const range = this.#tree.range.clone();
    let { head } = this.#tree;
    const lines: Buffer[] = [];
    const salts = randomBytes((batch.length + 1) * saltBytes);
    const add = (at: string, record: LogRecord | NoteRecord | GapRecord) => {
      const salt = salts.toString('hex', lines.length * saltBytes, (lines.length + 1) * saltBytes);
      const seq = head.seq + 1;
      const { line, leaf } = this.#write({ salt, seq, at, ...record, previous: head.digest });
      range.append(leaf);
      head = { seq, digest: leaf.toString('hex') };
      lines.push(line);
    };
    if (told) add(this.#now().toISOString(), told.gap);
    for (const { at, record } of batch) add(at, record);
    if (lines.length === 0) return;
    const chunks = inChunks(lines);
    await appendDurably(segment.handle, chunks);
    segment.durableBytes += chunks.reduce((sum, { length }) => sum + length, 0);
    this.#tree = { range, head, file: segment.file, bytes: segment.durableBytes };
    told?.written();
    this.#checkpointer.follow(this.#tree);
  }

  /** The bytes of a record are written once, hashed as they are and never made again from what they mean. */
  #write(record: object): Written {
    const text = JSON.stringify(record);
    const length = Buffer.byteLength(text);
    const bytes = Buffer.allocUnsafe(length + 2);
    bytes[0] = leafMark;
    bytes.write(text, 1);
    bytes[length + 1] = newline;
    return {
      line: bytes.subarray(1),
      leaf: digestOf(this.#header.digest, bytes.subarray(0, length + 1)),
    };
  }

  async #segmentForNow(): Promise<Segment> {
    const before = this.#tree.file;
    const segment = await this.#segments.current();
    // Beside the writing: nobody waits for it but closing.
    if (before !== '' && before !== segment.file) this.dropOldText();
    return segment;
  }

  /** Drops clear text that is past its time. A failure leaves it to the next day. */
  dropOldText(): void {
    this.#dropping ??= this.#drop().finally(() => (this.#dropping = null));
  }

  async #drop(): Promise<void> {
    const { directory, retentionDays = null, logger } = this.#options;
    if (retentionDays === null) return;
    try {
      const facts = { digest: this.#header.digest, days: retentionDays, now: this.#now() };
      for (const { file, records } of await dropClearText(directory, facts)) {
        this.note({ kind: 'note', what: 'clear text dropped', file, records });
      }
    } catch (error) {
      logger.error({ err: error }, 'old clear text of the record could not be dropped');
    }
  }
}

function inChunks(lines: readonly Buffer[]): Buffer[] {
  const chunks: Buffer[] = [];
  let begin = 0;
  let bytes = 0;
  for (const [index, { length }] of lines.entries()) {
    bytes += length;
    if (bytes < maximumBatchBytes && index < lines.length - 1) continue;
    chunks.push(Buffer.concat(lines.slice(begin, index + 1)));
    begin = index + 1;
    bytes = 0;
  }
  return chunks;
}
