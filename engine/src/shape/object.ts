import { TYPENAME, type Place, type Target } from '../compile/layout.js';
import type { Completer, Completion, Path, Where } from './completion.js';
import type { Append } from './leaf.js';

/** One response name of an object of known type. */
export interface Field {
  readonly name: string;
  /** What goes before its value: a comma unless it is the first, the name, a colon. */
  readonly prefix: string;
  /** Null for what is not fetched: see `constant`. */
  readonly completer: Completer | null;
  /**
   * Of a leaf, what writes it with its prefix: most of an answer are leaves, and to call this costs a fraction of a method
   * that several classes have.
   */
  readonly write: Append | null;
  /** In the target; -1 when no fetch delivers it. */
  readonly slot: number;
  readonly nonNull: boolean;
  /** Whether objects stand there, also in lists. */
  readonly isComposite: boolean;
  readonly type: string;
  readonly where: Where;
  /** Where there is no completer: a type name, or (undefined) the answer of introspection. */
  readonly constant?: string;
}

/**
 * Without a prototype, so that a response name such as `constructor` is nothing but data; made by a constructor, since
 * what `Object.create(null)` makes is a hash table.
 */
const Plain = function () {} as unknown as new () => Record<string, unknown>;
Plain.prototype = Object.create(null) as object;

/** An object whose type is known. */
export class ObjectOfType implements Completer {
  readonly #fields: readonly Field[];
  readonly #place: Place;

  constructor(fields: readonly Field[], place: Place) {
    this.#fields = fields;
    this.#place = place;
  }

  /** Whether fields of these names can be completed, as far as they may not be null. */
  holds(names: readonly string[], target: Target, run: Completion): boolean {
    return this.#fields.every(({ name, nonNull, slot, completer, where }) => {
      if (!nonNull || !names.includes(name) || completer === null) return true;
      const value = slot < 0 ? undefined : target[slot];
      run.path[where.depth - 1] = name;
      return value !== null && value !== undefined && completer.append('', value, run) !== undefined;
    });
  }

  append(before: string, value: unknown, run: Completion): string | undefined {
    const target = value as Target;
    run.objects += 1;
    let text = `${before}{`;
    for (const field of this.#fields) {
      const { completer } = field;
      if (completer === null) {
        text += field.prefix + JSON.stringify(field.constant ?? run.introspection[field.name] ?? null);
        continue;
      }
      const each = field.slot < 0 ? undefined : target[field.slot];
      let longer: string | undefined;
      if (field.write !== null && each !== null && each !== undefined) {
        longer = field.write(text, each, run.isPlain);
        if (longer !== undefined) {
          text = longer;
          continue;
        }
      }
      run.path[field.where.depth - 1] = field.name;
      const named = text + field.prefix;
      if (each !== null && each !== undefined) {
        longer = field.isComposite ? run.append(named, completer, each) : completer.append(named, each, run);
      } else if (field.nonNull) run.forbiddenNull(field.where, field.type, each);
      if (longer === undefined && field.nonNull) return undefined;
      text = longer ?? `${named}null`;
    }
    return `${text}}`;
  }

  tree(value: unknown, run: Completion): unknown {
    const target = value as Target;
    run.objects += 1;
    const tree = new Plain();
    for (const field of this.#fields) {
      const { completer } = field;
      if (completer === null) {
        tree[field.name] = field.constant ?? run.introspection[field.name] ?? null;
        continue;
      }
      const each = field.slot < 0 ? undefined : target[field.slot];
      let completed: unknown;
      run.path[field.where.depth - 1] = field.name;
      if (each !== null && each !== undefined) completed = completer.tree(each, run);
      else if (field.nonNull) run.forbiddenNull(field.where, field.type, each);
      if (completed === undefined && field.nonNull) return undefined;
      tree[field.name] = completed ?? null;
    }
    return tree;
  }

  isBesides(value: unknown, path: Path, step: number): boolean {
    const target = value as Target;
    const name = path[step];
    if (typeof name !== 'string') return false;
    const field = this.#fields.find((each) => each.name === name);
    if (field === undefined) return this.#place.hasBesides(target, name);
    const each = field.slot < 0 ? undefined : target[field.slot];
    if (each === null || each === undefined) return false;
    return field.completer?.isBesides(each, path, step + 1) ?? false;
  }
}

/**
 * An object of which no subgraph has told the type, where what is to be written depends on it: an interface object (its
 * subgraph knows no more than the interface) whose members' subgraph has failed or does not know it. It is null, for to
 * leave out what a fragment asks would be to say that it is of another type.
 */
export class UntoldObject implements Completer {
  readonly #type: string;
  readonly #where: Where;

  constructor(type: string, where: Where) {
    this.#type = type;
    this.#where = where;
  }

  append(_text: string, _value: unknown, run: Completion): undefined {
    run.untoldType(this.#where, this.#type);
    return undefined;
  }

  tree(_value: unknown, run: Completion): undefined {
    return this.append('', undefined, run);
  }

  isBesides(): boolean {
    return false;
  }
}

/** An object behind an interface or a union: completed as what it says it is, each type compiled when first met. */
export class AbstractObject implements Completer {
  readonly #byType = new Map<unknown, Completer>();
  readonly #compile: (typename: string | undefined) => Completer | null;
  readonly #where: Where;
  readonly #type: string;

  constructor(type: string, where: Where, compile: (typename: string | undefined) => Completer | null) {
    this.#type = type;
    this.#where = where;
    this.#compile = compile;
  }

  append(text: string, value: unknown, run: Completion): string | undefined {
    return this.#of(value as Target, run)?.append(text, value, run);
  }

  tree(value: unknown, run: Completion): unknown {
    return this.#of(value as Target, run)?.tree(value, run);
  }

  isBesides(value: unknown, path: Path, step: number): boolean {
    const known = this.#byType.get((value as Target)[TYPENAME]);
    return known?.isBesides(value, path, step) ?? false;
  }

  #of(target: Target, run: Completion): Completer | null {
    const typename = target[TYPENAME] as string | undefined;
    const known = this.#byType.get(typename);
    if (known !== undefined) return known;
    const compiled = this.#compile(typename);
    // Only types of the schema are kept, so the map is bounded.
    if (compiled === null) run.unknownType(this.#where, this.#type);
    else this.#byType.set(typename, compiled);
    return compiled;
  }
}
