import type { GapRecord, LogRecord, NoteRecord } from './decisionLog.js';

type Kind = LogRecord['kind'];

/** Counts records that could not be written, until one that tells of them could. */
export class Lost {
  #since: string | null = null;
  readonly #counts = new Map<Kind, number>();

  get any(): boolean {
    return this.#since !== null;
  }

  /** @param record a note of the log itself is no loss: what it tells is seen in the files too. */
  add({ kind }: LogRecord | GapRecord | NoteRecord, at: string): void {
    if (kind === 'note' || kind === 'gap') return;
    this.#since ??= at;
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  /** The record of the gap so far, and how to forget what it tells once it is written. Null when nothing was lost. */
  told(): { readonly gap: GapRecord; readonly written: () => void } | null {
    if (this.#since === null) return null;
    const counts = new Map(this.#counts);
    const count = (kind: Kind) => counts.get(kind) ?? 0;
    return {
      gap: {
        kind: 'gap',
        since: this.#since,
        decisions: count('decision'),
        refusals: count('refusal'),
        outcomes: count('outcome'),
      },
      written: () => this.#forget(counts),
    };
  }

  /** What was lost while the gap was being written stays. */
  #forget(told: ReadonlyMap<Kind, number>): void {
    for (const [kind, count] of told) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) - count);
    if ([...this.#counts.values()].every((count) => count === 0)) this.#since = null;
  }
}
