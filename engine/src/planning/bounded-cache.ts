/**
 * Least recently used entries go first, once there are more than `maxEntries` or `maxBytes` (as estimated by whoever
 * sets them). An entry larger than everything allowed is not kept.
 */
export class BoundedCache<Value> {
  readonly #maxEntries: number;
  readonly #maxBytes: number;
  /** A Map iterates in insertion order, and a read inserts anew: the first key is the least recently used. */
  readonly #entries = new Map<string, { value: Value; bytes: number }>();
  #bytes = 0;
  /** The key that stands last, if that is known. */
  #newest: string | undefined;

  constructor(limits: { maxEntries: number; maxBytes: number }) {
    this.#maxEntries = limits.maxEntries;
    this.#maxBytes = limits.maxBytes;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    // What is asked for again and again stands where it would be put.
    if (key !== this.#newest) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
      this.#newest = key;
    }
    return entry.value;
  }

  set(key: string, value: Value, bytes: number): void {
    this.delete(key);
    if (bytes > this.#maxBytes) return;
    this.#entries.set(key, { value, bytes });
    this.#newest = key;
    this.#bytes += bytes;
    while (this.#entries.size > this.#maxEntries || this.#bytes > this.#maxBytes) {
      this.delete(this.#entries.keys().next().value!);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#newest = undefined;
    this.#bytes -= entry.bytes;
  }

  get size(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#bytes;
  }
}
