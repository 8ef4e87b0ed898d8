/**
 * Random numbers from a seed, the same on every machine (mulberry32). For demo data only, never for secrets.
 */
export class Random {
  #state: number;
  readonly #row: number;

  /** @param row number of the row that these are for, where each row has numbers of its own: keeps its UUIDs apart. */
  constructor(seed: number, row = 0) {
    this.#state = seed >>> 0;
    this.#row = row >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** A number from `least` to `most`, rounded to `decimals`. */
  decimal(least: number, most: number, decimals = 1): number {
    return Number((least + this.next() * (most - least)).toFixed(decimals));
  }

  /** One of a list. */
  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /**
   * A version 4 UUID of this sequence. Two rows of half a million do meet in the 32 bits of the state, and would then
   * have one UUID; the row's own number, mixed into its end, tells them apart.
   */
  uuid(): string {
    let head = '';
    for (let digit = 0; digit < 24; digit += 1) head += digits[Math.floor(this.next() * 16)];
    let tail = 0;
    for (let digit = 0; digit < 8; digit += 1) tail = tail * 16 + Math.floor(this.next() * 16);
    const variant = '89ab'[this.integer(0, 3)];
    const end = ((tail ^ this.#row) >>> 0).toString(16).padStart(8, '0');
    return `${head.slice(0, 8)}-${head.slice(8, 12)}-4${head.slice(13, 16)}-${variant}${head.slice(17, 20)}-${head.slice(20)}${end}`;
  }
}

const digits = '0123456789abcdef';
