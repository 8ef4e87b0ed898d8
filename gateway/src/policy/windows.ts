/** How much of a bound was used since a moment. */
interface Window {
  readonly endsAt: number;
  used: number;
}

/** Most keys that are counted at one time; past it those whose time is over are forgotten, then all. */
const mostKeys = 20_000;

/**
 * Counts by key in windows of one length, each beginning with its first use. In memory of one process: several gateways
 * each count for themselves, which lets a caller have as many times the bound.
 */
export class Windows {
  readonly #lengthMs: number;
  readonly #now: () => number;
  readonly #windows = new Map<string, Window>();

  constructor(lengthMs: number, now: () => number = Date.now) {
    this.#lengthMs = lengthMs;
    this.#now = now;
  }

  /** Adds to what a key has used. */
  add(key: string, amount: number): void {
    const now = this.#now();
    const window = this.#windows.get(key);
    if (window && now < window.endsAt) {
      window.used += amount;
      return;
    }
    if (this.#windows.size >= mostKeys) this.#sweep(now);
    this.#windows.set(key, { endsAt: now + this.#lengthMs, used: amount });
  }

  /** Seconds until a key that has used the bound may go on; null while it may. */
  waitFor(key: string, bound: number): number | null {
    const window = this.#windows.get(key);
    const left = window ? window.endsAt - this.#now() : 0;
    return window && left > 0 && window.used >= bound ? Math.ceil(left / 1000) : null;
  }

  #sweep(now: number): void {
    for (const [key, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(key);
    if (this.#windows.size >= mostKeys) this.#windows.clear();
  }
}
