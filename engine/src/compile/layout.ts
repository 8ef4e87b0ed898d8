import { callersName } from '../planning/plan-names.js';

/**
 * Everything known of one object of the answer so far: one slot for each response name that any fetch delivers at its
 * place. An array with fixed indices, because reading it costs the same however many shapes a plan has, while objects
 * with a shape for each place make every access megamorphic. Also, no response name can be mistaken for a member of a
 * prototype. `undefined` is "not fetched", which is not the same as null.
 */
export type Target = unknown[];

/** The slot of `__typename` in every target. */
export const TYPENAME = 0;

/** A place where objects stand in the answer, and what its targets look like. Grows only while a plan is compiled. */
export class Place {
  readonly #slots = new Map<string, number>([['__typename', TYPENAME]]);
  readonly #children = new Map<string, Place>();
  readonly #writers = new Map<string, Set<object>>();
  readonly #sent = new Set<string>();
  #blank: Target | null = null;
  /** How many lists wrap the objects of this place in the slot of its parent. */
  lists = 0;

  /** The slot of a response name, made if need be. */
  slot(name: string): number {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    const slot = this.#slots.size;
    this.#slots.set(name, slot);
    return slot;
  }

  /** The slot of a response name, if any fetch delivers it. */
  known(name: string): number | undefined {
    return this.#slots.get(name);
  }

  child(name: string): Place {
    const known = this.#children.get(name);
    if (known !== undefined) return known;
    const child = new Place();
    this.#children.set(name, child);
    return child;
  }

  /** Notes that a fetch delivers the objects of a slot. */
  writtenBy(name: string, fetch: object): void {
    const writers = this.#writers.get(name) ?? new Set();
    this.#writers.set(name, writers.add(fetch));
  }

  /**
   * Whether the objects of a slot come from one fetch alone. Then they are the same wherever that fetch answered with
   * the same entity, and so is everything that later fetches add below them.
   */
  isOfOneFetch(name: string): boolean {
    return this.#writers.get(name)?.size === 1;
  }

  /** Notes that something is sent to subgraphs out of a slot. */
  sentFrom(name: string): void {
    this.#sent.add(name);
  }

  /**
   * Whether a target has a value under a name of the caller's that is sent to nobody either: some plans ask for a field
   * of each object where the caller asks for it of some.
   */
  hasBesides(target: Target, name: string): boolean {
    const planned = [...this.#slots].filter(([each]) => callersName(each) === name);
    return (
      planned.some(([, slot]) => target[slot] !== undefined) &&
      planned.every(([each]) => !this.#sent.has(each))
    );
  }

  create(): Target {
    this.#blank ??= Array.from({ length: this.#slots.size }, () => undefined);
    return this.#blank.slice();
  }
}
