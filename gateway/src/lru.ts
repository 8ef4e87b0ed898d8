/**
 * A map of bounded size that forgets what was not used for longest. Relies on Map keeping insertion order. Where
 * values differ in size, whoever sets them says what each weighs.
 */
export class Lru<Value> {
  readonly #entries = new Map<string, { readonly value: Value; readonly weight: number }>();
  readonly #capacity: number;
  readonly #maximumWeight: number;
  #weight = 0;
  /** The key that stands last, if that is known. */
  #newest: string | undefined;

  /** @param capacity how many entries are kept. @param maximumWeight what they may weigh together. */
  constructor(capacity: number, maximumWeight = Infinity) {
    this.#capacity = capacity;
    this.#maximumWeight = maximumWeight;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Reads an entry and marks it as used. */
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

  /** Keeps an entry, and forgets the least recently used ones past the bounds. */
  set(key: string, value: Value, weight = 0): void {
    this.delete(key);
    if (weight > this.#maximumWeight) return;
    this.#entries.set(key, { value, weight });
    this.#newest = key;
    this.#weight += weight;
    for (const [oldest] of this.#entries) {
      if (this.#entries.size <= this.#capacity && this.#weight <= this.#maximumWeight) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#newest = undefined;
    this.#weight -= entry.weight;
  }
}
