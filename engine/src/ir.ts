/**
 * The intermediate form of a plan: what crosses from the planning thread, as plain JSON. It is ours, so that any
 * planner can stand behind it; nothing in it refers to Apollo's classes.
 */
export interface PlanIr {
  readonly node: NodeIr | null;
  /** Referred to by their index from the nodes. */
  readonly fetches: readonly FetchIr[];
}

/** The order of fetches: a sequence is a barrier between its steps, parallel steps know nothing of each other. */
export type NodeIr =
  | { readonly kind: 'sequence'; readonly nodes: readonly NodeIr[] }
  | { readonly kind: 'parallel'; readonly nodes: readonly NodeIr[] }
  | { readonly kind: 'fetch'; readonly fetch: number }
  | { readonly kind: 'condition'; readonly variable: string; readonly then?: NodeIr; readonly else?: NodeIr };

/** A response name, `@` for "each item of the list", or "only objects of these types". */
export type PathStep = string | { readonly types: readonly string[] };

export interface FetchIr {
  readonly subgraph: string;
  readonly operation: string;
  readonly operationName?: string;
  readonly kind: 'query' | 'mutation';
  /** Variables of the caller's operation that it uses, without `representations` and contextual arguments. */
  readonly variables: readonly string[];
  /** Where its data go. */
  readonly path: readonly PathStep[];
  /** What a representation is made of; absent for fetches of root fields. */
  readonly requires?: readonly SelectionIr[];
  /** Absent for fetches of root fields: what it takes to ask for these entities beside others in one request. */
  readonly part?: PartIr;
  readonly inputRewrites?: readonly RewriteIr[];
  readonly outputRewrites?: readonly RewriteIr[];
  /** Arguments set by `@fromContext`: variable of the operation, and where its value stands above the entity. */
  readonly contexts?: readonly ContextIr[];
  /**
   * Of a mutation's root fields: those non-null ones, by the caller's names, that run before. Where one of them became
   * null, so is the whole answer, and nothing runs any more.
   */
  readonly needs?: readonly NeedIr[];
  readonly shape: ObjectShape;
}

/** A root field that runs before, where these conditions hold: one of its name may stand at several places. */
export interface NeedIr {
  readonly name: string;
  readonly when: readonly ConditionIr[];
}

export type SelectionIr = FieldIr | { readonly on: string; readonly selections: readonly SelectionIr[] };

export interface FieldIr {
  readonly field: string;
  /** What the subgraph knows the field as, where that is another name. */
  readonly as?: string;
  readonly selections?: readonly SelectionIr[];
  /**
   * Where it is required under conditions only: the cases in which it is. In a case, each of the variables has its
   * value; in no other is it fetched, nor looked for.
   */
  readonly when?: readonly (readonly ConditionIr[])[];
}

/** That a variable of `@skip` or `@include` has a value. */
export interface ConditionIr {
  readonly variable: string;
  readonly value: boolean;
}

/** `path` holds response names and `... on Type`; the last is the field that is set or renamed. */
export interface RewriteIr {
  readonly path: readonly string[];
  readonly rename?: string;
  readonly set?: unknown;
}

export interface ContextIr {
  readonly variable: string;
  /** `..` for one field up (lists skipped), `... on Type`, response names. */
  readonly path: readonly string[];
}

/**
 * An entity fetch taken apart. Texts name its fragments, `representations` and contextual variables with `mark` behind
 * the name; whoever puts parts together replaces the mark by the part's number.
 */
export interface PartIr {
  readonly mark: string;
  /** Definitions by variable name, without `representations`; contextual ones carry the mark in their text. */
  readonly variables: Readonly<Record<string, string>>;
  /** Behind `_entities(representations: …)`, with braces. */
  readonly selection: string;
  readonly fragments: string;
  /** Directives of the operation itself. */
  readonly directives: string;
}

/** What may stand at one object position: fields by response name, and the type names it may carry (null: any). */
export interface ObjectShape {
  readonly types: readonly string[] | null;
  readonly fields: readonly FieldShape[];
}

/** `lists`: how many lists wrap the value (null: unknown type, anything goes); `object` is null for leaves. */
export interface FieldShape {
  readonly name: string;
  readonly lists: number | null;
  readonly object: ObjectShape | null;
  /** Set where the field is `__typename` under an alias. */
  readonly typename?: true;
}
