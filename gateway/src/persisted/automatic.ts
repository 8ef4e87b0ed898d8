import type { VerifiedCaller } from '@huitong/contract';
import { Lru } from '../lru.js';

/** Bounds of the store of automatic persisted queries. */
export interface AutomaticLimits {
  readonly entries: number;
  /** Characters of all texts together. */
  readonly characters: number;
}

export const automaticLimits: AutomaticLimits = Object.freeze({ entries: 1000, characters: 2_000_000 });

/**
 * Automatic persisted queries: texts that clients sent with their SHA-256, to be named by it afterwards. The text is
 * the client's and the hash was checked, so an entry can mean nothing else to another caller; what it may read is
 * judged for each anew.
 */
export class AutomaticOperations {
  readonly #texts: Lru<string> | null;

  /** @param limits null where none are kept. */
  constructor(limits: AutomaticLimits | null) {
    this.#texts = limits && new Lru(limits.entries, limits.characters);
  }

  get enabled(): boolean {
    return this.#texts !== null;
  }

  find(sha256: string): string | undefined {
    return this.#texts?.get(sha256);
  }

  /**
   * Keeps a text under its hash, which the caller of this has compared. Only for somebody who is known: memory is not
   * lent to strangers.
   */
  keep(sha256: string, query: string, caller: VerifiedCaller | null): void {
    if (caller && this.#texts && this.#texts.get(sha256) === undefined) {
      this.#texts.set(sha256, query, query.length);
    }
  }
}
