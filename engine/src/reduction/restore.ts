import { getNullableType, type GraphQLOutputType, isListType, isNonNullType } from 'graphql';
import { holds, type Hole, type Position, type Reduction } from './reduction.js';

type Path = readonly (string | number)[];

/** An answer with its refused places filled in. */
export interface Restored {
  readonly data: Readonly<Record<string, unknown>> | null;
  /** Response path of the first place of each refused coordinate. */
  readonly places: ReadonlyMap<string, Path>;
}

/** Stands for a null that the type at this place forbids, on its way up to one that allows it. */
const forbidden = Symbol('null where the type forbids it');

/**
 * Puts null where fields were taken out, wherever the object that would hold them exists, and takes out the type
 * names that only the reduction asked for. Where a refused field is non-null, the null climbs as the specification
 * says; it does so for every value alike, so it tells nothing.
 * @param variables coerced, to know which refused places the client asked for.
 */
export function restoreRefused(
  data: Readonly<Record<string, unknown>> | null,
  { shape, typenameKey }: Pick<Reduction, 'shape' | 'typenameKey'>,
  variables: Readonly<Record<string, unknown>>,
): Restored {
  const restorer = new Restorer(variables, typenameKey);
  const restored = data === null || shape === null ? data : restorer.object(data, shape);
  return {
    data: restored === forbidden ? null : (restored as Record<string, unknown> | null),
    places: restorer.places,
  };
}

/**
 * Without a prototype, for a response key may be called `__proto__`; made by a constructor, since what
 * `Object.create(null)` makes is a hash table, slow to fill and to write out.
 */
const Plain = function () {} as unknown as new () => Record<string, unknown>;
Plain.prototype = Object.create(null) as object;

const whole = new WeakMap<Position, boolean>();

/** Whether nothing was taken out at a place or below it: what stands there is given back as it came. */
function isWhole(position: Position): boolean {
  let known = whole.get(position);
  if (known === undefined) {
    const { altered, possible, deniedRows, slots } = position;
    known =
      !altered &&
      possible.size === 1 &&
      deniedRows.size === 0 &&
      [...slots.values()].every(({ holes, child }) => holes.length === 0 && (!child || isWhole(child)));
    whole.set(position, known);
  }
  return known;
}

class Restorer {
  readonly places = new Map<string, Path>();
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #typenameKey: string;
  /** Where it stands in the answer; copied only for the few places that are noted. */
  readonly #path: (string | number)[] = [];

  constructor(variables: Readonly<Record<string, unknown>>, typenameKey: string) {
    this.#variables = variables;
    this.#typenameKey = typenameKey;
  }

  object(value: Readonly<Record<string, unknown>>, position: Position): unknown {
    const type = this.#typeOf(value, position);
    const row = type === null ? undefined : position.deniedRows.get(type);
    if (row) {
      this.#note(row.denied.coordinate);
      return null;
    }
    const result = new Plain();
    for (const [key, slot] of position.slots) {
      if (Object.hasOwn(value, key)) {
        const child = slot.child;
        if (!child || !slot.type || isWhole(child)) {
          result[key] = value[key];
          continue;
        }
        this.#path.push(key);
        const completed = this.#complete(value[key], slot.type, child);
        this.#path.pop();
        if (completed === forbidden) return forbidden;
        result[key] = completed;
        continue;
      }
      const hole = slot.holes.find((candidate) => this.#applies(candidate, type));
      if (!hole) continue;
      this.#note(hole.denied.coordinate, key);
      if (isNonNullType(hole.type)) return forbidden;
      result[key] = null;
    }
    return result;
  }

  #complete(value: unknown, type: GraphQLOutputType, position: Position): unknown {
    if (value === null || value === undefined) return null;
    const nullable = getNullableType(type);
    let completed: unknown;
    if (isListType(nullable) && Array.isArray(value)) {
      const items = value.map((item, index) => {
        this.#path.push(index);
        const completed = this.#complete(item, nullable.ofType, position);
        this.#path.pop();
        return completed;
      });
      completed = items.includes(forbidden) ? null : items;
    } else {
      const object = this.object(value as Record<string, unknown>, position);
      completed = object === forbidden ? null : object;
    }
    return completed === null && isNonNullType(type) ? forbidden : completed;
  }

  #typeOf(value: Readonly<Record<string, unknown>>, position: Position): string | null {
    const asked = value[this.#typenameKey];
    if (typeof asked === 'string') return asked;
    return position.possible.size === 1 ? ([...position.possible][0] ?? null) : null;
  }

  #applies(hole: Hole, type: string | null): boolean {
    return type !== null && hole.types.has(type) && holds(hole.conditions, this.#variables);
  }

  #note(coordinate: string, key?: string): void {
    if (this.places.has(coordinate)) return;
    this.places.set(coordinate, key === undefined ? [...this.#path] : [...this.#path, key]);
  }
}
