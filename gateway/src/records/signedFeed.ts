import { checkpointDigest, type CheckpointKeys, isSigned, type SignedCheckpoint } from './checkpoint.js';
import { checkpointDays, readCheckpointDay } from './checkpointFiles.js';
import { noDigest } from './digest.js';
import type { LogHeader } from './header.js';
import { listSegments } from './segment.js';

/** A checkpoint that the records must lead to, and what to call it. */
export interface Expected {
  readonly checkpoint: SignedCheckpoint;
  readonly name: string;
  /** Whether somebody kept it elsewhere. */
  readonly kept: boolean;
}

/** What is wrong with a checkpoint by itself; null when it is one of this log and signed. */
export function notSigned(
  checkpoint: SignedCheckpoint,
  { origin, digest }: LogHeader,
  keys: CheckpointKeys | undefined,
): string | null {
  if (checkpoint.origin !== origin) return `is of the log ${checkpoint.origin}`;
  if (checkpoint.digest !== digest) return `is made with ${checkpoint.digest}`;
  if (!keys || isSigned(checkpoint, keys)) return null;
  return keys.has(checkpoint.key)
    ? 'is not signed'
    : `is signed with key ${checkpoint.key}, which was not given`;
}

/**
 * The checkpoints of a log in order, a day in memory at a time: one each second makes many. Each must be signed, none
 * smaller than the one before, each naming the one before.
 */
export class SignedFeed {
  readonly #directory: string;
  readonly #header: LogHeader;
  readonly #keys: CheckpointKeys | undefined;
  readonly #days: string[];
  /** Entries of the last day when the feed was opened: what a running gateway signs later covers records not read. */
  readonly #lastEntries: number;
  /** Days up to this one have one checkpoint left, and the one that it names is gone. */
  readonly #thinnedTo: string;
  #day: Expected[] = [];
  #before: SignedCheckpoint | null = null;
  #problem: string | null = null;
  #count = 0;

  private constructor(
    facts: { directory: string; header: LogHeader; keys: CheckpointKeys | undefined },
    found: { days: string[]; lastEntries: number; thinnedTo: string },
  ) {
    this.#directory = facts.directory;
    this.#header = facts.header;
    this.#keys = facts.keys;
    this.#days = found.days;
    this.#lastEntries = found.lastEntries;
    this.#thinnedTo = found.thinnedTo;
  }

  static async open(
    directory: string,
    header: LogHeader,
    keys: CheckpointKeys | undefined,
  ): Promise<SignedFeed> {
    const days = await checkpointDays(directory);
    const last = days.at(-1);
    const lastEntries = last === undefined ? 0 : (await readCheckpointDay(directory, last)).entries.length;
    const cleared = (await listSegments(directory)).filter((segment) => segment.cleared);
    return new SignedFeed(
      { directory, header, keys },
      { days, lastEntries, thinnedTo: cleared.at(-1)?.day ?? '' },
    );
  }

  /** The first checkpoint found that cannot stand; the feed ends there. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Checkpoints that were found to stand. */
  get count(): number {
    return this.#count;
  }

  /** The next checkpoint; null at the end. */
  async peek(): Promise<Expected | null> {
    while (this.#day.length === 0) {
      const day = this.#days.shift();
      if (day === undefined || this.#problem !== null) return null;
      await this.#read(day);
    }
    return this.#day.at(-1) ?? null;
  }

  /** Goes on to the one behind the one that `peek` showed. */
  next(): void {
    this.#day.pop();
  }

  async #read(day: string): Promise<void> {
    const { file, entries: all, damaged } = await readCheckpointDay(this.#directory, day);
    const entries = this.#days.length === 0 ? all.slice(0, this.#lastEntries) : all;
    const standing: Expected[] = [];
    for (const [index, checkpoint] of entries.entries()) {
      const name = `checkpoint ${index + 1} of ${file}`;
      const wrong = checkpoint ? this.#wrong(checkpoint, day) : 'cannot be read';
      if (wrong !== null || !checkpoint) {
        this.#problem = `${name} ${wrong}`;
        break;
      }
      standing.push({ checkpoint, name, kept: false });
      this.#before = checkpoint;
      this.#count += 1;
    }
    this.#day = standing.reverse();
    if (damaged) this.#problem ??= `the last checkpoint of ${file} cannot be read`;
  }

  #wrong(checkpoint: SignedCheckpoint, day: string): string | null {
    const before = this.#before;
    const alone = notSigned(checkpoint, this.#header, this.#keys);
    if (alone) return alone;
    if (before && checkpoint.size < before.size) return 'is smaller than the one before';
    const previous = before ? checkpointDigest(before) : noDigest;
    const follows = checkpoint.previous === previous || day <= this.#thinnedTo;
    return follows ? null : 'does not go on from the one before';
  }
}
