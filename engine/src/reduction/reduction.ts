import type { DocumentNode, GraphQLOutputType } from 'graphql';

/** Something that a caller may not read, with whatever its rule wants to say about it. */
export interface Denied {
  /** `Type.field`; `Type` where objects of a type are met through an interface or a union. */
  readonly coordinate: string;
}

/** What one class of callers may not read. */
export interface Denials<D extends Denied = Denied> {
  /** Stands for the whole set in cache keys. */
  readonly signature: string;
  /** By coordinate `Type.field` of concrete object types. */
  readonly fields: ReadonlyMap<string, D>;
  /** By name of concrete object types that are not to be met through an interface or a union. */
  readonly rows: ReadonlyMap<string, D>;
}

/** One `@include` or `@skip` on the way to a field: the field stands only where the variable has the value. */
export interface Condition {
  readonly variable: string;
  readonly value: boolean;
}

/** A place of the operation that was taken out. */
export interface Hole<D extends Denied = Denied> {
  readonly denied: D;
  /** Concrete types of the parent object for which the place was taken out. */
  readonly types: ReadonlySet<string>;
  /** All must hold for the client to have asked for it. */
  readonly conditions: readonly Condition[];
  /** Type of the field that is missing; null cannot stand where it is non-null. */
  readonly type: GraphQLOutputType;
}

/** One response key of a position. */
export interface Slot<D extends Denied = Denied> {
  readonly holes: Hole<D>[];
  /** Position below, where the field leads to objects. */
  child: Position<D> | null;
  /** Type of the field as it was asked for; null while only refused ones stand here. */
  type: GraphQLOutputType | null;
}

/**
 * A place in the response where objects stand, with everything that selections of any spelling say about it.
 * Rebuilt answers follow it key by key, so that nulls come back where the client put their fields.
 */
export interface Position<D extends Denied = Denied> {
  readonly slots: Map<string, Slot<D>>;
  /** Concrete types that can stand here, by any of the spellings that lead here. */
  readonly possible: Set<string>;
  /** Types whose rows may not be met here. */
  readonly deniedRows: Map<string, { denied: D; conditions: (readonly Condition[])[] }>;
  /** Whether something was taken out here, so that the answer must say of which type each object is. */
  altered: boolean;
}

/** A refusal with the conditions under which it counts; any one alternative is enough. */
export interface Refused<D extends Denied = Denied> {
  readonly denied: D;
  readonly alternatives: readonly (readonly Condition[])[];
}

/** An operation as one class of callers may run it. */
export interface Reduction<D extends Denied = Denied> {
  /** The document to plan; the client's own where nothing was refused. */
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** SHA-256 of the operation name and the document: stands for it in the plan cache. */
  readonly planKey: string;
  /** Shape of the answer to be completed with nulls; null where nothing was refused. */
  readonly shape: Position<D> | null;
  /** Response key under which the type of an object is asked for; taken out before the answer leaves. */
  readonly typenameKey: string;
  /** Every refusal, by coordinate. */
  readonly refusals: ReadonlyMap<string, Refused<D>>;
}

/** Is told everything that the reduced operation still reads. */
export interface Reader {
  /** @param coordinate `Type.field` of a concrete object type. */
  add(coordinate: string): void;
  /** @param type concrete type that is met through an interface or a union: no edge of its own says so. */
  addRows(type: string): void;
}

/** Whether conditions hold under the variables of a request. */
export function holds(
  conditions: readonly Condition[],
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return conditions.every(({ variable, value }) => variables[variable] === value);
}

/** What is refused under the variables of a request. */
export function refusedUnder<D extends Denied>(
  { refusals }: Pick<Reduction<D>, 'refusals'>,
  variables: Readonly<Record<string, unknown>>,
): D[] {
  if (refusals.size === 0) return [];
  return [...refusals.values()]
    .filter(({ alternatives }) => alternatives.some((conditions) => holds(conditions, variables)))
    .map(({ denied }) => denied);
}
