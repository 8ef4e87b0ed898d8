import { refusal } from '@huitong/contract';

/** Lets a bounded number of requests in at one time, and none once the gateway is being stopped. */
export class Admission {
  readonly #capacity: number;
  #inFlight = 0;
  #closing = false;
  readonly #waiting = new Set<() => void>();

  /** @param capacity requests worked on at one time. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get closing(): boolean {
    return this.#closing;
  }

  /**
   * Lets one request in.
   * @returns the function that lets it out again; calling it twice does nothing.
   * @throws Refusal OVERLOADED or SHUTTING_DOWN.
   */
  enter(): () => void {
    if (this.#closing) throw refusal('SHUTTING_DOWN');
    if (this.#inFlight >= this.#capacity) throw refusal('OVERLOADED', { facts: { limit: this.#capacity } });
    this.#inFlight += 1;
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      this.#inFlight -= 1;
      if (this.#inFlight === 0) for (const done of this.#waiting) done();
    };
  }

  /** Lets nobody in any more. */
  stop(): void {
    this.#closing = true;
  }

  /** Resolves true when the last request has left, false when that takes longer than the grace. */
  drained(graceMs: number): Promise<boolean> {
    if (this.#inFlight === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const finish = (empty: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve(empty);
      };
      const done = () => finish(true);
      const timer = setTimeout(() => finish(false), graceMs);
      this.#waiting.add(done);
    });
  }
}
