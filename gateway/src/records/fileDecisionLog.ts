import { mkdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { DecisionLog, DecisionRecord, LogRecord, OutcomeRecord, RefusalRecord } from './decisionLog.js';
import {
  digestOf,
  emptyHead,
  type Head,
  listSegments,
  type OpenSegment,
  openSegment,
  readSegment,
  segmentFile,
  type SegmentHandle,
} from './segment.js';

export interface FileDecisionLogOptions {
  /** Folder of the log; made when absent, readable by its owner only. */
  readonly directory: string;
  readonly logger: Logger;
  /** Records that may wait to be written. Default 10,000; more are refused. */
  readonly maximumQueued?: number;
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

/** What the log says of itself: a torn line cut off, or records lost to a failing disk. */
interface NoteRecord {
  readonly kind: 'note';
  readonly what: 'torn line removed' | 'records lost';
  readonly bytes?: number;
  readonly records?: number;
}

/** A file that is being written, and where its durable part ends. */
interface Segment {
  readonly handle: SegmentHandle;
  readonly file: string;
  readonly day: string;
  readonly number: number;
  durableBytes: number;
}

const maximumBatch = 2000;
const maximumBatchBytes = 1024 * 1024;

/**
 * Opens a decision log in a folder: one file a day, one JSON object a line, each line with its number and the digest
 * of the line before. A last line torn by a crash was never acknowledged; it is cut off, and a note says so.
 * @throws Error when the folder cannot be written, or its last whole line is not a record.
 */
export async function openFileDecisionLog(options: FileDecisionLogOptions): Promise<DecisionLog> {
  await mkdir(options.directory, { recursive: true, mode: 0o700 });
  const segments = await listSegments(options.directory);
  let head: Head = emptyHead;
  let torn = 0;
  // The newest file may be empty or hold a torn line only; then the chain's end is in the one before.
  for (const { file } of segments.reverse()) {
    const { lines, wholeBytes, tornBytes } = await readSegment(options.directory, file);
    if (tornBytes > 0) {
      await truncate(join(options.directory, file), wholeBytes);
      torn += tornBytes;
    }
    const last = lines.at(-1);
    if (last === undefined) continue;
    const { seq } = JSON.parse(last) as { seq: number };
    if (!Number.isSafeInteger(seq)) throw new Error(`${file}: its last line is not a record.`);
    head = { seq, digest: digestOf(last) };
    break;
  }
  const log = new FileDecisionLog(options, head);
  if (torn > 0) {
    options.logger.warn({ bytes: torn }, 'a torn line was cut off the decision log');
    log.note({ kind: 'note', what: 'torn line removed', bytes: torn });
  }
  return log;
}

/**
 * Group commit without a timer: what queues while one batch is being flushed is the next batch. Under load one flush
 * carries many records; alone, a record waits for nobody.
 */
class FileDecisionLog implements DecisionLog {
  readonly #options: FileDecisionLogOptions;
  readonly #open: OpenSegment;
  readonly #now: () => Date;
  readonly #maximumQueued: number;
  #queue: Waiting[] = [];
  #head: Head;
  #segment: Segment | null = null;
  #writing: Promise<void> | null = null;
  #lost = 0;
  #closed = false;

  constructor(options: FileDecisionLogOptions, head: Head) {
    this.#options = options;
    this.#head = head;
    this.#open = options.open ?? openSegment;
    this.#now = options.now ?? (() => new Date());
    this.#maximumQueued = options.maximumQueued ?? 10_000;
  }

  begin(record: DecisionRecord | RefusalRecord): Promise<{ durable: Promise<void> }> {
    if (this.#closed) return Promise.reject(new Error('The decision log is closed.'));
    if (this.#queue.length >= this.#maximumQueued) {
      this.#lost += 1;
      return Promise.reject(new Error('Too many records wait to be written.'));
    }
    const durable = this.#enqueue(record);
    // Whoever does not look at `durable` must not bring the process down when it fails.
    durable.catch(() => undefined);
    return Promise.resolve({ durable });
  }

  outcome(record: OutcomeRecord): void {
    if (this.#closed || this.#queue.length >= this.#maximumQueued) {
      this.#lost += 1;
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
    while (this.#writing) await this.#writing;
    await this.#segment?.handle.close();
    this.#segment = null;
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
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, maximumBatch);
      try {
        await this.#writeBatch(batch);
        for (const { written } of batch) written();
      } catch (error) {
        this.#lost += batch.length;
        await this.#abandonSegment();
        for (const { failed } of batch) failed(error);
      }
    }
    // In the same turn as the look at the queue: a record that came between would wait for ever.
    this.#writing = null;
  }

  async #writeBatch(batch: readonly Waiting[]): Promise<void> {
    const segment = await this.#currentSegment();
    let head = this.#head;
    const lost = this.#lost;
    const lines: string[] = [];
    const add = (at: string, record: LogRecord | NoteRecord) => {
      const line = JSON.stringify({ seq: head.seq + 1, at, ...record, previous: head.digest });
      head = { seq: head.seq + 1, digest: digestOf(line) };
      lines.push(line);
    };
    if (lost > 0) add(this.#now().toISOString(), { kind: 'note', what: 'records lost', records: lost });
    for (const { at, record } of batch) add(at, record);
    let bytes = 0;
    for (const chunk of chunks(lines)) {
      await segment.handle.appendFile(chunk);
      bytes += Buffer.byteLength(chunk);
    }
    await segment.handle.datasync();
    segment.durableBytes += bytes;
    this.#head = head;
    this.#lost -= lost;
  }

  async #currentSegment(): Promise<Segment> {
    const day = this.#now().toISOString().slice(0, 10);
    if (this.#segment && this.#segment.day >= day) return this.#segment;
    await this.#segment?.handle.close();
    this.#segment = null;
    const sameDay = (await listSegments(this.#options.directory)).filter((segment) => segment.day >= day);
    const newest = sameDay.at(-1);
    return this.#openSegment(newest?.day ?? day, newest?.number ?? 0);
  }

  async #openSegment(day: string, number: number): Promise<Segment> {
    const file = segmentFile(day, number);
    const handle = await this.#open(join(this.#options.directory, file));
    const { wholeBytes } = await readSegment(this.#options.directory, file);
    this.#segment = { handle, file, day, number, durableBytes: wholeBytes };
    return this.#segment;
  }

  /**
   * After a failed write or flush nothing is known of the file's tail, and a second flush of the same handle may lie
   * (the kernel drops the dirty pages it could not write). The tail that nobody was promised is cut off and the file
   * is left; the next batch begins from a fresh handle, whose first line tells how many records were lost.
   */
  async #abandonSegment(): Promise<void> {
    const segment = this.#segment;
    this.#segment = null;
    if (!segment) return;
    await segment.handle.truncate(segment.durableBytes).catch(() =>
      truncate(join(this.#options.directory, segment.file), segment.durableBytes).catch((error: unknown) => {
        this.#options.logger.error(
          { err: error, file: segment.file },
          'the decision log has an unproved tail',
        );
      }),
    );
    await segment.handle.close().catch(() => undefined);
  }
}

function* chunks(lines: readonly string[]): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < maximumBatchBytes) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
