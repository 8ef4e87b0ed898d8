import type { Completer, Completion, Path, Where } from './completion.js';

/** Items of a list: what completes one, and whether null may stand for one. */
export interface Items {
  readonly completer: Completer;
  readonly nonNull: boolean;
  /** Type of one, as the schema writes it without its `!`. */
  readonly type: string;
  /** Where one stands. */
  readonly where: Where;
}

export class List implements Completer {
  readonly #items: Items;
  readonly #where: Where;

  constructor(items: Items, where: Where) {
    this.#items = items;
    this.#where = where;
  }

  append(before: string, value: unknown, run: Completion): string | undefined {
    const { completer, nonNull, type, where } = this.#items;
    const { depth } = this.#where;
    if (!Array.isArray(value)) return this.#invalid(run);
    let text = `${before}[`;
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      let longer: string | undefined;
      run.path[depth] = index;
      if (index > 0) text += ',';
      if (item !== null && item !== undefined) longer = completer.append(text, item, run);
      else if (nonNull) run.forbiddenNull(where, type, item);
      if (longer === undefined && nonNull) return undefined;
      text = longer ?? `${text}null`;
    }
    return `${text}]`;
  }

  tree(value: unknown, run: Completion): unknown {
    const { completer, nonNull, type, where } = this.#items;
    const { depth } = this.#where;
    if (!Array.isArray(value)) return this.#invalid(run);
    const items: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      let completed: unknown;
      run.path[depth] = index;
      if (item !== null && item !== undefined) completed = completer.tree(item, run);
      else if (nonNull) run.forbiddenNull(where, type, item);
      if (completed === undefined && nonNull) return undefined;
      items.push(completed ?? null);
    }
    return items;
  }

  isBesides(value: unknown, path: Path, step: number): boolean {
    const item: unknown = Array.isArray(value) ? value[path[step] as number] : undefined;
    return item !== null && item !== undefined && this.#items.completer.isBesides(item, path, step + 1);
  }

  #invalid(run: Completion): undefined {
    run.invalid(this.#where, `[${this.#items.type}]`);
    return undefined;
  }
}
