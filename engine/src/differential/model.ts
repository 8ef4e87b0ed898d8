/**
 * The model of a federated graph, from which everything of a case is derived: the monolith's schema, the subgraphs'
 * schemas and the data. Types are named by kind: E entity, V value type, T holder of a nested key, J interface, I
 * entity interface (an interface object in one subgraph), U union, N enum.
 */
export interface World {
  /** Of the data. */
  readonly seed: number;
  readonly subgraphs: readonly string[];
  readonly objects: ReadonlyMap<string, ObjectModel>;
  readonly interfaces: ReadonlyMap<string, InterfaceModel>;
  readonly unions: ReadonlyMap<string, readonly string[]>;
  readonly enums: ReadonlyMap<string, EnumModel>;
}

export interface ObjectModel {
  readonly kind: 'root' | 'entity' | 'value';
  readonly name: string;
  readonly fields: FieldModel[];
  /** Of entities: every way to name one. */
  readonly keys: readonly KeyModel[];
  /** By subgraph, indexes into `keys`. */
  readonly keysIn: readonly (readonly number[])[];
  /** The subgraph that has all keys and so joins the others. */
  readonly hub?: number;
  /** By subgraph: whether an entity that is only mentioned there is `resolvable: false`. */
  readonly stubs: readonly boolean[];
  /** Subgraphs that do not know some of its rows. */
  readonly gaps: Set<number>;
}

/** `id`, `region number`, `tag { slug }`. */
export interface KeyModel {
  readonly text: string;
  readonly fields: readonly FieldModel[];
}

export interface InterfaceModel {
  readonly name: string;
  readonly members: readonly string[];
  /** Fields of all members, each owned by one subgraph; `id` is understood. */
  readonly fields: FieldModel[];
  /** The subgraph to which it is an object (`@interfaceObject`), and the fields that one adds. */
  readonly object?: { readonly subgraph: number; readonly fields: FieldModel[] };
}

export interface EnumModel {
  readonly values: readonly string[];
  /** In the data, but `@inaccessible`. */
  readonly hidden: string | undefined;
}

export interface ArgumentModel {
  readonly name: string;
  readonly type: string;
  readonly defaultText?: string;
}

export interface FieldModel {
  readonly name: string;
  /** As written in SDL. */
  readonly type: string;
  readonly args: readonly ArgumentModel[];
  /** Who resolves it: more than one is `@shareable`; of a value type nobody, it comes with its parent. */
  readonly owners: readonly number[];
  /** Part of a key: its value tells rows apart. */
  readonly key?: true;
  /** Whether its data may be an error, or null where none may be. Never of fields that fetches depend on. */
  loud: boolean;
  /** Whether others provide it, so that its owner must say `@shareable`. */
  provided: boolean;
  inaccessible: boolean;
  /** What it is computed from, a selection of fields of the same object. */
  requires?: string;
  /** Field of the entity it returns that its (only) owner provides on this way. */
  provides?: string;
  override?: { readonly from: number; readonly label: boolean };
  /** One owner says non-null where the others do not: the merged field is nullable, the data never null. */
  stricter?: number;
}

/** `[Int!]!` is of type `Int`. */
export const namedType = (type: string): string => type.replace(/[[\]!]/g, '');

export const ROWS = 4;
/** The one input type; every argument of it can be written in every subgraph. */
export const INPUT = 'Filter';
