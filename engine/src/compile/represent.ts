import type { FieldIr, RewriteIr, SelectionIr } from '../ir.js';
import { BoundedCache } from '../planning/bounded-cache.js';
import { holds, type Decided } from './conditions.js';
import { jsonText } from './json-text.js';
import { TYPENAME, type Place, type Target } from './layout.js';
import { ofField, ofType } from './rewrites.js';
import type { TypeNames } from './type-names.js';

/** How objects of one type are represented. */
export interface TypedRepresent {
  /**
   * The slot that alone tells two objects of the type apart, where it is one scalar; -1 otherwise, and then the text
   * does. Most keys are one scalar, and to compare these needs no text.
   */
  readonly keySlot: number;
  /** JSON text; undefined where a key or a required field is not known. */
  write(target: Target): string | undefined;
}

/** Finds how a target is represented; undefined where its type is not known. */
export type Represent = (target: Target) => TypedRepresent | undefined;

/** How targets are represented, given the values of the conditions: some fields are required under conditions only. */
export type RepresentWhen = (decided: Decided) => Represent;

const MAX_VARIANTS = 16;

/** What stands under a response name of a representation: a target's value, or a constant set by a rewrite. */
interface Entry {
  readonly key: string;
  readonly read: (target: Target) => string | undefined;
  /** The alternatives that ask for it; none of them is "always". */
  readonly units: Set<number>;
  readonly isTypename: boolean;
  /** The slot it is read from as it is; -1 for constants and objects. */
  readonly slot: number;
  readonly isConstant: boolean;
}

/**
 * Compiles what a fetch requires of its entities. The text is also what tells equal representations apart from others,
 * so it is written once and serves both. Each type has its own writer, made when it is first met.
 *
 * A fragment whose fields are not all known is left out as a whole; what stands outside fragments must be known, also
 * below. (The stock executor sends null for a nested object that is not known whole, and lets a subgraph compute from
 * it.)
 */
export function compileRepresent(
  requires: readonly SelectionIr[],
  place: Place,
  about: { types: TypeNames; rewrites: readonly RewriteIr[] },
): RepresentWhen {
  if (!isConditional(requires)) {
    const represent = representOf(requires, place, about);
    return () => represent;
  }
  const variants = new BoundedCache<Represent>({ maxEntries: MAX_VARIANTS, maxBytes: Infinity });
  return ({ key, values }) => {
    const known = variants.get(key);
    if (known !== undefined) return known;
    const made = representOf(required(requires, values), place, about);
    variants.set(key, made, 0);
    return made;
  };
}

function isConditional(requires: readonly SelectionIr[]): boolean {
  return requires.some(
    (each) => ('when' in each && each.when !== undefined) || isConditional(each.selections ?? []),
  );
}

/** What is required where the variables have these values. */
function required(requires: readonly SelectionIr[], values: Decided['values']): SelectionIr[] {
  return requires.flatMap((each): SelectionIr[] => {
    if ('on' in each) return [{ on: each.on, selections: required(each.selections, values) }];
    const { when, selections, ...field } = each;
    if (when?.every((conditions) => !holds(conditions, values))) return [];
    return [selections ? { ...field, selections: required(selections, values) } : field];
  });
}

function representOf(
  requires: readonly SelectionIr[],
  place: Place,
  about: { types: TypeNames; rewrites: readonly RewriteIr[] },
): Represent {
  const byType = new Map<string, TypedRepresent>();
  return (target) => {
    const typename = target[TYPENAME];
    if (typeof typename !== 'string') return undefined;
    let typed = byType.get(typename);
    if (typed === undefined) {
      typed = typedRepresent(compileEntries(requires, place, { ...about, typename }));
      byType.set(typename, typed);
    }
    return typed;
  };
}

function typedRepresent(entries: readonly Entry[]): TypedRepresent {
  const write = writer(entries, true);
  const varying = entries.filter(({ isConstant }) => !isConstant);
  return { keySlot: varying.length === 1 ? varying[0]!.slot : -1, write };
}

type WriteObject = (target: Target) => string | undefined;
interface About {
  readonly types: TypeNames;
  readonly rewrites: readonly RewriteIr[];
}

function compileObject(selections: readonly SelectionIr[], place: Place, about: About): WriteObject {
  const byType = new Map<unknown, WriteObject>();
  return (target) => {
    const typename = target[TYPENAME] as string | undefined;
    let write = byType.get(typename);
    if (write === undefined) {
      write = writer(compileEntries(selections, place, { ...about, typename }), false);
      byType.set(typename, write);
    }
    return write(target);
  };
}

function compileEntries(
  selections: readonly SelectionIr[],
  place: Place,
  about: About & { readonly typename: string | undefined },
): Entry[] {
  const { typename, types } = about;
  const rewrites = ofType(about.rewrites, typename, types);
  const entries = new Map<string, Entry>();
  const counter = { units: 1 };
  const add = (each: readonly SelectionIr[], unit: number): void => {
    for (const selection of each) {
      if ('on' in selection) {
        if (typename === undefined || !types.under(selection.on).has(typename)) continue;
        add(selection.selections, counter.units++);
      } else {
        const entry = compileEntry(selection, place, { types, rewrites, typename });
        const known = entries.get(entry.key);
        if (known) known.units.add(unit);
        else entries.set(entry.key, { ...entry, units: new Set([unit]) });
      }
    }
  };
  add(selections, 0);
  // An object of a type that nothing is required of is none that the fetch is about: a constant does not make it one.
  if (entries.size === 0) return [];
  for (const { path, set } of rewrites) {
    const [name = ''] = path;
    if (path.length > 1 || set === undefined || entries.has(name)) continue;
    const text = jsonText(set);
    entries.set(name, { ...constantEntry(name, text), units: new Set([0]) });
  }
  return [...entries.values()];
}

function compileEntry(
  { field, as, selections }: FieldIr,
  place: Place,
  { types, rewrites, typename }: About & { readonly typename: string | undefined },
): Omit<Entry, 'units'> {
  const { here, below } = ofField(rewrites, field);
  const key = here.find(({ rename }) => rename !== undefined)?.rename ?? as ?? field;
  const constant = here.find(({ set }) => set !== undefined);
  const isTypename = key === '__typename';
  const slot = place.known(field);
  if (constant !== undefined) {
    return constantEntry(key, jsonText(constant.set));
  }
  if (field === '__typename' && typename !== undefined) {
    return constantEntry(key, jsonText(typename));
  }
  const entry = { key, isTypename, slot: -1, isConstant: false };
  if (slot === undefined) return { ...entry, read: () => undefined };
  if (selections === undefined) {
    return {
      ...entry,
      slot,
      read: (target) => {
        const value = target[slot];
        return value === undefined ? undefined : jsonText(value);
      },
    };
  }
  const child = place.child(field);
  const object = compileObject(selections, child, { types, rewrites: below });
  const write = compileLists(child.lists, (value) => object(value as Target));
  return {
    ...entry,
    read: (target) => {
      const value = target[slot];
      return value === undefined ? undefined : write(value);
    },
  };
}

function constantEntry(key: string, text: string): Omit<Entry, 'units'> {
  return { key, isTypename: key === '__typename', slot: -1, isConstant: true, read: () => text };
}

type WriteValue = (value: unknown) => string | undefined;

function compileLists(lists: number, object: WriteValue): WriteValue {
  const item: WriteValue = lists === 0 ? object : compileLists(lists - 1, object);
  if (lists === 0) return (value) => (value === null ? 'null' : item(value));
  return (value) => {
    if (value === null) return 'null';
    let text = '';
    for (const each of value as unknown[]) {
      const written = item(each);
      if (written === undefined) return undefined;
      text += text === '' ? written : `,${written}`;
    }
    return `[${text}]`;
  };
}

function writer(entries: readonly Entry[], isEntity: boolean): WriteObject {
  const keys = entries.map(({ key }, index) => `${index === 0 ? '{' : ','}${jsonText(key)}:`);
  const hasTypename = entries.some(({ isTypename }) => isTypename);
  if (isEntity && !hasTypename) return () => undefined;
  return (target) => {
    let text = '';
    for (let index = 0; index < entries.length; index += 1) {
      const value = entries[index]!.read(target);
      if (value === undefined) return writeKnown(entries, target, isEntity);
      text += keys[index]! + value;
    }
    return text === '' ? '{}' : `${text}}`;
  };
}

/** The slow way, where something is not known: only fragments that are known whole count. */
function writeKnown(entries: readonly Entry[], target: Target, isEntity: boolean): string | undefined {
  const values = entries.map(({ read }) => read(target));
  const unknown = new Set(
    entries.flatMap(({ units }, index) => (values[index] === undefined ? [...units] : [])),
  );
  if (unknown.has(0)) return undefined;
  const kept = entries.flatMap((entry, index) =>
    [...entry.units].some((unit) => !unknown.has(unit)) ? [{ entry, value: values[index]! }] : [],
  );
  if (isEntity && !kept.some(({ entry }) => entry.isTypename)) return undefined;
  return `{${kept.map(({ entry, value }) => `${jsonText(entry.key)}:${value}`).join(',')}}`;
}
