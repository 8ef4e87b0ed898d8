import type { DocumentNode, GraphQLOutputType } from 'graphql';
import type { CoordinatesRead } from '../records/decisionLog.js';
import type { DeniedCoordinate } from './policy.js';

export type { DeniedCoordinate } from './policy.js';

/** Response key under which the gateway asks for the type of an object; taken out before the answer leaves. */
export const typenameKey = '__huitong_typename';

/** One `@include` or `@skip` on the way to a field: the field stands only where the variable has the value. */
export interface Condition {
  readonly variable: string;
  readonly value: boolean;
}

/** A place of the operation that was taken out. */
export interface Hole {
  readonly denied: DeniedCoordinate;
  /** Concrete types of the parent object for which the place was taken out. */
  readonly types: ReadonlySet<string>;
  /** All must hold for the client to have asked for it. */
  readonly conditions: readonly Condition[];
  /** Type of the field that is missing; null cannot stand where it is non-null. */
  readonly type: GraphQLOutputType;
}

/** One response key of a position. */
export interface Slot {
  readonly holes: Hole[];
  /** Position below, where the field leads to objects. */
  child: Position | null;
  /** Type of the field as it was asked for; null while only refused ones stand here. */
  type: GraphQLOutputType | null;
}

/**
 * A place in the response where objects stand, with everything that selections of any spelling say about it.
 * Rebuilt answers follow it key by key, so that nulls come back where the client put their fields.
 */
export interface Position {
  readonly slots: Map<string, Slot>;
  /** Concrete types that can stand here, by any of the spellings that lead here. */
  readonly possible: Set<string>;
  /** Types whose rows may not be met here. */
  readonly deniedRows: Map<string, { denied: DeniedCoordinate; conditions: (readonly Condition[])[] }>;
  /** Whether something was taken out here, so that the answer must say of which type each object is. */
  altered: boolean;
}

/** An operation as one class of callers may run it. */
export interface Reduction {
  /** The document to plan; the client's own where nothing was refused. */
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** Stands for the document in the plan cache. */
  readonly planKey: string;
  /** Shape of the answer to be completed with nulls; null where nothing was refused. */
  readonly shape: Position | null;
  /** Every refusal with the conditions under which it counts; any one alternative is enough. */
  readonly refusals: ReadonlyMap<
    string,
    { readonly denied: DeniedCoordinate; readonly alternatives: readonly (readonly Condition[])[] }
  >;
  readonly coordinates: CoordinatesRead;
}

/** Whether conditions hold under the variables of a request. */
export function holds(
  conditions: readonly Condition[],
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return conditions.every(({ variable, value }) => variables[variable] === value);
}
