import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkpointDigest,
  type CheckpointSigner,
  signCheckpoint,
  type SignedCheckpoint,
} from './checkpoint.js';
import { checkpointDays, checkpointFile, entryOf, readCheckpointDay } from './checkpointFiles.js';
import type { LogLogger } from './decisionLog.js';
import { noDigest } from './digest.js';
import type { LogHeader } from './header.js';
import { appendDurably, type OpenSegment, type SegmentHandle } from './segment.js';
import { keepTree, type Tree } from './treeState.js';

/** How often a log signs what it has become. */
export interface Cadence {
  /** Records that may stand without a checkpoint. Default 1,000. */
  readonly records: number;
  /** Milliseconds that records may stand without one. Default 1,000. */
  readonly milliseconds: number;
}

export const defaultCadence: Cadence = { records: 1000, milliseconds: 1000 };

/** Least time between two tries. */
const retryMs = 100;

export interface CheckpointerFacts {
  readonly directory: string;
  readonly header: LogHeader;
  readonly signer: CheckpointSigner;
  readonly cadence: Cadence;
  readonly open: OpenSegment;
  readonly now: () => Date;
  readonly logger: LogLogger;
}

interface Page {
  readonly day: string;
  readonly path: string;
  readonly handle: SegmentHandle;
  durableBytes: number;
}

/**
 * Signs the log's root beside the writing of records: nobody's answer waits for it, but who needs proof is refused
 * once it has failed for too long.
 */
export class Checkpointer {
  readonly #facts: CheckpointerFacts;
  #last: SignedCheckpoint | null;
  #tree: Tree | null = null;
  #page: Page | null = null;
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lastAt = -Infinity;
  /** `performance.now()` since when a checkpoint is wanting. */
  #wantingSince: number | null = null;
  #closed = false;

  constructor(facts: CheckpointerFacts, last: SignedCheckpoint | null) {
    this.#facts = facts;
    this.#last = last;
  }

  /** Milliseconds for which a checkpoint should have been there and was not; 0 while all is well. */
  get overdueMs(): number {
    return this.#wantingSince === null ? 0 : performance.now() - this.#wantingSince;
  }

  /** Records that the last checkpoint covers. */
  get covered(): number {
    return this.#last?.size ?? 0;
  }

  /** Takes note of records that are durable now. */
  follow(tree: Tree): void {
    this.#tree = tree;
    this.#schedule();
  }

  /** Signs what is left and closes. Failures are logged: the log itself is whole, and the next start signs it. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
    if (this.#wanting) await this.#run();
    await this.#page?.handle.close().catch(() => undefined);
    this.#page = null;
  }

  get #wanting(): boolean {
    return this.#tree !== null && this.#tree.range.size > this.covered;
  }

  #schedule(): void {
    if (this.#running || this.#closed || !this.#wanting) return;
    const { records, milliseconds } = this.#facts.cadence;
    const uncovered = (this.#tree as Tree).range.size - this.covered;
    // After a failure only the clock brings the next try, or a full disk would be asked for every record.
    const failed = this.#wantingSince !== null;
    const left = this.#lastAt + (failed ? Math.max(milliseconds, retryMs) : milliseconds) - performance.now();
    if (left <= 0 || (uncovered >= records && !failed)) void this.#run();
    else this.#timer ??= setTimeout(() => this.#tick(), left).unref();
  }

  #tick(): void {
    this.#timer = null;
    this.#schedule();
  }

  #run(): Promise<void> {
    this.#lastAt = performance.now();
    this.#wantingSince ??= this.#lastAt;
    this.#running = this.#take(this.#tree as Tree)
      .then(
        () => {
          this.#wantingSince = null;
        },
        async (error: unknown) => {
          this.#facts.logger.error({ err: error }, 'a checkpoint of the record could not be signed');
          await this.#abandon();
        },
      )
      .finally(() => {
        this.#running = null;
        this.#schedule();
      });
    return this.#running;
  }

  async #take(tree: Tree): Promise<void> {
    const { directory, header, signer, now } = this.#facts;
    const time = now().toISOString();
    const page = await this.#pageOf(time.slice(0, 10));
    const { origin, digest } = header;
    const previous = this.#last ? checkpointDigest(this.#last) : noDigest;
    const root = tree.range.root().toString('hex');
    const checkpoint = signCheckpoint(
      { origin, size: tree.range.size, root, time, digest, previous },
      signer,
    );
    const entry = Buffer.from(entryOf(checkpoint));
    await appendDurably(page.handle, [entry]);
    page.durableBytes += entry.length;
    this.#last = checkpoint;
    await keepTree(directory, checkpoint, tree).catch((error: unknown) =>
      this.#facts.logger.warn({ err: error }, 'the next start will hash the record again'),
    );
  }

  /** The file of the day; never an older one than that of the last checkpoint, should the clock step back. */
  async #pageOf(today: string): Promise<Page> {
    const { directory, open } = this.#facts;
    const lastDay = this.#page?.day ?? (await checkpointDays(directory)).at(-1) ?? today;
    const day = lastDay > today ? lastDay : today;
    if (this.#page?.day === day) return this.#page;
    await this.#page?.handle.close();
    this.#page = null;
    const path = join(directory, checkpointFile(day));
    const handle = await open(path);
    try {
      const { wholeBytes, tornBytes } = await readCheckpointDay(directory, day);
      if (tornBytes > 0) await truncate(path, wholeBytes);
      this.#page = { day, path, handle, durableBytes: wholeBytes };
      return this.#page;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** What a failed append left is cut off; the next try begins from a fresh handle. */
  async #abandon(): Promise<void> {
    const page = this.#page;
    this.#page = null;
    if (!page) return;
    await truncate(page.path, page.durableBytes).catch(() => undefined);
    await page.handle.close().catch(() => undefined);
  }
}
