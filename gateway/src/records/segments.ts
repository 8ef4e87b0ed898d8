import { stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogLogger } from './decisionLog.js';
import { listSegments, type OpenSegment, readSegment, segmentFile, type SegmentHandle } from './segment.js';

/** A file that is being written, and where its durable part ends. */
export interface Segment {
  readonly handle: SegmentHandle;
  readonly file: string;
  readonly day: string;
  readonly number: number;
  durableBytes: number;
}

export interface SegmentsFacts {
  readonly directory: string;
  readonly open: OpenSegment;
  readonly now: () => Date;
  readonly logger: LogLogger;
  /** Bytes from which a day begins another file. */
  readonly maximumBytes: number;
}

/** The file that records go to: one for each UTC day, and further ones where a day is long. */
export class Segments {
  readonly #facts: SegmentsFacts;
  #current: Segment | null = null;
  /** A file whose tail nobody was promised and that could not be cut off yet. */
  #unproved: { readonly file: string; readonly bytes: number } | null = null;

  constructor(facts: SegmentsFacts) {
    this.#facts = facts;
  }

  /** The segment for a record written now. Should the clock step back, the one of the later day stays in use. */
  async current(): Promise<Segment> {
    const { directory, now, maximumBytes } = this.#facts;
    const today = now().toISOString().slice(0, 10);
    const current = this.#current;
    if (current && current.day >= today && current.durableBytes < maximumBytes) return current;
    await this.close();
    await this.#cutUnproved();
    const newest = (await listSegments(directory)).at(-1);
    if (!newest || newest.day < today) return this.#open(today, 0);
    if (newest.cleared) return this.#open(newest.day, newest.number + 1);
    const { size } = await stat(join(directory, newest.file));
    return this.#open(newest.day, size < maximumBytes ? newest.number : newest.number + 1);
  }

  async #open(day: string, number: number): Promise<Segment> {
    const { directory, open } = this.#facts;
    const file = segmentFile(day, number);
    const handle = await open(join(directory, file));
    try {
      const { wholeBytes, tornBytes } = await readSegment(directory, file);
      if (tornBytes > 0) throw new Error(`${file} has a torn line.`);
      this.#current = { handle, file, day, number, durableBytes: wholeBytes };
      return this.#current;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /**
   * After a failed write or flush nothing is known of the file's tail, and a second flush of the same handle may lie
   * (the kernel drops the dirty pages it could not write). The tail that nobody was promised is cut off and the
   * handle is left.
   */
  async abandon(): Promise<void> {
    const segment = this.#current;
    this.#current = null;
    if (!segment) return;
    await segment.handle.close().catch(() => undefined);
    this.#unproved = { file: segment.file, bytes: segment.durableBytes };
    await this.#cutUnproved().catch((error: unknown) =>
      this.#facts.logger.error(
        { err: error, file: segment.file },
        'the tail of the record cannot be cut off yet',
      ),
    );
  }

  /** Nothing is written while that tail stands, or while what was promised is gone. */
  async #cutUnproved(): Promise<void> {
    if (!this.#unproved) return;
    const { file, bytes } = this.#unproved;
    const path = join(this.#facts.directory, file);
    const { size } = await stat(path);
    if (size < bytes) throw new Error(`${file} is shorter than what was written to it.`);
    await truncate(path, bytes);
    this.#unproved = null;
  }

  async close(): Promise<void> {
    const segment = this.#current;
    this.#current = null;
    await segment?.handle.close();
  }
}
