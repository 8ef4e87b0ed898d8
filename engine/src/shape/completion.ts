/** A path of the answer: response names and indices. */
export type Path = readonly (string | number)[];

/** Something that may not stand in the answer, found on completion. Names of the schema and indices only. */
export interface CompletionError {
  readonly message: string;
  readonly path: Path;
  /** How many steps of the path lead to the place that becomes null by it. */
  readonly rest: number;
  /**
   * Set where it only says that a null cannot stand where it does, which may follow from another error: one at the
   * same place, above or below or, of what no subgraph has answered, anywhere in what this null takes away. So many
   * steps of the path are the same then.
   */
  readonly follows?: number;
}

const MAX_ERRORS = 100;

/** Where a value stands: the type that holds its field, and how many steps its path has. */
export interface Where {
  readonly parent: string;
  readonly depth: number;
  /** How many steps the path has of the place where a null there comes to rest. */
  readonly rest: number;
}

/** One pass over the answer: its path (written in place), what it found, and how many objects it wrote. */
export class Completion {
  readonly path: (string | number)[] = [];
  readonly errors: CompletionError[] = [];
  objects = 0;
  readonly introspection: Readonly<Record<string, unknown>>;
  /** Whether no string of the answer has anything that JSON escapes. */
  readonly isPlain: boolean;
  readonly #shared: ReadonlySet<unknown>;
  readonly #written = new Map<Completer, Map<unknown, { text: string; objects: number }>>();

  constructor(about: {
    introspection: Readonly<Record<string, unknown>>;
    shared: ReadonlySet<unknown>;
    isPlain: boolean;
  }) {
    this.introspection = about.introspection;
    this.isPlain = about.isPlain;
    this.#shared = about.shared;
  }

  /** Appends a value; one that stands at several places is written once, unless something in it is wrong. */
  append(text: string, completer: Completer, value: unknown): string | undefined {
    if (this.#shared.size === 0 || !this.#shared.has(value)) return completer.append(text, value, this);
    let written = this.#written.get(completer);
    if (written === undefined) this.#written.set(completer, (written = new Map()));
    const known = written.get(value);
    if (known !== undefined) {
      this.objects += known.objects;
      return text + known.text;
    }
    const before = { errors: this.errors.length, objects: this.objects };
    const own = completer.append('', value, this);
    if (own === undefined) return undefined;
    if (this.errors.length === before.errors) {
      written.set(value, { text: own, objects: this.objects - before.objects });
    }
    return text + own;
  }

  /** The value there does not fit its type. */
  invalid(where: Where, type: string): void {
    this.#add(`Invalid value found for ${this.#place(where, type)}.`, where);
  }

  /** The object there is of no type that may stand there. */
  unknownType(where: Where, type: string): void {
    this.#add(`Invalid __typename found for object at ${this.#place(where, type)}.`, where);
  }

  /** No subgraph has told of which type the object there is. */
  untoldType(where: Where, type: string): void {
    this.#add(`Cannot tell the type of the object at ${this.#place(where, type)}.`, where, where.rest);
  }

  /** @param value null, or undefined where no subgraph has answered. */
  forbiddenNull(where: Where, type: string, value: unknown): void {
    const follows = value === null ? where.depth : where.rest;
    this.#add(`Cannot return null for non-nullable ${this.#place(where, type)}.`, where, follows);
  }

  #place({ parent, depth }: Where, type: string): string {
    const last = this.path[depth - 1];
    return typeof last === 'number'
      ? `array element of type ${type} at index ${last}`
      : `field ${parent}.${last ?? ''}`;
  }

  #add(message: string, { depth, rest }: Where, follows?: number): void {
    if (this.errors.length >= MAX_ERRORS) return;
    const path = this.path.slice(0, depth);
    this.errors.push({ message, path, rest, ...(follows === undefined ? {} : { follows }) });
  }
}

/**
 * Completes a value that is not null (specification §6.4.3): as JSON behind a text, which is one that grows since to put
 * pieces together twice costs twice, or as a value. `undefined`: it cannot be, and why is noted; null goes in its place, or
 * the place above where none may stand here.
 */
export interface Completer {
  append(text: string, value: unknown, run: Completion): string | undefined;
  tree(value: unknown, run: Completion): unknown;
  /**
   * Whether a path, from one of its steps on, leads from this value to one that came along though the caller has not
   * asked for it there. Only for values that were completed.
   */
  isBesides(value: unknown, path: Path, step: number): boolean;
}
