import type { Target } from '../compile/layout.js';
import type { TypedRepresent } from '../compile/represent.js';

/** Numbers representations, equal ones alike, and writes each once. */
export class Numbers {
  /** JSON of each, by number. */
  readonly representations: string[] = [];
  readonly #isShared: boolean;
  readonly #byText = new Map<string, number>();
  readonly #byKey = new Map<TypedRepresent, Map<unknown, number>>();
  /** The type met last, which is mostly the only one. */
  #last: TypedRepresent | null = null;
  #keys: Map<unknown, number> | null = null;

  /** @param isShared whether fetches of several places use it: then only the text tells their representations apart. */
  constructor(isShared: boolean) {
    this.#isShared = isShared;
  }

  /** Undefined where the target cannot be represented. */
  of(typed: TypedRepresent, target: Target): number | undefined {
    const key = typed.keySlot < 0 ? undefined : target[typed.keySlot];
    if (typeof key !== 'string' && typeof key !== 'number') return this.#ofText(typed.write(target));
    const keys = this.#last === typed ? this.#keys! : this.#keysOf(typed);
    const known = keys.get(key);
    if (known !== undefined) return known;
    const text = typed.write(target);
    if (text === undefined) return undefined;
    const number = this.#isShared ? this.#ofText(text)! : this.representations.push(text) - 1;
    keys.set(key, number);
    return number;
  }

  #keysOf(typed: TypedRepresent): Map<unknown, number> {
    let keys = this.#byKey.get(typed);
    if (keys === undefined) this.#byKey.set(typed, (keys = new Map()));
    this.#last = typed;
    this.#keys = keys;
    return keys;
  }

  #ofText(text: string | undefined): number | undefined {
    if (text === undefined) return undefined;
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const number = this.representations.push(text) - 1;
    this.#byText.set(text, number);
    return number;
  }
}
