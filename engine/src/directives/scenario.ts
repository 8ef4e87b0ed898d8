/** A few subgraphs and what must be answered over them: named cases, one for each rule. */
export interface Scenario {
  /** The directive or the part of the specification. */
  readonly name: string;
  readonly subgraphs: Readonly<Record<string, SubgraphDefinition>>;
  readonly cases: readonly NamedCase[];
  /** Features that whoever runs the engine enforces. */
  readonly enforcedFeatures?: readonly string[];
  /** Why Apollo's executor refuses the whole supergraph. */
  readonly stockRefuses?: string;
}

export interface SubgraphDefinition {
  /** Without the link to the federation specification, which is added with all its directives. */
  readonly sdl: string;
  /** What goes before it, where that is special. */
  readonly head?: string;
  readonly resolvers?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface NamedCase {
  /** The rule. */
  readonly title: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Labels of progressive `@override` that are on. */
  readonly labels?: readonly string[];
  /** Compared with the order of names. */
  readonly data: unknown;
  /** Paths of the errors, in any order. */
  readonly errors?: readonly (readonly (string | number)[])[];
  /** Why Apollo's executor answers otherwise. */
  readonly stockFails?: string;
  /** Why ours still does: the case is run, and must go on failing until this line goes. */
  readonly fails?: string;
}

/** Looks a row up by one of its fields. */
export const by =
  <Row extends object>(rows: readonly Row[], name: keyof Row) =>
  (reference: Partial<Row>): Row | null =>
    rows.find((row) => row[name] === reference[name]) ?? null;

export function fails(message = 'secret'): never {
  throw new Error(message);
}
