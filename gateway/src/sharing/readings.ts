import type { CoordinatesRead } from '../records/decisionLog.js';
import type { Reader } from '@huitong/engine';
import type { SharingPolicy } from './policy.js';

/** Collects the coordinates that an operation reads, by what protects them. */
export class Readings implements Reader {
  readonly #policy: SharingPolicy;
  readonly #conditional = new Set<string>();
  readonly #notShared = new Set<string>();
  readonly #masked = new Set<string>();
  readonly #others = new Set<string>();

  constructor(policy: SharingPolicy) {
    this.#policy = policy;
  }

  /** @param coordinate `Type.field` of a concrete object type. */
  add(coordinate: string): void {
    const rule = this.#policy.ruleOf(coordinate);
    if (rule?.attribute === 'CONDITIONAL') this.#conditional.add(coordinate);
    if (rule?.attribute === 'NOT_SHARED') this.#notShared.add(coordinate);
    if (rule?.mask) this.#masked.add(coordinate);
    if (rule && (rule.attribute !== 'UNCONDITIONAL' || rule.mask)) return;
    this.#others.add(coordinate);
    // Its key and its name tell that a conditional row is there, and are read under a grant like the rest of it.
    this.addRows(coordinate.split('.', 1)[0] as string);
  }

  /** @param type concrete type whose rows are met, be it through an interface or a union, of which no edge says so. */
  addRows(type: string): void {
    const attribute = this.#policy.rowAttributeOf(type);
    if (attribute === 'CONDITIONAL') this.#conditional.add(type);
    if (attribute === 'NOT_SHARED') this.#notShared.add(type);
  }

  /** Every coordinate read, of whatever protection. */
  all(): ReadonlySet<string> {
    return new Set([...this.#conditional, ...this.#notShared, ...this.#masked, ...this.#others]);
  }

  sorted(): CoordinatesRead {
    return {
      conditional: [...this.#conditional].sort(),
      notShared: [...this.#notShared].sort(),
      masked: [...this.#masked].sort(),
      others: this.#others.size,
    };
  }
}
