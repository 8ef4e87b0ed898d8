import fc from 'fast-check';

/**
 * A list of random numbers read one after the other, each a choice. When it has ended every choice is 0, which is
 * always the simplest: fast-check shrinks a failing case by cutting tapes and lowering numbers, and what is left of
 * the schema or the query is small.
 */
export class Tape {
  #next = 0;
  readonly #choices: readonly number[];

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  /** A number from 0 to `count - 1`. */
  pick(count: number): number {
    const choice = this.#choices[this.#next++] ?? 0;
    return count <= 1 ? 0 : choice % count;
  }

  /** True once in `among` times. */
  chance(among: number): boolean {
    return this.pick(among) === among - 1;
  }

  /** One of the items; the first is the simplest. */
  of<T>(items: readonly T[]): T {
    const item = items[this.pick(items.length)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  }

  /** At least one of the items. */
  some<T>(items: readonly T[]): T[] {
    const chosen = items.filter(() => this.chance(2));
    return chosen.length > 0 ? chosen : [this.of(items)];
  }
}

/** Up to `length` choices. */
export const tapes = (length: number) =>
  fc.array(fc.nat({ max: 0xffff }), { maxLength: length, size: 'max' });
