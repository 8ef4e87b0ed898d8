/** One subgraph call a plan may make; conditions and absent entities can make it fewer. */
export interface PlannedFetch {
  readonly subgraph: string;
  /** Where its data go in the response, '@' for each list step; empty for root fetches. */
  readonly path: readonly (string | number)[];
  /** Whether it completes entities found by earlier fetches rather than reading root fields. */
  readonly entities: boolean;
  /** The GraphQL text it sends, unless it shares a request with others. */
  readonly operation: string;
}

/** How one operation will be answered. Opaque apart from these; only the supergraph that made it can execute it. */
export interface Plan {
  /** Names the supergraph version and the caller's key; 16 hexadecimal digits. */
  readonly id: string;
  /** The subgraphs it may call, without repetition. */
  readonly subgraphs: readonly string[];
  readonly fetches: readonly PlannedFetch[];
}
