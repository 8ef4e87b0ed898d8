import type { FieldShape, ObjectShape, RewriteIr } from '../ir.js';
import { callersName } from '../planning/plan-names.js';
import type { Place } from './layout.js';
import { TYPENAME, type Target } from './layout.js';
import { dependOnType, ofField, ofType } from './rewrites.js';
import type { TypeNames } from './type-names.js';

/** Follows a projection: `path` is written in place on the way, up to the depth that each step knows of itself. */
export interface ProjectionSink {
  readonly path: (string | number)[];
  /** Something at `path`, cut off at `depth`, does not fit and became null. */
  misfit(depth: number): void;
}

/**
 * Copies what the operation asked for from a subgraph's object into a target, and nothing else. What does not fit (no
 * list where one belongs, a text where an object belongs, a type name that cannot stand there) becomes null and is
 * told: one subgraph's misfit must not cost what the others answered. Leaves are checked at the end, by the API schema.
 */
export interface ObjectProjector {
  project(value: unknown, into: Target | null, sink: ProjectionSink): Target | null;
  /**
   * The same value for another target: takes the objects that were made of it for `first`, as far as they are its own
   * (see {@link Place.isOfOneFetch}), and notes them as shared.
   */
  share(value: unknown, into: Target, first: Target, sink: ProjectionSink & Sharing): void;
  /** What a field of the subgraph's answer is called in ours, and what stands below; for the paths of its errors. */
  field(name: string, typename: string | undefined): { name: string; below: ObjectProjector | null } | null;
}

/** Objects and lists that stand at more than one place of the answer. */
export interface Sharing {
  readonly shared: Set<unknown>;
}

/** What a projection is compiled with. `fetch` only tells writers apart; `depth`: steps of the path above. */
export interface ProjectionAbout {
  readonly types: TypeNames;
  readonly rewrites: readonly RewriteIr[];
  readonly depth: number;
  readonly fetch: object;
}

type Put = (target: Target, value: unknown, sink: ProjectionSink) => void;

/** Names that every object inherits: only these need to be asked whether they are its own. */
const isInherited = (name: string) => name in Object.prototype;

export function compileProjector(shape: ObjectShape, place: Place, about: ProjectionAbout): ObjectProjector {
  const { types, rewrites } = about;
  if (!dependOnType(rewrites)) return new Projector(shape, place, about);
  const byType = new Map<string | undefined, ObjectProjector>();
  const names = shape.types?.length ? [undefined, ...shape.types] : [undefined];
  for (const name of names) {
    const own = ofType(rewrites, name, types);
    byType.set(name, new Projector(shape, place, { ...about, rewrites: own }));
  }
  const of = (typename: unknown) => byType.get(typename as string) ?? byType.get(undefined)!;
  return {
    project: (value, into, sink) => of(typeOf(value) ?? into?.[TYPENAME]).project(value, into, sink),
    share: (value, into, first, sink) => of(typeOf(value) ?? into[TYPENAME]).share(value, into, first, sink),
    field: (name, typename) => of(typename).field(name, typename),
  };
}

const typeOf = (value: unknown) => (value as { __typename?: unknown } | null | undefined)?.__typename;

interface Field {
  readonly name: string;
  readonly inherited: boolean;
  readonly put: Put;
  /** Where objects stand that may be shared; null for leaves. */
  readonly objects: { readonly slot: number; readonly name: string } | null;
}

class Projector implements ObjectProjector {
  readonly #place: Place;
  readonly #possible: ReadonlySet<string> | null;
  readonly #types: TypeNames;
  readonly #depth: number;
  readonly #fields: readonly Field[];
  readonly #named = new Map<string, { name: string; below: ObjectProjector | null }>();

  constructor(shape: ObjectShape, place: Place, about: ProjectionAbout) {
    this.#place = place;
    this.#possible = shape.types && new Set(shape.types);
    this.#types = about.types;
    this.#depth = about.depth;
    this.#fields = shape.fields
      .filter(({ name }) => name !== '__typename')
      .map((field) => {
        const { here, below } = ofField(about.rewrites, field.name);
        const name = here.find(({ rename }) => rename !== undefined)?.rename ?? field.name;
        const at = { ...about, place, name, rewrites: below };
        const object = field.object && compileBelow(field, field.object, at);
        this.#named.set(field.name, { name: callersName(name), below: object });
        if (object) place.writtenBy(name, about.fetch);
        return {
          name: field.name,
          inherited: isInherited(field.name),
          put: compilePut(field, object, at),
          objects: object && { slot: place.slot(name), name },
        };
      });
    this.#named.set('__typename', { name: '__typename', below: null });
  }

  project(value: unknown, into: Target | null, sink: ProjectionSink): Target | null {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      sink.misfit(this.#depth);
      return into;
    }
    const source = value as Record<string, unknown>;
    const typename = source['__typename'];
    if (typename !== undefined && !this.#fits(typename, into)) {
      sink.misfit(this.#depth);
      return into;
    }
    const target = into ?? this.#place.create();
    if (typename !== undefined && target[TYPENAME] !== typename) this.#name(target, typename as string);
    for (const field of this.#fields) {
      if (field.inherited && !Object.hasOwn(source, field.name)) continue;
      const each = source[field.name];
      if (each !== undefined) field.put(target, each, sink);
    }
    return target;
  }

  share(value: unknown, into: Target, first: Target, sink: ProjectionSink & Sharing): void {
    const source = value as Record<string, unknown>;
    const typename = source['__typename'];
    if (typename !== undefined && !this.#fits(typename, into)) {
      sink.misfit(this.#depth);
      return;
    }
    if (typename !== undefined && into[TYPENAME] !== typename) this.#name(into, typename as string);
    for (const { name, inherited, put, objects } of this.#fields) {
      if (inherited && !Object.hasOwn(source, name)) continue;
      const each = source[name];
      if (each === undefined) continue;
      if (objects === null || !this.#place.isOfOneFetch(objects.name)) {
        put(into, each, sink);
        continue;
      }
      const made = first[objects.slot];
      into[objects.slot] = made;
      if (made !== null && made !== undefined) sink.shared.add(made);
    }
  }

  field(name: string) {
    return this.#named.get(name) ?? null;
  }

  #fits(typename: unknown, into: Target | null): boolean {
    if (typeof typename !== 'string') return false;
    if (this.#possible !== null && !this.#possible.has(typename)) return false;
    const known = into?.[TYPENAME];
    return (
      known === undefined ||
      known === typename ||
      !this.#types.isConcrete(typename) ||
      !this.#types.isConcrete(known as string)
    );
  }

  /** An interface's own name (under `@interfaceObject`) never hides the real type that another subgraph told. */
  #name(target: Target, typename: string): void {
    const known = target[TYPENAME];
    if (known === undefined || !this.#types.isConcrete(known as string)) target[TYPENAME] = typename;
  }
}

interface At extends ProjectionAbout {
  readonly place: Place;
  /** Response name in our answer. */
  readonly name: string;
}

function compileBelow({ lists }: FieldShape, object: ObjectShape, at: At): ObjectProjector {
  const child = at.place.child(at.name);
  child.lists = lists ?? 0;
  return compileProjector(object, child, { ...at, depth: at.depth + 1 + child.lists });
}

function compilePut(field: FieldShape, object: ObjectProjector | null, at: At): Put {
  const { name, depth } = at;
  const slot = at.place.slot(name);
  if (field.lists === null || (field.lists === 0 && object === null)) {
    // A null says less than a value that another subgraph answered for the same place.
    return field.typename
      ? (target, value) => {
          if (value !== null || target[slot] === undefined) target[slot] = value;
          if (target[TYPENAME] === undefined && typeof value === 'string') target[TYPENAME] = value;
        }
      : (target, value) => {
          if (value !== null || target[slot] === undefined) target[slot] = value;
        };
  }
  const step = callersName(name);
  const merge = compileMerge(field.lists, object, depth + 1);
  return (target, value, sink) => {
    const into = target[slot] ?? null;
    if (value === null) {
      if (into === null) target[slot] = null;
      return;
    }
    sink.path[depth] = step;
    target[slot] = merge(value, into, sink);
  };
}

type Merge = (value: unknown, into: unknown, sink: ProjectionSink) => unknown;

/** @param depth steps of the path above this list or object. */
function compileMerge(lists: number, object: ObjectProjector | null, depth: number): Merge {
  if (lists === 0) {
    if (object === null) return (value, into) => value ?? into;
    return (value, into, sink) => object.project(value, into as Target | null, sink);
  }
  const item = compileMerge(lists - 1, object, depth + 1);
  const isLeaf = lists === 1 && object === null;
  return (value, into, sink) => {
    if (isLeaf && Array.isArray(value)) return value;
    if (!Array.isArray(value) || (into !== null && (into as unknown[]).length !== value.length)) {
      sink.misfit(depth);
      return into;
    }
    const items: unknown[] = into === null ? new Array<unknown>(value.length) : (into as unknown[]);
    for (let index = 0; index < value.length; index += 1) {
      const each: unknown = value[index];
      const known = into === null ? null : (items[index] ?? null);
      if (each === null || each === undefined) {
        items[index] = known;
        continue;
      }
      sink.path[depth] = index;
      items[index] = item(each, known, sink);
    }
    return items;
  };
}
